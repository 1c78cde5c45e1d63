namespace NumberVerify.AspNetCore;

/// <summary>What the code page has to say beside its question.</summary>
internal enum Notice
{
    /// <summary>Nothing: there is no such page.</summary>
    None = 0,

    /// <summary>A code was sent.</summary>
    CodeSent = 1,

    /// <summary>It was another code.</summary>
    WrongCode = 2,

    /// <summary>No code can be sent right now.</summary>
    Wait = 3,

    /// <summary>Something failed; the same may work in a moment.</summary>
    TryAgain = 4,

    /// <summary>No more codes are sent for this verification.</summary>
    NoMoreCodes = 5,
}
