using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>A verification to start at Vonage. Immutable; the number shows in no text form.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<VonageVerifyRequest>))]
public sealed record VonageVerifyRequest
{
    /// <summary>Whom to reach. Required, unless <see cref="NationalNumber"/> is given.</summary>
    public PhoneNumber? PhoneNumber { get; init; }

    /// <summary>Whom to reach, as the number is dialled within <see cref="Country"/>: 3 to 15 ASCII digits.</summary>
    public string? NationalNumber { get; init; }

    /// <summary>The country of <see cref="NationalNumber"/>, which needs it, by its two letters (ISO 3166-1).</summary>
    public string? Country { get; init; }

    /// <summary>Who asks for the code: 1 to 18 characters. Default: null, that of the options.</summary>
    public string? Brand { get; init; }

    /// <summary>Whom the message comes from: 1 to 11 characters. Default: null, that of the options.</summary>
    public string? SenderId { get; init; }

    /// <summary>4 or 6 digits. Default: null, Vonage's 4.</summary>
    public int? CodeLength { get; init; }

    /// <summary>One of <see cref="VonageVerifyClient.Languages"/>, for example <c>es-es</c>. Default: null, by the number.</summary>
    public string? Language { get; init; }

    /// <summary>How long the code is good: 60 to 3600 whole seconds, a multiple of <see cref="NextEventWait"/> where that is given too. Default: null, Vonage's 300.</summary>
    public TimeSpan? PinExpiry { get; init; }

    /// <summary>How long to wait for the code before the workflow's next step: 60 to 900 whole seconds. Default: null, the workflow's own.</summary>
    public TimeSpan? NextEventWait { get; init; }

    /// <summary>Default: null, Vonage's <see cref="VonageWorkflow.SmsCallCall"/>.</summary>
    public VonageWorkflow? Workflow { get; init; }

    /// <summary>A code of one's own, 4 to 6 ASCII digits, for accounts that have it enabled. Default: null.</summary>
    [BackendSecret]
    public string? PinCode { get; init; }

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(VonageVerifyRequest);
}
