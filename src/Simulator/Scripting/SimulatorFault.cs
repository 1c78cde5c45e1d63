namespace NumberVerify.Simulator;

/// <summary>
/// One thing that goes wrong, and where. Of several that fit a request the one added first applies, alone. Waiting is by <see cref="OperatorSimulatorOptions.TimeProvider"/>.
/// Immutable.
/// </summary>
public sealed record SimulatorFault
{
    /// <summary>What goes wrong.</summary>
    public required SimulatorFaultKind Kind { get; init; }

    /// <summary>The HTTP method it is for; null, the default, for any.</summary>
    public string? Method { get; init; }

    /// <summary>The path it is for, for example <c>/token</c>; <c>*</c> stands for any characters, as in <c>/number-verification/*/verify</c>. Default: every path.</summary>
    public string Path { get; init; } = "*";

    /// <summary>How often it applies before it is used up, at least once; null, the default, for always.</summary>
    public int? Times { get; init; }

    /// <summary>How long <see cref="SimulatorFaultKind.Delay"/> lasts, or the time between two bytes of <see cref="SimulatorFaultKind.Drip"/>: up to a day. Default: 1 second.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Of <see cref="SimulatorFaultKind.Status"/>: 200 to 599. Default: 500.</summary>
    public int StatusCode { get; init; } = 500;

    /// <summary>Of <see cref="SimulatorFaultKind.Status"/>; null, the default, for none.</summary>
    public string? Body { get; init; }

    /// <summary>Of <see cref="Body"/>. Default: <c>application/json</c>.</summary>
    public string ContentType { get; init; } = Wire.MediaTypes.Json;

    /// <summary>The <c>Retry-After</c> header of <see cref="SimulatorFaultKind.Status"/> (RFC 9110 section 10.2.3); null, the default, for none.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The size <see cref="SimulatorFaultKind.Oversized"/> adds: 1 to 67,108,864 bytes. Default: 2 MiB.</summary>
    public int Bytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>
    /// For delays, <see cref="SimulatorFaultKind.Status"/>, <see cref="SimulatorFaultKind.HtmlPage"/> and <see cref="SimulatorFaultKind.ConnectionReset"/>: whether the request is
    /// served first, so that a code or token in it is spent although the caller never learns the answer. Default: false.
    /// </summary>
    public bool AfterProcessing { get; init; }

    /// <summary>The kind and the place; never the body.</summary>
    public override string ToString() => $"{Kind} {Method ?? "*"} {Path}";

    internal IEnumerable<string> Faults()
    {
        if (!Enum.IsDefined(Kind))
        {
            yield return $"Fault: {nameof(Kind)} is unknown.";
        }

        if (string.IsNullOrEmpty(Path))
        {
            yield return $"Fault: {nameof(Path)} is empty.";
        }

        if (Times < 1)
        {
            yield return $"Fault: {nameof(Times)} must be at least 1.";
        }

        if (Delay < TimeSpan.Zero || Delay > TimeSpan.FromDays(1))
        {
            yield return $"Fault: {nameof(Delay)} must be zero to one day.";
        }

        if (StatusCode is < 200 or > 599)
        {
            yield return $"Fault: {nameof(StatusCode)} must be 200 to 599.";
        }

        if (StatusCode is 204 or 205 or 304 && Body is not null)
        {
            yield return $"Fault: an answer with this {nameof(StatusCode)} has no {nameof(Body)}.";
        }

        if (string.IsNullOrEmpty(ContentType) || !Patterns.PrintableAscii.IsMatch(ContentType) || !Patterns.PrintableAscii.IsMatch(RetryAfter ?? ""))
        {
            yield return $"Fault: {nameof(ContentType)} and {nameof(RetryAfter)} must be printable ASCII.";
        }

        if (Bytes is < 1 or > 64 * 1024 * 1024)
        {
            yield return $"Fault: {nameof(Bytes)} must be 1 to 67,108,864.";
        }
    }
}
