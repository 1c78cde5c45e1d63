using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>What became of a code at Vonage. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<VonageCheckResult>))]
public sealed record VonageCheckResult
{
    /// <summary>The outcome in the words of every provider; only <see cref="CodeCheck.Correct"/> verifies anything.</summary>
    public required CodeCheck Outcome { get; init; }

    /// <summary>Vonage's own code of it.</summary>
    public required VonageVerifyStatus Status { get; init; }

    /// <summary>The message or call that brought the code, where it was correct.</summary>
    public string? EventId { get; init; }

    /// <summary>What the verification cost; null where it was not told.</summary>
    public decimal? Price { get; init; }

    /// <summary>What the messages cost in addition, by estimate; null where it was not told.</summary>
    public decimal? EstimatedPriceMessagesSent { get; init; }

    /// <summary>The currency of both, by its three letters.</summary>
    public string? Currency { get; init; }

    /// <summary>Outcome and status alone.</summary>
    public override string ToString() => $"VonageCheckResult {{ Outcome = {Outcome}, Status = {Status} }}";
}
