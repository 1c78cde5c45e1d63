using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>One code that was tried. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<VonageCheckDetails>))]
public sealed record VonageCheckDetails
{
    /// <summary>Whether it was the right one.</summary>
    public required bool IsValid { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The code.</summary>
    public string? Code { get; init; }

    /// <summary>Where from, where that was told.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Whether it was the right one, alone.</summary>
    public override string ToString() => $"VonageCheckDetails {{ IsValid = {IsValid} }}";
}
