namespace NumberVerify.Simulator;

/// <summary>RFC 6749 section 5.1 and OpenID Connect Core section 3.1.3.3. There is no refresh token, on purpose: a new verification is a new authorization.</summary>
internal sealed class TokenResponse
{
    public required string AccessToken { get; init; }

    public required string TokenType { get; init; }

    public required int ExpiresIn { get; init; }

    public required string Scope { get; init; }

    public string? IdToken { get; init; }
}
