using System.Collections.Frozen;

namespace NumberVerify;

/// <summary>
/// What follows a code that was not sent, not sent again, or not checked. Pure. The next provider is asked only where this one certainly sent nothing, so that one start never costs two
/// messages; and never past a refusal that is itself a guard.
/// </summary>
internal static class CodeDecisions
{
    /// <summary>Refusals that protect a number or a purse: another provider must not be the way around them.</summary>
    private static readonly FrozenSet<string> s_guards = new[]
    {
        "ONE_TIME_PASSWORD_SMS.MAX_OTP_CODES_EXCEEDED",

        // Vonage: barred, most often after too many codes that nobody typed in.
        "7",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_aboutTheNumber = new[]
    {
        "NOT_FOUND", "IDENTIFIER_NOT_FOUND", "SERVICE_NOT_APPLICABLE", "UNSUPPORTED_IDENTIFIER",

        // Authy: the verification could not be created.
        "60021",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>After <see cref="IOneTimePasswordProvider.StartAsync"/>.</summary>
    public static ChainDecision OfSend(Exception failure, PhoneVerificationPolicy policy) => failure switch
    {
        // The contract of a provider: it cannot do what is asked, and sent nothing.
        ArgumentException => ChainDecision.GoOn(PhoneVerificationReason.NotSupported),
        PhoneNumberRejectedException { Code: { } code } when s_guards.Contains(code) => ChainDecision.End(PhoneVerificationReason.NumberRejected),
        PhoneNumberRejectedException => ChainDecision.GoOn(PhoneVerificationReason.NumberRejected),
        RequestRejectedException { Code: { } code } when s_aboutTheNumber.Contains(code) => ChainDecision.GoOn(PhoneVerificationReason.NumberRejected),
        RateLimitedException => ChainDecision.GoOn(PhoneVerificationReason.RateLimited),
        TransportException or OperatorUnavailableException or UnexpectedResponseException => ((NumberVerifyException)failure).RequestMayHaveBeenProcessed
            ? ChainDecision.End(PhoneVerificationReason.ProviderUnavailable)
            : ChainDecision.GoOn(PhoneVerificationReason.ProviderUnavailable),
        ClientRejectedException or UnauthenticatedException or PermissionDeniedException or InsufficientScopeException or RequestRejectedException =>
            policy.GoesOnAfterConfigurationFault ? ChainDecision.GoOn(PhoneVerificationReason.ConfigurationFault) : ChainDecision.Throw,
        _ => ChainDecision.Throw,
    };

    /// <summary>After <see cref="ICodeResender.ResendAsync"/>: the code of before may still come, so nobody else is asked.</summary>
    public static ChainDecision OfResend(Exception failure) => failure switch
    {
        ArgumentException or RequestRejectedException => ChainDecision.End(PhoneVerificationReason.NotSupported),
        PhoneNumberRejectedException => ChainDecision.End(PhoneVerificationReason.NumberRejected),
        _ => OfFailure(failure),
    };

    /// <summary>After <see cref="IOneTimePasswordProvider.CheckAsync"/> gave no answer: the try counts, and the verification goes on.</summary>
    public static ChainDecision OfCheck(Exception failure, int attemptsLeft) => failure switch
    {
        // The contract of a provider: it has no codes like this one, and tried nothing. A user can type it, so it is no mistake of the program.
        ArgumentException when attemptsLeft > 0 => ChainDecision.End(PhoneVerificationReason.MalformedCode, PhoneVerificationStatus.WrongCode),
        ArgumentException => ChainDecision.Deny(PhoneVerificationReason.TooManyAttempts),
        _ => OfFailure(failure),
    };

    /// <summary>After an answer. A value that no version of this library knows proves nothing.</summary>
    public static ChainDecision OfAnswer(CodeCheck answer, int attemptsLeft) => answer switch
    {
        CodeCheck.Correct => ChainDecision.End(PhoneVerificationReason.None, PhoneVerificationStatus.Verified),
        CodeCheck.Wrong when attemptsLeft > 0 => ChainDecision.End(PhoneVerificationReason.None, PhoneVerificationStatus.WrongCode),
        CodeCheck.Wrong or CodeCheck.TooManyAttempts => ChainDecision.Deny(PhoneVerificationReason.TooManyAttempts),
        CodeCheck.Expired => ChainDecision.End(PhoneVerificationReason.CodeExpired, PhoneVerificationStatus.Expired),
        CodeCheck.NonePending => ChainDecision.End(PhoneVerificationReason.NoCodePending, PhoneVerificationStatus.Expired),
        _ => ChainDecision.Deny(PhoneVerificationReason.SecurityCheckFailed),
    };

    private static ChainDecision OfFailure(Exception failure) => failure switch
    {
        RateLimitedException => ChainDecision.End(PhoneVerificationReason.RateLimited),
        TransportException or OperatorUnavailableException or UnexpectedResponseException => ChainDecision.End(PhoneVerificationReason.ProviderUnavailable),
        _ => ChainDecision.Throw,
    };
}
