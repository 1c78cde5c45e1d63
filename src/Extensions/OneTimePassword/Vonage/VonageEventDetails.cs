using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>One message or call. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<VonageEventDetails>))]
public sealed record VonageEventDetails
{
    /// <summary>Its name.</summary>
    public string? Id { get; init; }

    /// <summary>How it went out; null where Vonage names another way.</summary>
    public CodeChannel? Channel { get; init; }

    /// <summary>The channel alone.</summary>
    public override string ToString() => $"VonageEventDetails {{ Channel = {Channel} }}";
}
