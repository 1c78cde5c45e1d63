namespace NumberVerify;

/// <summary>Keys for AES-256-GCM, found by what stands at the beginning of each text. Thread-safe.</summary>
internal interface IKeyRing
{
    /// <summary>The key that protects from now on, 32 bytes, and what it is found by again: at most 512 bytes that are no secret.</summary>
    (byte[] Id, byte[] Key) Current { get; }

    /// <summary>The key with an identifier; null where there is none that is still good.</summary>
    byte[]? Find(ReadOnlySpan<byte> id);
}
