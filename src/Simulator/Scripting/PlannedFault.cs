namespace NumberVerify.Simulator;

/// <summary>A <see cref="SimulatorFault"/> in the control API and in the configuration file: a member left out keeps its default.</summary>
internal sealed class PlannedFault
{
    public required SimulatorFaultKind Kind { get; init; }

    public string? Method { get; init; }

    public string? Path { get; init; }

    public int? Times { get; init; }

    public TimeSpan? Delay { get; init; }

    public int? StatusCode { get; init; }

    public string? Body { get; init; }

    public string? ContentType { get; init; }

    public string? RetryAfter { get; init; }

    public int? Bytes { get; init; }

    public bool AfterProcessing { get; init; }

    internal SimulatorFault ToFault()
    {
        var fault = new SimulatorFault { Kind = Kind, Method = Method, Times = Times, Body = Body, RetryAfter = RetryAfter, AfterProcessing = AfterProcessing };
        return fault with
        {
            Path = Path ?? fault.Path,
            Delay = Delay ?? fault.Delay,
            StatusCode = StatusCode ?? fault.StatusCode,
            ContentType = ContentType ?? fault.ContentType,
            Bytes = Bytes ?? fault.Bytes,
        };
    }
}
