namespace NumberVerify.Simulator;

/// <summary>What an access token stands for; the token itself is kept nowhere.</summary>
/// <param name="Grant">What was granted, and may be revoked.</param>
/// <param name="ExpiresAt">From when on the token is worth nothing.</param>
/// <param name="BoundKey">The thumbprint of the key its holder must prove (<c>cnf.jkt</c>, RFC 9449 section 6), or null for a bearer token.</param>
internal sealed record AccessToken(Grant Grant, DateTimeOffset ExpiresAt, string? BoundKey = null);
