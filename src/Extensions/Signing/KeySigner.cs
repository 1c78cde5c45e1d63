namespace NumberVerify;

/// <summary>Signs with a key in memory; one signature at a time, since platform keys are not thread-safe.</summary>
internal sealed class KeySigner(string keyId, string algorithm, KeySigner.Sign sign, Func<string> publicJwk) : ISigner
{
    public delegate byte[] Sign(ReadOnlySpan<byte> data);

    private readonly Lock _lock = new();

    public string KeyId => keyId;

    public string Algorithm => algorithm;

    public string PublicJwk
    {
        get
        {
            lock (_lock)
            {
                return field ??= publicJwk();
            }
        }
    }

    public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new(sign(data.Span));
        }
    }

    public override string ToString() => $"{algorithm} signer {keyId}";
}
