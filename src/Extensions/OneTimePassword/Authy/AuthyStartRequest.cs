using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>A code to be sent by Authy. Immutable; the number shows in no text form.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<AuthyStartRequest>))]
public sealed record AuthyStartRequest
{
    /// <summary>Whom to reach.</summary>
    public required PhoneNumber PhoneNumber { get; init; }

    /// <summary>How. Default: <see cref="CodeChannel.Sms"/>.</summary>
    public CodeChannel Channel { get; init; }

    /// <summary>The language, one of <see cref="AuthyPhoneVerificationClient.Locales"/>. Default: null, that of the options.</summary>
    public string? Locale { get; init; }

    /// <summary>4 to 10 digits. Default: null, Authy's 4.</summary>
    public int? CodeLength { get; init; }

    /// <summary>A code of one's own, 4 to 10 ASCII digits, for accounts that have it enabled. Default: null.</summary>
    [BackendSecret]
    public string? CustomCode { get; init; }

    /// <summary>The channel alone.</summary>
    public override string ToString() => $"AuthyStartRequest {{ Channel = {Channel} }}";
}
