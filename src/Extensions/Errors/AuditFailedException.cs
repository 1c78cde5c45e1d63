namespace NumberVerify;

/// <summary>
/// The <see cref="IVerificationAudit"/> could not record what happened, so the result is withheld, whatever it was. The session is spent; start a new authorization once the audit works again.
/// </summary>
public sealed class AuditFailedException : NumberVerifyException
{
    internal AuditFailedException(string message)
        : base(message)
    {
    }

    internal AuditFailedException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
