using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>A code that Authy sent. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<AuthyStartResult>))]
public sealed record AuthyStartResult
{
    /// <summary>Authy's name for the verification.</summary>
    public required string Uuid { get; init; }

    /// <summary>Always true: a refusal is an exception.</summary>
    public required bool Success { get; init; }

    /// <summary>The same for people. It holds the number in clear, so it is in no text form, log or exception: keep it that way.</summary>
    public string? Message { get; init; }

    /// <summary>How long the code is good for, about 600 seconds; null where Authy does not say. A second start within them sends the same code again.</summary>
    public int? SecondsToExpire { get; init; }

    /// <summary>Whether the number is a mobile one; null where it is not known.</summary>
    public bool? IsCellphone { get; init; }

    /// <summary>Whether the number has moved to another carrier; null where it is not known.</summary>
    public bool? IsPorted { get; init; }

    /// <summary>The carrier's name; null where it is not known.</summary>
    public string? Carrier { get; init; }

    /// <summary>Success and seconds alone.</summary>
    public override string ToString() => $"AuthyStartResult {{ Success = {Success}, SecondsToExpire = {SecondsToExpire} }}";
}
