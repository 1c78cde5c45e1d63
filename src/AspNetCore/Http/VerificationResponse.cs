using System.Diagnostics;

namespace NumberVerify.AspNetCore;

/// <summary>Where a verification stands, for programs. The result itself is the application's to write.</summary>
[DebuggerDisplay("{ToString(),nq}")]
internal sealed record VerificationResponse
{
    /// <summary>The name of a <see cref="PhoneVerificationStatus"/> that is not the end.</summary>
    public required PhoneVerificationStatus Status { get; init; }

    /// <summary>What the device opens over mobile data, as a top-level page.</summary>
    public string? AuthUrl { get; init; }

    /// <summary>By what the number is being verified.</summary>
    public PhoneVerificationChannel? Channel { get; init; }

    /// <summary>How many codes may still be tried.</summary>
    public int? AttemptsLeft { get; init; }

    /// <summary>In how many seconds another code may be asked for.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Names this verification among those of one browser; worth nothing without its cookie.</summary>
    public required string Transaction { get; init; }

    /// <summary>The status alone.</summary>
    public override string ToString() => $"VerificationResponse {{ Status = {Status} }}";
}
