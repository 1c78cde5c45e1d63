namespace NumberVerify;

/// <summary>What one authorization is for. Tokens are single-use, so each asks for one scope only.</summary>
public enum NumberVerifyOperation
{
    /// <summary>Compare a plain or hashed number with the device's: yes or no.</summary>
    VerifyNumber,

    /// <summary>Learn the device's own number.</summary>
    GetDevicePhoneNumber,
}
