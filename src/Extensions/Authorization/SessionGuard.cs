namespace NumberVerify;

/// <summary>The single use and the lifetime of one token, shared by all copies of its session. Thread-safe.</summary>
/// <remarks>Where the exchange was ours the lifetime is measured too: setting the wall clock back does not revive a token.</remarks>
internal sealed class SessionGuard(TimeProvider? startedBy = null)
{
    private readonly long _startedAt = startedBy?.GetTimestamp() ?? 0;
    private int _used;

    /// <summary>When the exchange began.</summary>
    public DateTimeOffset Start { get; } = startedBy?.GetUtcNow() ?? default;

    /// <summary>How long the token lives from then on.</summary>
    public TimeSpan Lifetime { get; set; }

    public void Claim(TimeProvider timeProvider, DateTimeOffset expiresAt)
    {
        if (timeProvider.GetUtcNow() >= expiresAt || startedBy?.GetElapsedTime(_startedAt) >= Lifetime)
        {
            throw new SessionExpiredException("The session has expired. Nothing was sent; start a new authorization.");
        }

        if (Interlocked.Exchange(ref _used, 1) != 0)
        {
            throw new SessionAlreadyUsedException("The session was used already: its token is good for one call. Nothing was sent; start a new authorization.");
        }
    }

    public void Release() => Volatile.Write(ref _used, 0);
}
