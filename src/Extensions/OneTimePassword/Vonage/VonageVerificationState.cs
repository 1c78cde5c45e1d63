namespace NumberVerify;

/// <summary>How far a verification at Vonage has come.</summary>
public enum VonageVerificationState
{
    /// <summary>The code is waited for.</summary>
    InProgress,

    /// <summary>The code was correct.</summary>
    Success,

    /// <summary>Too many wrong codes.</summary>
    Failed,

    /// <summary>Its time has passed.</summary>
    Expired,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}
