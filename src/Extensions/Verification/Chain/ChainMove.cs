namespace NumberVerify;

/// <summary>What follows when a channel has failed.</summary>
internal enum ChainMove
{
    /// <summary>The failure goes to the caller: nobody's number is at fault, and nobody shall pay for it unseen.</summary>
    Throw,

    /// <summary>The verification ends.</summary>
    End,

    /// <summary>The next client, provider or channel is tried.</summary>
    GoOn,
}
