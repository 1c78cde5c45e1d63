namespace NumberVerify.Conformance.Features;

/// <summary>Sentences of the two one-time-password-sms files.</summary>
internal static class OneTimePasswordSteps
{
    public static IEnumerable<Step> All { get; } = [];
}
