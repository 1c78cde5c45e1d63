using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>Where a verification stands, and how it goes on. Immutable; neither URL, handle nor number shows in a text form.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<PhoneVerificationResult>))]
public sealed record PhoneVerificationResult
{
    /// <summary>One of eight; only <see cref="PhoneVerificationStatus.Verified"/> lets anybody in.</summary>
    public required PhoneVerificationStatus Status { get; init; }

    /// <summary>The channel it stands at, or ended at; null where none was reached.</summary>
    public PhoneVerificationChannel? Channel { get; init; }

    /// <summary>Why.</summary>
    public PhoneVerificationReason Reason { get; init; }

    /// <summary>What the device opens, with <see cref="PhoneVerificationStatus.RedirectToOperator"/> only. Write it out with <see cref="Uri.AbsoluteUri"/>.</summary>
    public Uri? AuthUrl { get; init; }

    /// <summary>
    /// What the next call takes; null at the end. Encrypted, good on every node with the same keys, about 4000 characters at the most, mostly under 1000. Keep it where only this user's session reaches it,
    /// such as an HttpOnly cookie.
    /// </summary>
    public string? Handle { get; init; }

    /// <summary>What the handle holds, for integrations that keep it.</summary>
    internal VerificationState? Waiting { get; init; }

    /// <summary>The state that the callback will bring, for those who find the handle by it: a signed <see cref="AuthUrl"/> does not show it.</summary>
    internal string? State { get; init; }

    /// <summary>How many codes may still be tried, where a code is waited for.</summary>
    public int? AttemptsLeft { get; init; }

    /// <summary>How long to wait before another code is asked for, where that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The number that was verified, with <see cref="PhoneVerificationStatus.Verified"/> only: store this one, not what a later request brings.</summary>
    public PhoneNumber? PhoneNumber { get; init; }

    /// <summary>The subject that was given at the start. Compare it with the user who is signed in now.</summary>
    public string? Subject { get; init; }

    /// <summary>The error code behind the reason, if it is one of CAMARA's, OAuth's or a provider's that the library knows; <c>_OTHER</c> for another; null where there was none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Status, channel and reason alone.</summary>
    public override string ToString() => $"PhoneVerificationResult {{ Status = {Status}, Channel = {Channel}, Reason = {Reason} }}";
}
