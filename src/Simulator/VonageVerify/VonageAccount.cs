namespace NumberVerify.Simulator;

/// <summary>An account that may use the simulated Vonage Verify. Immutable; its text form holds nothing.</summary>
public sealed record VonageAccount
{
    /// <summary>The <c>api_key</c>, compared character by character; not empty, and without a colon, which would end it in a Basic header.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The <c>api_secret</c>; not empty.</summary>
    public required string ApiSecret { get; init; }

    /// <summary>Whether the account may not send any more: requests and control commands are answered with status 8. Default: false.</summary>
    public bool IsBarred { get; init; }

    /// <summary>The type alone.</summary>
    public override string ToString() => nameof(VonageAccount);
}
