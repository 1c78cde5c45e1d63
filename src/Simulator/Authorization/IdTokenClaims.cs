namespace NumberVerify.Simulator;

/// <summary>OpenID Connect Core section 2.</summary>
internal sealed class IdTokenClaims
{
    public required string Iss { get; init; }

    public required string Aud { get; init; }

    public required string Sub { get; init; }

    public required long Iat { get; init; }

    public required long Exp { get; init; }

    public required long AuthTime { get; init; }

    public string? Nonce { get; init; }

    public IReadOnlyList<string>? Amr { get; init; }
}
