namespace NumberVerify;

/// <summary>What a handle waits for.</summary>
internal enum VerificationStep : byte
{
    /// <summary>The device's callback.</summary>
    Callback = 1,

    /// <summary>A code the user types, or the sending of one that had to wait.</summary>
    Code = 2,
}
