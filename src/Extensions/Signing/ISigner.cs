namespace NumberVerify;

/// <summary>
/// Signs what the backend asserts: a key in memory, a key vault or a hardware module. Implementations are thread-safe.
/// </summary>
public interface ISigner
{
    /// <summary>The <c>kid</c> under which the operator knows the public key (RFC 7515 4.1.4).</summary>
    string KeyId { get; }

    /// <summary>The JWS algorithm (RFC 7518 3.1), for example <c>ES256</c>, <c>PS256</c> or <c>RS256</c>. Never <c>none</c> or a shared-key one.</summary>
    string Algorithm { get; }

    /// <summary>
    /// The public key as a JSON Web Key (RFC 7517), for <see cref="NumberVerifyClientOptions.DPoPSigner"/>, whose proofs show it. Nothing else asks for it. Default: null, not told.
    /// </summary>
    string? PublicJwk => null;

    /// <summary>The JWS signature over <paramref name="data"/>, for EC keys in the fixed-length form of RFC 7518 3.4.</summary>
    ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default);
}
