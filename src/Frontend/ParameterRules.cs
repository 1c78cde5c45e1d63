namespace NumberVerify;

/// <summary>What the parameters of an authorization request may hold. Each rule yields the fault in words, without the value, or null.</summary>
internal static class ParameterRules
{
    private const int MaxStateLength = 512;
    private const int MaxLength = 2048;
    private const int CodeChallengeLength = 43;
    private const string Separators = " -.()/";

    public static string? ClientIdFault(string? value) => IsPrintable(value, MaxLength)
        ? null
        : "The client identifier must be 1 to 2048 printable ASCII characters (RFC 6749 appendix A.1).";

    public static string? StateFault(string? value)
    {
        if (!IsPrintable(value, MaxStateLength))
        {
            return "The state must be 1 to 512 printable ASCII characters (RFC 6749 appendix A.5).";
        }

        return LooksLikePhoneNumber(value)
            ? "The state looks like a phone number. It travels in URLs, histories and logs: use a random value and keep the number in the backend."
            : null;
    }

    public static string? NonceFault(string? value) => value is null || IsPrintable(value, MaxStateLength)
        ? null
        : "The nonce must be 1 to 512 printable ASCII characters.";

    public static string? CodeChallengeFault(string? value) => value is null || (value.Length == CodeChallengeLength && IsBase64Url(value))
        ? null
        : "The code challenge must be the 43 base64url characters of a SHA-256 (RFC 7636 4.2).";

    public static string? PromptFault(string? value) => value is null || (IsPrintable(value, MaxLength) && !HasEmptyItem(value))
        ? null
        : "The prompt must be a list of values with single blanks between them.";

    public static string? LoginHintFault(string? value) => value is null || IsPrintable(value, MaxLength)
        ? null
        : "The login hint must be 1 to 2048 printable ASCII characters.";

    /// <summary>One purpose, wherever it is sent; how its operator spells the rest of it is the operator's business.</summary>
    public static string? PurposeFault(string? value) =>
        value is null || (IsPrintable(value, MaxLength) && value.StartsWith(ProtocolNames.Values.PurposePrefix, StringComparison.Ordinal) && value.Length > ProtocolNames.Values.PurposePrefix.Length && !value.AsSpan().ContainsAny(" \"\\#"))
            ? null
            : "The purpose must be one dpv: purpose.";

    public static string? MaxAgeFault(int? value) => value is null or >= 0
        ? null
        : "The maximum age must not be negative.";

    /// <summary>RFC 6749 3.3, and one purpose at the most. Whether a purpose is needed is the operator's business.</summary>
    public static string? ScopeFault(string? value)
    {
        if (!IsPrintable(value, MaxLength) || HasEmptyItem(value) || value.AsSpan().ContainsAny('"', '\\'))
        {
            return "The scope must be a list of RFC 6749 scope values with single blanks between them.";
        }

        var items = value.Split(' ');
        if (items.Distinct(StringComparer.Ordinal).Count() != items.Length)
        {
            return "The scope must not hold a value twice.";
        }

        if (items.Contains("offline_access", StringComparer.Ordinal))
        {
            return "The scope must not hold offline_access: tokens of this API are never refreshed.";
        }

        return items.Count(static item => item.StartsWith(ProtocolNames.Values.PurposePrefix, StringComparison.Ordinal)) > 1
            ? "The scope must hold one dpv: purpose, not several."
            : null;
    }

    /// <summary>An E.164 number as people write it: an optional <c>tel:</c>, <c>+</c> or <c>00</c>, then 5 to 15 digits with nothing but separators between.</summary>
    public static bool LooksLikePhoneNumber(ReadOnlySpan<char> text)
    {
        text = text.Trim(Separators);
        var isTel = text.StartsWith(ProtocolNames.Values.TelPrefix, StringComparison.OrdinalIgnoreCase);
        if (isTel)
        {
            text = text[ProtocolNames.Values.TelPrefix.Length..].TrimStart(Separators);
        }

        var hasPlus = text.StartsWith("+") || text.StartsWith("%2B", StringComparison.OrdinalIgnoreCase);
        if (hasPlus)
        {
            text = text[(text[0] == '+' ? 1 : 3)..];
        }

        var digits = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
            {
                digits++;
            }
            else if (!Separators.Contains(character))
            {
                return false;
            }
        }

        // Two more than E.164's fifteen: 00 in front.
        return digits is >= 5 and <= 17;
    }

    private static bool IsPrintable([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? value, int maxLength) =>
        value is { Length: > 0 } && value.Length <= maxLength && !value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static bool IsBase64Url(string value) => value.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    private static bool HasEmptyItem(string value) => value.Split(' ').Any(static item => item.Length == 0);
}
