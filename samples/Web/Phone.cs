using NumberVerify.Simulator;

namespace Web;

/// <summary>One of the phones a visitor may play.</summary>
internal sealed record Phone(string Name, string Title, SimulatedDevice Device)
{
    /// <summary>What its owner answers the operator every time; null to answer nothing.</summary>
    public string? Refusal { get; init; }
}
