namespace NumberVerify.AspNetCore;

/// <summary>What a transaction waits for.</summary>
internal enum TransactionStep : byte
{
    /// <summary>The operator's callback.</summary>
    Callback = 1,

    /// <summary>A code, or the sending of one that had to wait.</summary>
    Code = 2,
}
