using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>What Vonage knows of a verification; the last minute may be missing. Immutable. Number, codes and addresses show in no text form.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<VonageVerificationDetails>))]
public sealed record VonageVerificationDetails
{
    /// <summary>Its name.</summary>
    public required string RequestId { get; init; }

    /// <summary>How far it has come.</summary>
    public required VonageVerificationState State { get; init; }

    /// <summary>Whose it is.</summary>
    public string? AccountId { get; init; }

    /// <summary>Whom it reached; null where that was not told.</summary>
    public PhoneNumber? PhoneNumber { get; init; }

    /// <summary>Whom the message came from.</summary>
    public string? SenderId { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinalizedAt { get; init; }

    /// <summary>When the first message or call went out.</summary>
    public DateTimeOffset? FirstEventAt { get; init; }

    /// <summary>When the last one did.</summary>
    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>What it cost; null where it was not told.</summary>
    public decimal? Price { get; init; }

    /// <summary>What the messages cost in addition, by estimate; null where it was not told.</summary>
    public decimal? EstimatedPriceMessagesSent { get; init; }

    /// <summary>The currency of both, by its three letters.</summary>
    public string? Currency { get; init; }

    /// <summary>The codes that were tried, in Vonage's order.</summary>
    public required IReadOnlyList<VonageCheckDetails> Checks { get; init; }

    /// <summary>The messages and calls, in Vonage's order.</summary>
    public required IReadOnlyList<VonageEventDetails> Events { get; init; }

    /// <summary>Its state alone.</summary>
    public override string ToString() => $"VonageVerificationDetails {{ State = {State} }}";
}
