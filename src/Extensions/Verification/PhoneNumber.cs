using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>A phone number in E.164 form: <c>+</c>, then 5 to 15 ASCII digits, the first not 0. Immutable; compared by value; shows its digits by <see cref="Value"/> only.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<PhoneNumber>))]
public sealed record PhoneNumber
{
    private const int MinDigits = 5;
    private const int MaxDigits = 15;

    private PhoneNumber(string value) => Value = value;

    /// <summary>The number itself, for example <c>+123456789</c>. Personal data.</summary>
    public string Value { get; }

    /// <summary>Reads a number that must be in E.164 form already; blanks and separators are not taken out.</summary>
    /// <exception cref="ArgumentException">It is not. The message does not repeat it.</exception>
    public static PhoneNumber Parse(string value) => TryParse(value, out var number)
        ? number
        : throw new ArgumentException("A phone number must be in E.164 form: '+', then 5 to 15 ASCII digits, the first not 0.", nameof(value));

    /// <summary>Reads what a user typed without throwing; false where it is not in E.164 form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? value, [NotNullWhen(true)] out PhoneNumber? number)
    {
        number = IsValid(value) ? new PhoneNumber(value) : null;
        return number is not null;
    }

    /// <summary>A plus sign and no digit.</summary>
    public override string ToString() => "+***";

    internal static bool IsValid([NotNullWhen(true)] string? value) =>
        value is { Length: >= MinDigits + 1 and <= MaxDigits + 1 }
        && value[0] == '+'
        && value[1] != '0'
        && !value.AsSpan(1).ContainsAnyExceptInRange('0', '9');
}
