namespace NumberVerify;

/// <summary>One verification, as it is recorded. It holds no number, code, token or secret.</summary>
public sealed record VerificationAuditEntry
{
    /// <summary>When the result was there, by the client's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>On whose behalf: <see cref="ApiConfig.Subject"/>; null where the caller does not say.</summary>
    public string? Subject { get; init; }

    /// <summary>The client's name, or its profile's where there is only one; for codes the provider's name.</summary>
    public required string Operator { get; init; }

    /// <summary>The purpose that was declared to the operator; empty for codes.</summary>
    public required string Purpose { get; init; }

    /// <summary>What was asked.</summary>
    public required NumberVerifyOperation Operation { get; init; }

    /// <summary>By what: the network, or a code that was sent or tried.</summary>
    public PhoneVerificationChannel Channel { get; init; }

    /// <summary>How it ended.</summary>
    public required AuditOutcome Outcome { get; init; }

    /// <summary>The name of the exception's type; null where there was an answer.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The operator's error code, if it is one of CAMARA's or OAuth's; <c>_OTHER</c> for one of its own; null where there was none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The <c>x-correlator</c> of the request, for questions to the operator; for codes an identifier that all of one verification have in common.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The <see cref="PhoneNumberFingerprint"/> of the number that was asked for or told; null where none was, or only its hash is known.</summary>
    public string? Fingerprint { get; init; }
}
