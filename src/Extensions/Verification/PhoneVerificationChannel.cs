namespace NumberVerify;

/// <summary>By what a number is verified.</summary>
public enum PhoneVerificationChannel
{
    /// <summary>The mobile network, without the user.</summary>
    Silent,

    /// <summary>A code in a text message.</summary>
    Sms,

    /// <summary>A code in a call.</summary>
    Voice,
}
