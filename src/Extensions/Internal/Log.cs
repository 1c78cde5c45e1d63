using Microsoft.Extensions.Logging;

namespace NumberVerify;

/// <summary>Every log entry of the library. None takes a number, code, state, token or secret as an argument.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The operator {Operator} answered with another x-correlator than the request's.")]
    public static partial void CorrelatorDiffers(ILogger logger, string @operator);

    [LoggerMessage(2, LogLevel.Debug, "{Operation} at {Operator}: {Outcome} in {Seconds} s, correlator {Correlator}.")]
    public static partial void Succeeded(ILogger logger, string operation, string @operator, string outcome, double seconds, string? correlator);

    [LoggerMessage(3, LogLevel.Warning, "{Operation} at {Operator}: {Outcome} ({ErrorType}, code {Code}) in {Seconds} s, correlator {Correlator}.")]
    public static partial void Failed(ILogger logger, string operation, string @operator, string outcome, string errorType, string? code, double seconds, string? correlator);

    [LoggerMessage(4, LogLevel.Information, "A callback for {Operator} ended in a refusal ({ErrorType}, code {Code}).")]
    public static partial void CallbackRefused(ILogger logger, string @operator, string errorType, string? code);

    [LoggerMessage(5, LogLevel.Information, "The options of {Operator} changed: what starts from now on uses the new ones.")]
    public static partial void OptionsChanged(ILogger logger, string @operator);

    [LoggerMessage(6, LogLevel.Error, "A verification at {Operator} could not be recorded ({ErrorType}); its result is withheld.")]
    public static partial void AuditFailed(ILogger logger, string @operator, string errorType);

    [LoggerMessage(7, LogLevel.Debug, "A verification stands at {Status}, channel {Channel}, reason {Reason}.")]
    public static partial void Stands(ILogger logger, PhoneVerificationStatus status, PhoneVerificationChannel? channel, PhoneVerificationReason reason);
}
