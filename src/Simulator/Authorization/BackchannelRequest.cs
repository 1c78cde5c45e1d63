namespace NumberVerify.Simulator;

/// <summary>A backchannel authentication request that was accepted, CIBA sections 7.3 and 11. Thread-safe.</summary>
internal sealed class BackchannelRequest
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(120);

    private const int MaxEarlyPolls = 5;
    private static readonly TimeSpan Penalty = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private DateTimeOffset nextPoll;
    private int earlyPolls;
    private bool isOver;

    internal required string ClientId { get; init; }

    internal required GrantedScopes Scopes { get; init; }

    internal required Subscriber User { get; init; }

    internal required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What must lie between two polls; every poll that comes too early makes it longer for all that follow.</summary>
    internal required TimeSpan Interval { get; set; }

    /// <summary>How many polls that came in time are still to be answered with <c>authorization_pending</c>, whatever the device's answer.</summary>
    internal required int PendingPolls { get; set; }

    /// <returns>What was granted, once.</returns>
    /// <exception cref="OAuthException">Not yet, or never.</exception>
    internal Grant Poll(DateTimeOffset now)
    {
        lock (gate)
        {
            if (isOver)
            {
                throw Unknown();
            }

            if (ExpiresAt <= now)
            {
                throw new OAuthException(Wire.OAuthErrors.ExpiredToken, "The request expired; start again.");
            }

            RefuseEarlyPoll(now);
            nextPoll = now + Interval;
            return Answer(now);
        }
    }

    internal static OAuthException Unknown() => new(Wire.OAuthErrors.InvalidGrant, "The auth_req_id is unknown, used, or was issued to another client.");

    /// <summary>A client that never learns is told so, and then its request is over: it must not be polled again.</summary>
    private void RefuseEarlyPoll(DateTimeOffset now)
    {
        if (now >= nextPoll)
        {
            return;
        }

        Interval += Penalty;
        nextPoll = now + Interval;
        if (++earlyPolls > MaxEarlyPolls)
        {
            isOver = true;
            throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "The polls keep coming too fast; this request is over.");
        }

        throw new OAuthException(Wire.OAuthErrors.SlowDown, "Polled too early; the interval grew by five seconds.");
    }

    private Grant Answer(DateTimeOffset now)
    {
        if (PendingPolls > 0)
        {
            PendingPolls--;
            throw Pending();
        }

        switch (User.Device.BackchannelAnswer)
        {
            case BackchannelAnswer.Approve when !User.Sim.IsRemoved:
                isOver = true;
                return new Grant { ClientId = ClientId, Scopes = Scopes, Sim = User.Sim, AuthenticatedAt = now };
            case BackchannelAnswer.LeavePending:
                throw Pending();
            default:
                isOver = true;
                throw new OAuthException(Wire.OAuthErrors.AccessDenied, "The user or the operator refused.");
        }
    }

    private static OAuthException Pending() => new(Wire.OAuthErrors.AuthorizationPending, "There is no decision yet.");
}
