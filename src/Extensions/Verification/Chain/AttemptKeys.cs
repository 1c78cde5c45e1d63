namespace NumberVerify;

/// <summary>What is counted of one verification.</summary>
internal static class AttemptKeys
{
    /// <summary>Added when a verification has ended: no number of tries comes near it.</summary>
    public const long Ended = 1 << 20;

    public static string OfCallback(VerificationState state) => $"{state.Id}:callback:{state.SilentIndex}";

    public static string OfTries(VerificationState state) => $"{state.Id}:tries";

    public static string OfCodes(VerificationState state) => $"{state.Id}:codes";
}
