using Microsoft.Extensions.Logging;

namespace NumberVerify;

/// <summary>Every log entry of the library. None takes a number, code, state, token or secret as an argument.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The operator {Operator} answered with another x-correlator than the request's.")]
    public static partial void CorrelatorDiffers(ILogger logger, string @operator);
}
