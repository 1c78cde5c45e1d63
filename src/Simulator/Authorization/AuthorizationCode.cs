namespace NumberVerify.Simulator;

/// <summary>What an authorization code stands for, and what its redemption must repeat or prove; the code itself is kept nowhere.</summary>
internal sealed class AuthorizationCode
{
    internal required Grant Grant { get; init; }

    internal required string RedirectUri { get; init; }

    /// <summary>Null when the request had none, which not every dialect allows.</summary>
    internal required SecretHash? CodeChallenge { get; init; }

    internal required DateTimeOffset ExpiresAt { get; init; }
}
