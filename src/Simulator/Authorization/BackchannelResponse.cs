namespace NumberVerify.Simulator;

/// <summary>OpenID Connect CIBA section 7.3. Not a record: a record would print the id.</summary>
internal sealed class BackchannelResponse(string authReqId, int expiresIn, int interval)
{
    public string AuthReqId { get; } = authReqId;

    public int ExpiresIn { get; } = expiresIn;

    public int Interval { get; } = interval;
}
