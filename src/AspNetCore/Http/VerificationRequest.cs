using System.Diagnostics;

namespace NumberVerify.AspNetCore;

/// <summary>What a caller may send, as JSON or as a form, whatever the endpoint; each takes what it needs.</summary>
[DebuggerDisplay("{ToString(),nq}")]
internal sealed record VerificationRequest
{
    /// <summary>In E.164 form; blanks and separators are left out before it is read.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>What the user typed.</summary>
    public string? Code { get; init; }

    /// <summary>Which of the browser's transactions; null for its newest.</summary>
    public string? Transaction { get; init; }

    /// <summary><c>sms</c> or <c>voice</c>; null for the same as before.</summary>
    public string? Channel { get; init; }

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(VerificationRequest);
}
