namespace NumberVerify.Simulator;

/// <summary>What an access token says where an operator's are JWTs; it holds no number.</summary>
internal sealed class AccessTokenClaims
{
    public required string Iss { get; init; }

    public required string ClientId { get; init; }

    public required long Iat { get; init; }

    public required long Exp { get; init; }

    /// <summary>256 random bits: the token is found by all of it, and cannot be made from what is known.</summary>
    public required string Jti { get; init; }

    public required IReadOnlyList<string> Scp { get; init; }

    /// <summary>Absent from a bearer token.</summary>
    public AccessTokenConfirmation? Cnf { get; init; }

    public required AccessTokenExtension Ext { get; init; }
}
