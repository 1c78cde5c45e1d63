namespace NumberVerify.Analyzers;

/// <summary>What the words of a file are about.</summary>
[Flags]
internal enum Topics
{
    None = 0,

    /// <summary>An authorization request or its answer.</summary>
    OAuth = 1,

    /// <summary>A redirect URI.</summary>
    Redirect = 1 << 1,

    /// <summary>A switch of a protection.</summary>
    Protection = 1 << 2,

    /// <summary>A secret, a token or a phone number.</summary>
    Sensitive = 1 << 3,

    /// <summary>A log or a URL.</summary>
    Output = 1 << 4,

    /// <summary>A verification of a number.</summary>
    Verification = 1 << 5,

    /// <summary>The client of one user.</summary>
    User = 1 << 6,

    /// <summary>A session or its token.</summary>
    Session = 1 << 7,

    /// <summary>A hash.</summary>
    Hash = 1 << 8,

    /// <summary>A scope or purpose.</summary>
    Scope = 1 << 9,

    /// <summary>A secret of a client.</summary>
    Secret = 1 << 10,

    /// <summary>Settings read as a whole.</summary>
    Settings = 1 << 11,

    /// <summary>A private key or certificate.</summary>
    Key = 1 << 12,

    /// <summary>The authorization URL of our library.</summary>
    Url = 1 << 13,

    /// <summary>A state, among other things.</summary>
    State = 1 << 14,

    /// <summary>A code, among other things.</summary>
    Code = 1 << 15,
}
