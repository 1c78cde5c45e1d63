using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>A code that is about to be sent, as a limiter sees it. Immutable; the number shows in no text form.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<CodeSend>))]
public sealed record CodeSend
{
    /// <summary>Who would get it.</summary>
    public required PhoneNumber PhoneNumber { get; init; }

    /// <summary>How.</summary>
    public CodeChannel Channel { get; init; }

    /// <summary>Who asks: what the application gave to <see cref="PhoneVerifier.StartAsync"/>; null where it gave nothing.</summary>
    public string? ClientKey { get; init; }

    /// <summary>The channel alone.</summary>
    public override string ToString() => $"CodeSend {{ Channel = {Channel} }}";
}
