namespace NumberVerify;

/// <summary>A backchannel authentication that the operator has begun (CIBA 7.3). For one poll at a time.</summary>
internal sealed class BackchannelTicket
{
    /// <summary>Nobody waits longer for a silent verification, whatever the operator says.</summary>
    private static readonly TimeSpan s_longestLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_usualInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_penalty = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _timeProvider;
    private readonly long _startedAt;
    private readonly TimeSpan _lifetime;

    /// <param name="response">The answer.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="startedAt">Its timestamp from before the request was sent.</param>
    public BackchannelTicket(BackchannelAuthenticationResponse response, TimeProvider timeProvider, long startedAt)
    {
        if (response.AuthReqId.Length == 0 || response.ExpiresIn <= 0)
        {
            throw new UnexpectedResponseException("The backchannel endpoint answered outside the contract: auth_req_id is empty, or expires_in not positive.") { RequestMayHaveBeenProcessed = true };
        }

        Id = response.AuthReqId;
        Interval = response.Interval is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : s_usualInterval;
        _timeProvider = timeProvider;
        _startedAt = startedAt;
        _lifetime = response.ExpiresIn < s_longestLifetime.TotalSeconds ? TimeSpan.FromSeconds(response.ExpiresIn) : s_longestLifetime;
    }

    public string Id { get; }

    /// <summary>What must lie between two polls.</summary>
    public TimeSpan Interval { get; private set; }

    /// <summary>Whether it is void before it may be polled again.</summary>
    public bool EndsBeforeNextPoll => _timeProvider.GetElapsedTime(_startedAt) + Interval >= _lifetime;

    /// <summary>For this poll and all later ones (CIBA 11).</summary>
    public void SlowDown() => Interval += s_penalty;
}
