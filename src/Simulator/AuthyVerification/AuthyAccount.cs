namespace NumberVerify.Simulator;

/// <summary>An application that may use the simulated Authy Phone Verification. Immutable; its text form holds nothing: the key is the secret.</summary>
public sealed record AuthyAccount
{
    /// <summary>What <c>X-Authy-API-Key</c> must say, character by character; not empty.</summary>
    public required string ApiKey { get; init; }

    /// <summary>Whether the account is suspended: every request is answered with 503 and error code 60060. Default: false.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>The type alone.</summary>
    public override string ToString() => nameof(AuthyAccount);
}
