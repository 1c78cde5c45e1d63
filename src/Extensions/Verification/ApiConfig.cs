namespace NumberVerify;

/// <summary>What one API call does other than by default.</summary>
public sealed record ApiConfig
{
    /// <summary>A session to use instead of exchanging the code; its single use and lifetime hold all the same. Null: the code is exchanged.</summary>
    public Session? Session { get; init; }

    /// <summary>The <c>x-correlator</c> to send: letters, digits and hyphens are safe at every release. Null: the trace's identifier where an activity is under way, or else a random UUID.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>On whose behalf the call is made, for the <see cref="IVerificationAudit"/>: an identifier of the application's own, never sent. A phone number is refused.</summary>
    public string? Subject { get; init; }
}
