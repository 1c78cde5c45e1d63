namespace NumberVerify.Simulator;

/// <summary>What an authorization code stands for, and what its redemption must repeat or prove; the code itself is kept nowhere.</summary>
internal sealed class AuthorizationCode
{
    internal required Grant Grant { get; init; }

    internal required string RedirectUri { get; init; }

    internal required string CodeChallenge { get; init; }

    internal required DateTimeOffset ExpiresAt { get; init; }
}
