namespace NumberVerify;

/// <summary>The limits of CAMARA One Time Password SMS.</summary>
internal static class OneTimePasswordSmsRules
{
    public const int MaxAuthenticationIdLength = 36;
    public const int MaxCodeLength = 10;
    private const string CodePlace = "{{code}}";
    private const int MaxMessageLength = 160;

    /// <summary>What is wrong with a message; null where nothing is.</summary>
    public static string? MessageFault(string? message) =>
        message is null || !message.Contains(CodePlace, StringComparison.Ordinal) ? "must say where the code stands, by {{code}}."
        : !ApiTransport.HasLength(message, 0, MaxMessageLength) ? $"must have at most {MaxMessageLength} characters."
        : null;
}
