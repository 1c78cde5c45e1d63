using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>A code to be sent. Immutable; the number shows in no text form.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<CodeRequest>))]
public sealed record CodeRequest
{
    /// <summary>Who shall get it.</summary>
    public required PhoneNumber PhoneNumber { get; init; }

    /// <summary>How. Default: <see cref="CodeChannel.Sms"/>.</summary>
    public CodeChannel Channel { get; init; }

    /// <summary>
    /// The language of the message, as BCP 47 spells it, for example <c>de</c> or <c>pt-BR</c>. A provider takes the nearest one it has, or its own choice where it has none near.
    /// Default: null, the provider's choice, most often by the number's country.
    /// </summary>
    public string? Locale { get; init; }

    /// <summary>The digits of the code, 4 to 10; what a provider cannot make is refused before anything is sent. Default: null, the provider's own.</summary>
    public int? CodeLength { get; init; }

    /// <summary>The channel alone.</summary>
    public override string ToString() => $"CodeRequest {{ Channel = {Channel} }}";
}
