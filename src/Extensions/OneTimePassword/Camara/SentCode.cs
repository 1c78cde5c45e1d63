using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>A code that an operator sent. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<SentCode>))]
public sealed record SentCode
{
    /// <summary>The operator's name for it. Whoever has it may try codes: keep it in the backend.</summary>
    public required string AuthenticationId { get; init; }

    /// <summary>The <c>x-correlator</c> of the answer, or else of the request; quote it to the operator.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The correlator alone.</summary>
    public override string ToString() => $"SentCode {{ CorrelationId = {CorrelationId} }}";
}
