using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NumberVerify;

/// <summary>What a <see cref="PhoneVerifier"/> tells of its codes and of the steps of its verifications. Nothing of it is personal.</summary>
internal sealed class ChainTelemetry(TimeProvider timeProvider, Func<ILogger> createLogger)
{
    public const string SendCode = "send_code";
    public const string ResendCode = "resend_code";
    public const string CheckCode = "check_code";
    public const string CancelCode = "cancel_code";
    public const string Refused = "refused";

    private static readonly Meter s_meter = new(OperatorTelemetry.SourceName);

    private static readonly Counter<long> s_results = s_meter.CreateCounter<long>(
        "numberverify.verifier.results", "{result}", "Results of the verifier, by status, channel and reason.");

    private readonly ConcurrentDictionary<string, OperatorTelemetry> _providers = new(StringComparer.Ordinal);
    private readonly Lazy<ILogger> _logger = new(createLogger);

    public ILogger Logger => _logger.Value;

    /// <summary>Without a log.</summary>
    public static ChainTelemetry Silent(TimeProvider timeProvider) => new(timeProvider, static () => NullLogger.Instance);

    public static string OutcomeOf(CodeCheck answer) => answer switch
    {
        CodeCheck.Correct => OperatorTelemetry.Match,
        CodeCheck.Wrong => OperatorTelemetry.NoMatch,
        CodeCheck.Expired => "expired",
        CodeCheck.TooManyAttempts => "too_many_attempts",
        _ => "none_pending",
    };

    public ObservedCall? Start(string provider, string operation) =>
        _providers.GetOrAdd(provider, static (name, self) => new OperatorTelemetry(name, self.Time, () => self.Logger), this).Start(operation, server: null);

    public void Ended(PhoneVerificationResult result)
    {
        if (s_results.Enabled)
        {
            s_results.Add(1, new TagList
            {
                { TelemetryTags.Status, result.Status.ToString() },
                { TelemetryTags.Channel, result.Channel?.ToString() },
                { TelemetryTags.Reason, result.Reason.ToString() },
            });
        }

        Log.Stands(Logger, result.Status, result.Channel, result.Reason);
    }

    private TimeProvider Time => timeProvider;
}
