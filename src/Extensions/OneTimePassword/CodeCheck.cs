namespace NumberVerify;

/// <summary>What became of a code, in the same words for every provider. Only <see cref="Correct"/> verifies anything.</summary>
public enum CodeCheck
{
    /// <summary>No code is waited for: it was checked or cancelled before, or none was ever sent.</summary>
    NonePending,

    /// <summary>The code is the one that was sent. It is used up by this answer.</summary>
    Correct,

    /// <summary>It is another one; another try may be possible.</summary>
    Wrong,

    /// <summary>Its time has passed, or a newer one took its place.</summary>
    Expired,

    /// <summary>The provider takes no more tries; a new code must be sent.</summary>
    TooManyAttempts,
}
