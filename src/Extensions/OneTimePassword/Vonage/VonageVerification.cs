using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>A verification that is under way at Vonage. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<VonageVerification>))]
public sealed record VonageVerification
{
    /// <summary>Vonage's name for it. Whoever has it may try codes: keep it in the backend.</summary>
    public required string RequestId { get; init; }

    /// <summary>True where the number had a verification under way already (status 10): nothing was sent, and this is the earlier one.</summary>
    public bool WasUnderWay { get; init; }

    /// <summary>Whether it is an earlier one, alone.</summary>
    public override string ToString() => $"VonageVerification {{ WasUnderWay = {WasUnderWay} }}";
}
