namespace NumberVerify;

/// <summary>Stands between a call and its caller: the result goes on once it is recorded.</summary>
internal sealed class AuditTrail(IVerificationAudit audit, OperatorContext context)
{
    public async Task<NumberVerifyResponse> RecordAsync(Task<NumberVerifyResponse> call, NumberVerificationRequestBody body, string correlationId, string? subject)
    {
        var answer = await OutcomeOf(call, NumberVerifyOperation.VerifyNumber, body.PhoneNumber, correlationId, subject).ConfigureAwait(false);
        await WriteAsync(
            Entry(NumberVerifyOperation.VerifyNumber, answer.DevicePhoneNumberVerified ? AuditOutcome.Matched : AuditOutcome.NotMatched, correlationId, subject),
            body.PhoneNumber).ConfigureAwait(false);
        return answer;
    }

    public async Task<DevicePhoneNumberResponse> RecordAsync(Task<DevicePhoneNumberResponse> call, string correlationId, string? subject)
    {
        var answer = await OutcomeOf(call, NumberVerifyOperation.GetDevicePhoneNumber, number: null, correlationId, subject).ConfigureAwait(false);
        await WriteAsync(
            Entry(NumberVerifyOperation.GetDevicePhoneNumber, AuditOutcome.NumberShared, correlationId, subject),
            answer.DevicePhoneNumber.Value).ConfigureAwait(false);
        return answer;
    }

    /// <summary>The answer; a failure is recorded before it goes on. A mistake in the arguments is the caller's own, and nothing happened.</summary>
    private async Task<T> OutcomeOf<T>(Task<T> call, NumberVerifyOperation operation, string? number, string correlationId, string? subject)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ArgumentException)
        {
            var failure = exception as NumberVerifyException;
            var entry = Entry(operation, exception is OperationCanceledException ? AuditOutcome.Cancelled : AuditOutcome.Failed, correlationId, subject) with
            {
                ErrorType = exception.GetType().Name,
                ErrorCode = ErrorCodes.KnownOrOther(failure?.Code),
            };
            await WriteAsync(entry, number, failure).ConfigureAwait(false);
            throw;
        }
    }

    private VerificationAuditEntry Entry(NumberVerifyOperation operation, AuditOutcome outcome, string correlationId, string? subject) => new()
    {
        Time = context.TimeProvider.GetUtcNow(),
        Subject = subject,
        Operator = context.Telemetry.Operator,
        Purpose = context.Options.Purpose ?? context.Options.Profile.PurposeOf(operation),
        Operation = operation,
        Outcome = outcome,
        CorrelationId = correlationId,
    };

    private async Task WriteAsync(VerificationAuditEntry entry, string? number, NumberVerifyException? failure = null)
    {
        try
        {
            using var deadline = new CancellationTokenSource(context.Options.Timeout, context.TimeProvider);
            var complete = number is null ? entry : entry with { Fingerprint = audit.Fingerprint.Compute(number) };

            // A sink that ignores the token must not hold the caller for ever.
            await audit.WriteAsync(complete, deadline.Token).AsTask().WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The sink's own text stays with the sink: it may quote the entry, or where it is kept.
            Log.AuditFailed(context.Telemetry.Logger, context.Telemetry.Operator, exception.GetType().Name);
            var text = $"The verification could not be recorded ({exception.GetType().Name}), so its result is withheld. Its session is spent; start a new authorization.";
            throw failure is null
                ? new AuditFailedException(text) { CorrelationId = entry.CorrelationId, RequestMayHaveBeenProcessed = true }
                : new AuditFailedException(text, failure) { RequestMayHaveBeenProcessed = true };
        }
    }
}
