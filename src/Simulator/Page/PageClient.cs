namespace NumberVerify.Simulator;

/// <summary>A registered client as the page may know it.</summary>
internal sealed record PageClient(string ClientId, string RedirectUri);
