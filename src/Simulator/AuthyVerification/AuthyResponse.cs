namespace NumberVerify.Simulator;

/// <summary>The answer to a start, a check or a question for the status, and every error: each has some of these members, and null is left out.</summary>
internal sealed record AuthyResponse
{
    public string? Uuid { get; init; }

    public string? Status { get; init; }

    public required AuthyBoolean Success { get; init; }

    public required string Message { get; init; }

    public string? Carrier { get; init; }

    public AuthyBoolean? IsCellphone { get; init; }

    public AuthyBoolean? IsPorted { get; init; }

    public int? SecondsToExpire { get; init; }

    public string? SmsId { get; init; }

    public AuthyErrorMessage? Errors { get; init; }

    public string? ErrorCode { get; init; }

    public override string ToString() => nameof(AuthyResponse);
}
