namespace NumberVerify.AspNetCore;

/// <summary>What the code page has to say beside its question.</summary>
internal enum Notice : byte
{
    /// <summary>A code was sent.</summary>
    CodeSent = 0,

    /// <summary>It was another code.</summary>
    WrongCode = 1,

    /// <summary>No code can be sent right now.</summary>
    Wait = 2,

    /// <summary>Something failed; the same may work in a moment.</summary>
    TryAgain = 3,

    /// <summary>No more codes are sent for this verification.</summary>
    NoMoreCodes = 4,
}
