namespace NumberVerify;

/// <summary>How far a verification at Authy has come.</summary>
public enum AuthyVerificationState
{
    /// <summary>The code is waited for.</summary>
    Pending,

    /// <summary>The code was correct.</summary>
    Verified,

    /// <summary>Its time has passed.</summary>
    Expired,
}
