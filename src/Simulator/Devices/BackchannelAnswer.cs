namespace NumberVerify.Simulator;

/// <summary>What becomes of a backchannel authentication request (CIBA) for a device. It is looked at anew with every poll, so a test may change it in between.</summary>
public enum BackchannelAnswer
{
    /// <summary>The next poll gets its token. The default.</summary>
    Approve,

    /// <summary>Polls get <c>authorization_pending</c> until the answer changes or the request expires.</summary>
    LeavePending,

    /// <summary>The next poll gets <c>access_denied</c>, and the request is over.</summary>
    Deny,

    /// <summary>The backchannel endpoint itself answers 403 <c>access_denied</c>.</summary>
    Refuse,
}
