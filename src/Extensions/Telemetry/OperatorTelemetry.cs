using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace NumberVerify;

/// <summary>
/// What one client tells of its calls: spans, durations and log entries, by OpenTelemetry's conventions. None holds a number, code, state, verifier, token, assertion or secret.
/// </summary>
internal sealed class OperatorTelemetry(string operatorName, TimeProvider timeProvider, Func<ILogger> createLogger)
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string SourceName = "NumberVerify";

    public const string Exchange = "exchange";
    public const string Verify = "verify";
    public const string Share = "share";
    public const string Discovery = "discovery";
    public const string Jwks = "jwks";

    public const string Success = "success";
    public const string Match = "match";
    public const string NoMatch = "no_match";
    public const string Failure = "failure";
    public const string Cancelled = "cancelled";

    private static readonly ActivitySource s_source = new(SourceName);
    private static readonly Meter s_meter = new(SourceName);

    // The boundaries OpenTelemetry advises for the duration of HTTP calls.
    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram(
        "numberverify.client.operation.duration", "s", "How long one exchange with an operator took.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] });

    private static readonly Counter<long> s_refusals = s_meter.CreateCounter<long>(
        "numberverify.client.callback.refusals", "{callback}", "Callbacks that carried a refusal, or were not the answer to their request.");

    private ILogger? _logger;

    /// <summary>The client's name, or its profile's where there is only one.</summary>
    public string Operator => operatorName;

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>Made when it is first needed: a logger brings the whole logging with it, at the start of every program that may never log.</summary>
    public ILogger Logger => _logger ??= createLogger();

    /// <summary>Whether anything listens.</summary>
    public bool IsOn => s_source.HasListeners() || s_duration.Enabled || Logger.IsEnabled(LogLevel.Warning);

    /// <summary>A call that begins now, in the asynchronous method that makes it; null where nothing listens, which then costs nothing.</summary>
    public ObservedCall? Start(string operation, Uri? server, string? correlationId = null) =>
        IsOn ? new ObservedCall(this, operation, server, correlationId, StartActivity(operation)) : null;

    public void Record(double seconds, in TagList tags) => s_duration.Record(seconds, tags);

    /// <summary>A refusal before any call: most devices that are on Wi-Fi show here.</summary>
    public void CallbackRefused(NumberVerifyException refusal)
    {
        var code = ErrorCodes.KnownOrOther(refusal.Code);
        if (s_refusals.Enabled)
        {
            var tags = new TagList { { TelemetryTags.Operator, operatorName }, { TelemetryTags.ErrorType, refusal.GetType().FullName } };
            if (code is not null)
            {
                tags.Add(TelemetryTags.ErrorCode, code);
            }

            s_refusals.Add(1, tags);
        }

        Log.CallbackRefused(Logger, operatorName, refusal.GetType().Name, code);
    }

    public void OptionsChanged() => Log.OptionsChanged(Logger, operatorName);

    private static Activity? StartActivity(string operation) => s_source.StartActivity(
        operation switch
        {
            Exchange => "numberverify.exchange",
            Verify => "numberverify.verify",
            Share => "numberverify.share",
            Discovery => "numberverify.discovery",
            ChainTelemetry.SendCode => "numberverify.send_code",
            ChainTelemetry.ResendCode => "numberverify.resend_code",
            ChainTelemetry.CheckCode => "numberverify.check_code",
            ChainTelemetry.CancelCode => "numberverify.cancel_code",
            _ => "numberverify.jwks",
        },
        ActivityKind.Client);
}
