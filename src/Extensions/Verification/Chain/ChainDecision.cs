namespace NumberVerify;

/// <summary>One row of the decision table: what follows, and with which words it is told.</summary>
internal readonly record struct ChainDecision(ChainMove Move, PhoneVerificationReason Reason, PhoneVerificationStatus Status = PhoneVerificationStatus.Unavailable)
{
    public static readonly ChainDecision Throw = new(ChainMove.Throw, PhoneVerificationReason.ConfigurationFault);

    public static ChainDecision GoOn(PhoneVerificationReason reason) => new(ChainMove.GoOn, reason);

    public static ChainDecision Deny(PhoneVerificationReason reason) => new(ChainMove.End, reason, PhoneVerificationStatus.Denied);

    public static ChainDecision End(PhoneVerificationReason reason, PhoneVerificationStatus status = PhoneVerificationStatus.Unavailable) => new(ChainMove.End, reason, status);
}
