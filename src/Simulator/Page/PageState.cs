namespace NumberVerify.Simulator;

/// <summary>What the page must know beside the control API. It names clients, and holds no secret of theirs.</summary>
internal sealed record PageState
{
    public required string Issuer { get; init; }

    public required string AuthorizationEndpoint { get; init; }

    /// <summary>This and the other paths are the dialect's.</summary>
    public required string TokenPath { get; init; }

    public required string BackchannelPath { get; init; }

    public required IReadOnlyList<string> GrantTypes { get; init; }

    public required IReadOnlyList<PageRoute> Routes { get; init; }

    public required IReadOnlyList<PageClient> Clients { get; init; }

    /// <summary>Where the API documents are.</summary>
    public required IReadOnlyList<string> Documents { get; init; }
}
