namespace NumberVerify.Benchmarks;

/// <summary>What a backend must remember between the redirect and the callback.</summary>
internal sealed record PendingAuthorization(string State, string? Nonce, string CodeVerifier);
