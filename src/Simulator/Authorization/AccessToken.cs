namespace NumberVerify.Simulator;

/// <summary>What an access token stands for; the token itself is kept nowhere.</summary>
internal sealed record AccessToken(Grant Grant, DateTimeOffset ExpiresAt);
