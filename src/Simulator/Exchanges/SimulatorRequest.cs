namespace NumberVerify.Simulator;

/// <summary>One request the simulator served: enough to count calls, and nothing of what they carried. Immutable.</summary>
/// <param name="Method">The HTTP method as sent, for example <c>POST</c>.</param>
/// <param name="Path">The path without a query, for example <c>/token</c>, or <see cref="UnknownPath"/> when the simulator has no such path.</param>
public sealed record SimulatorRequest(string Method, string Path)
{
    /// <summary>Stands for every path the simulator does not have: such a path may hold anything, so it is not kept.</summary>
    public const string UnknownPath = "(unknown)";
}
