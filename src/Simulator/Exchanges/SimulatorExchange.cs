namespace NumberVerify.Simulator;

/// <summary>
/// One request and its answer, for people to read: codes, tokens, states, secrets and everything the simulator does not know are masked; phone numbers in CAMARA's APIs, which are simulated
/// ones, are not. Immutable; its text form holds no parameter.
/// </summary>
public sealed class SimulatorExchange
{
    internal SimulatorExchange()
    {
    }

    /// <summary>Counted from 1 by the time the requests came in.</summary>
    public required long Number { get; init; }

    /// <summary>When the request came in, by the simulator's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took until the answer began, by the simulator's clock.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The HTTP method as sent.</summary>
    public required string Method { get; init; }

    /// <summary>The path without a query, or <see cref="SimulatorRequest.UnknownPath"/>.</summary>
    public required string Path { get; init; }

    /// <summary>What the request said; nothing where the simulator has no such path.</summary>
    public required IReadOnlyList<ExchangeParameter> Request { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    public required int StatusCode { get; init; }

    /// <summary>What the answer said, before a fault changed it.</summary>
    public required IReadOnlyList<ExchangeParameter> Response { get; init; }

    /// <summary>The fault that applied, or null.</summary>
    public required SimulatorFaultKind? Fault { get; init; }

    /// <summary>Number, method, path and status alone.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number} {Method} {Path} {StatusCode}");
}
