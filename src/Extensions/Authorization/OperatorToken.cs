namespace NumberVerify;

/// <summary>The temporary token of GSMA TS.43, opaque but for what it must not be.</summary>
internal static class OperatorToken
{
    private const int MaxLength = 16 * 1024;

    private static readonly string[] s_prefixes = [ProtocolNames.Values.TelPrefix, ProtocolNames.Values.IpPortPrefix, ProtocolNames.Values.OperatorTokenPrefix];

    /// <summary>What is wrong with it, without a word of it; null where nothing is.</summary>
    public static string? Fault(string token)
    {
        if (token.Length > MaxLength || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return "The operator token must be printable ASCII without spaces, of at most 16 KiB.";
        }

        // A number would vouch for itself, and an address for whoever shares it.
        return ParameterRules.LooksLikePhoneNumber(token) || s_prefixes.Any(prefix => token.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            ? "The operator token must be that of the device's SIM, without a prefix; neither a phone number nor an address is taken for it."
            : null;
    }
}
