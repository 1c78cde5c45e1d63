namespace NumberVerify.Simulator;

/// <summary>The answer to a request, a check or a command: each has some of these members, and null is left out.</summary>
internal sealed record VonageResponse
{
    public string? RequestId { get; init; }

    public string? EventId { get; init; }

    public required string Status { get; init; }

    public string? ErrorText { get; init; }

    public string? Network { get; init; }

    public string? Command { get; init; }

    public string? Price { get; init; }

    public string? Currency { get; init; }

    public string? EstimatedPriceMessagesSent { get; init; }

    public override string ToString() => $"{nameof(VonageResponse)} {Status}";
}
