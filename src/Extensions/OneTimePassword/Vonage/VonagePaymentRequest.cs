using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>A verification whose message names a payment (PSD2). Immutable; the number shows in no text form.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<VonagePaymentRequest>))]
public sealed record VonagePaymentRequest
{
    /// <summary>Whom to reach. Required, unless <see cref="NationalNumber"/> is given.</summary>
    public PhoneNumber? PhoneNumber { get; init; }

    /// <summary>Whom to reach, as the number is dialled within <see cref="Country"/>: 3 to 15 ASCII digits.</summary>
    public string? NationalNumber { get; init; }

    /// <summary>The country of <see cref="NationalNumber"/>, which needs it, by its two letters (ISO 3166-1).</summary>
    public string? Country { get; init; }

    /// <summary>Who is to be paid: 1 to 18 characters.</summary>
    public required string Payee { get; init; }

    /// <summary>How much, in euros: more than nothing, with two decimal places at most.</summary>
    public required decimal Amount { get; init; }

    /// <summary>4 or 6 digits. Default: null, Vonage's 4.</summary>
    public int? CodeLength { get; init; }

    /// <summary>Language and region, for example <c>de-de</c>; payments have a list of their own, which Vonage checks. Default: null, <c>en-gb</c>.</summary>
    public string? Language { get; init; }

    /// <summary>How long the code is good: 60 to 3600 whole seconds, a multiple of <see cref="NextEventWait"/> where that is given too. Default: null, Vonage's 300.</summary>
    public TimeSpan? PinExpiry { get; init; }

    /// <summary>How long to wait for the code before the workflow's next step: 60 to 900 whole seconds. Default: null, the workflow's own.</summary>
    public TimeSpan? NextEventWait { get; init; }

    /// <summary>Default: null, Vonage's <see cref="VonageWorkflow.SmsCallCall"/>.</summary>
    public VonageWorkflow? Workflow { get; init; }

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(VonagePaymentRequest);
}
