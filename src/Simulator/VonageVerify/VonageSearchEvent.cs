namespace NumberVerify.Simulator;

/// <summary>One of the messages and calls.</summary>
internal sealed record VonageSearchEvent(string Type, string Id);
