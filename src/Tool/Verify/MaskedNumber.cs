namespace NumberVerify.Tool.Verify;

/// <summary>A number as a terminal may show it: screens are shared, and logs keep what they showed.</summary>
internal static class MaskedNumber
{
    private const int Shown = 2;

    public static string Of(PhoneNumber number) => string.Concat("+", new string('*', number.Value.Length - 1 - Shown), number.Value.AsSpan(number.Value.Length - Shown));
}
