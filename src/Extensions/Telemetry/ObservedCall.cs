using System.Diagnostics;

namespace NumberVerify;

/// <summary>One call that somebody listens to: its span, its duration and its log entry. Disposing of it ends the span.</summary>
/// <remarks>The correlator is the one that was sent: what an operator sends back in its place may hold anything.</remarks>
internal sealed class ObservedCall(OperatorTelemetry telemetry, string operation, Uri? server, string? correlationId, Activity? activity) : IDisposable
{
    private readonly long _startedAt = telemetry.TimeProvider.GetTimestamp();

    /// <summary>For an exception filter: the failure is seen where it happens, and goes on as it was.</summary>
    /// <returns>Always false.</returns>
    public static bool Saw(ObservedCall? call, Exception exception)
    {
        call?.Failed(exception);
        return false;
    }

    public void Succeeded(string outcome)
    {
        var seconds = End(outcome, errorType: null, code: null);
        Log.Succeeded(telemetry.Logger, operation, telemetry.Operator, outcome, seconds, correlationId);
    }

    public void Failed(Exception exception)
    {
        var code = ErrorCodes.KnownOrOther((exception as NumberVerifyException)?.Code);
        var wasCancelled = exception is OperationCanceledException;
        var errorType = wasCancelled ? typeof(OperationCanceledException) : exception.GetType();
        var outcome = wasCancelled ? OperatorTelemetry.Cancelled : OperatorTelemetry.Failure;
        var seconds = End(outcome, errorType.FullName, code);
        activity?.SetStatus(ActivityStatusCode.Error);
        Log.Failed(telemetry.Logger, operation, telemetry.Operator, outcome, errorType.Name, code, seconds, correlationId);
    }

    public void Dispose() => activity?.Dispose();

    private double End(string outcome, string? errorType, string? code)
    {
        var seconds = telemetry.TimeProvider.GetElapsedTime(_startedAt).TotalSeconds;
        var tags = new TagList
        {
            { TelemetryTags.Operator, telemetry.Operator },
            { TelemetryTags.Operation, operation },
            { TelemetryTags.Outcome, outcome },
        };
        if (server is not null)
        {
            tags.Add(TelemetryTags.ServerAddress, server.Host);
            if (!server.IsDefaultPort)
            {
                tags.Add(TelemetryTags.ServerPort, server.Port);
            }
        }

        if (errorType is not null)
        {
            tags.Add(TelemetryTags.ErrorType, errorType);
        }

        if (code is not null)
        {
            tags.Add(TelemetryTags.ErrorCode, code);
        }

        telemetry.Record(seconds, tags);
        if (activity is not null)
        {
            foreach (var (name, value) in tags)
            {
                activity.SetTag(name, value);
            }

            // One for every call: for traces, never for metrics.
            activity.SetTag(TelemetryTags.Correlator, correlationId);
        }

        return seconds;
    }
}
