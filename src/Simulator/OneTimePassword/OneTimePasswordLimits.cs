namespace NumberVerify.Simulator;

/// <summary>What the operator allows with one-time passwords by text message. Not thread-safe; changes after the start have no effect.</summary>
public sealed class OneTimePasswordLimits
{
    /// <summary>How many codes one phone number is sent within an hour: 1 to 1,000. Default: 5. The next one is refused with <c>MAX_OTP_CODES_EXCEEDED</c>.</summary>
    public int MaxCodes { get; set; } = 5;

    /// <summary>How many codes may be tried for one <c>authenticationId</c>: 1 to 100. Default: 3. The last wrong one, and every later one, is refused with <c>VERIFICATION_FAILED</c>.</summary>
    public int MaxTries { get; set; } = 3;

    /// <summary>How long a code is good: above zero, up to an hour. Default: 5 minutes.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many digits a code has: 4 to 10. Default: 6.</summary>
    public int CodeLength { get; set; } = 6;

    internal OneTimePasswordLimits Copy() => (OneTimePasswordLimits)MemberwiseClone();

    internal IEnumerable<string> Faults()
    {
        if (MaxCodes is < 1 or > 1_000)
        {
            yield return $"{nameof(OneTimePasswordLimits)}.{nameof(MaxCodes)} must be 1 to 1,000.";
        }

        if (MaxTries is < 1 or > 100)
        {
            yield return $"{nameof(OneTimePasswordLimits)}.{nameof(MaxTries)} must be 1 to 100.";
        }

        if (Lifetime <= TimeSpan.Zero || Lifetime > TimeSpan.FromHours(1))
        {
            yield return $"{nameof(OneTimePasswordLimits)}.{nameof(Lifetime)} must be above zero and at most one hour.";
        }

        if (CodeLength is < 4 or > 10)
        {
            yield return $"{nameof(OneTimePasswordLimits)}.{nameof(CodeLength)} must be 4 to 10.";
        }
    }
}
