namespace NumberVerify.Simulator;

/// <summary>The device that is to prove itself to the operator.</summary>
internal sealed record OperatorTokenRequest
{
    public required string Id { get; init; }
}
