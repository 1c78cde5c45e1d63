using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>What became of a code at Authy. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<AuthyCheckResult>))]
public sealed record AuthyCheckResult
{
    /// <summary>Whether the code is the right one. Nothing else verifies anything.</summary>
    public bool Ok => Outcome == CodeCheck.Correct;

    /// <summary>The outcome in the words of every provider.</summary>
    public required CodeCheck Outcome { get; init; }

    /// <summary>Authy's own code of it: <c>60022</c> wrong, <c>60023</c> none pending; null where it is correct.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The outcome alone.</summary>
    public override string ToString() => $"AuthyCheckResult {{ Outcome = {Outcome} }}";
}
