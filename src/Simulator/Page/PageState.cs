namespace NumberVerify.Simulator;

/// <summary>What the page must know beside the control API. It names clients, and holds no secret of theirs.</summary>
internal sealed record PageState(IReadOnlyList<string> Documents, IReadOnlyList<PageRoute> Routes, IReadOnlyList<PageClient> Clients);
