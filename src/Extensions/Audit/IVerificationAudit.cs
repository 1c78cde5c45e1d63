namespace NumberVerify;

/// <summary>
/// Records every verification before its result is given out. Register an implementation as a singleton, by a client's name as its service key where each client has its own;
/// without one nothing is recorded. Implementations are thread-safe.
/// </summary>
/// <remarks>An entry that cannot be written withholds the result: the caller gets an <see cref="AuditFailedException"/>.</remarks>
public interface IVerificationAudit
{
    /// <summary>Makes the fingerprints of the entries' numbers.</summary>
    PhoneNumberFingerprint Fingerprint { get; }

    /// <summary>Writes one entry, lastingly: once it returns, the result goes to the caller.</summary>
    /// <param name="entry">What happened.</param>
    /// <param name="cancellationToken">Ends after the options' <see cref="NumberVerifyClientOptions.Timeout"/>. The caller's own cancellation does not: what happened is to be recorded.</param>
    ValueTask WriteAsync(VerificationAuditEntry entry, CancellationToken cancellationToken = default);
}
