using System.Globalization;

namespace NumberVerify;

/// <summary>The country calling codes of ITU-T E.164: no code is the beginning of another, so a number has one at most.</summary>
internal static class CountryCallingCode
{
    /// <summary>The codes of one digit and of two.</summary>
    private static readonly HashSet<int> s_short =
    [
        1, 7, 20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62, 63, 64, 65, 66,
        81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
    ];

    /// <summary>The last digits of the codes of three, by their first two.</summary>
    private static readonly Dictionary<int, string> s_long = new()
    {
        [21] = "12368", [22] = "0123456789", [23] = "0123456789", [24] = "0123456789", [25] = "012345678", [26] = "0123456789", [29] = "01789",
        [35] = "0123456789", [37] = "0123456789", [38] = "01235679", [42] = "013",
        [50] = "0123456789", [59] = "0123456789",
        [67] = "023456789", [68] = "012356789", [69] = "012",
        [80] = "08", [85] = "02356", [87] = "08", [88] = "01236",
        [96] = "012345678", [97] = "012345679", [99] = "2345678",
    };

    /// <summary>Takes a number apart.</summary>
    /// <exception cref="ArgumentException">It begins with no code that is assigned. The message does not repeat it.</exception>
    public static (int Code, string NationalNumber) Split(PhoneNumber number)
    {
        var digits = number.Value.AsSpan(1);
        var length = s_short.Contains(FirstOf(digits, 1)) ? 1
            : s_short.Contains(FirstOf(digits, 2)) ? 2
            : s_long.TryGetValue(FirstOf(digits, 2), out var last) && last.Contains(digits[2], StringComparison.Ordinal) ? 3
            : throw new ArgumentException("The number begins with no country calling code that is assigned.", nameof(number));
        return (FirstOf(digits, length), digits[length..].ToString());
    }

    private static int FirstOf(ReadOnlySpan<char> digits, int count) => int.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture);
}
