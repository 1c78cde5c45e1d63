namespace NumberVerify;

/// <summary>Records every code that is sent or tried: the result goes on once it is recorded. The silent part of a verification is recorded by its client.</summary>
internal sealed class CodeAudit(IVerificationAudit audit, ChainTelemetry telemetry, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    public async Task WriteAsync(VerificationState state, string provider, PhoneVerificationChannel channel, AuditOutcome outcome, Exception? failure)
    {
        var entry = new VerificationAuditEntry
        {
            Time = timeProvider.GetUtcNow(),
            Subject = state.Subject,
            Operator = provider,
            Purpose = "",
            Operation = NumberVerifyOperation.VerifyNumber,
            Channel = channel,
            Outcome = failure is OperationCanceledException ? AuditOutcome.Cancelled : outcome,
            ErrorType = failure?.GetType().Name,
            ErrorCode = ErrorCodes.KnownOrOther((failure as NumberVerifyException)?.Code),
            CorrelationId = state.Id,
        };
        try
        {
            using var deadline = new CancellationTokenSource(s_longest, timeProvider);
            await audit.WriteAsync(entry with { Fingerprint = audit.Fingerprint.Compute(state.PhoneNumber.Value) }, deadline.Token).AsTask().WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The sink's own text stays with the sink: it may quote the entry, or where it is kept.
            Log.AuditFailed(telemetry.Logger, provider, exception.GetType().Name);
            throw new AuditFailedException($"The code could not be recorded ({exception.GetType().Name}), so what became of it is withheld. Start a new verification.")
            {
                CorrelationId = state.Id,
                RequestMayHaveBeenProcessed = true,
            };
        }
    }
}
