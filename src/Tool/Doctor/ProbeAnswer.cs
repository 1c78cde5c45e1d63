namespace NumberVerify.Tool.Doctor;

/// <summary>What an authorization endpoint did.</summary>
internal enum ProbeAnswer
{
    /// <summary>It was not asked: without prompt=none, or without a number, no answer would say anything.</summary>
    NotAsked,

    /// <summary>It sent the browser to the configured callback.</summary>
    SentToCallback,

    /// <summary>It sent the browser to another address.</summary>
    SentElsewhere,

    /// <summary>It showed a page: RFC 6749 4.1.2.1 has that for an unknown client or redirect URI.</summary>
    Page,

    /// <summary>It did not answer, or with a failure of its own.</summary>
    Unreachable,
}
