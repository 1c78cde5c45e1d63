using Microsoft.Extensions.Logging;

namespace NumberVerify.AspNetCore;

/// <summary>Every log entry of the endpoints. None takes anything of a request as an argument.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "A request was refused: {Problem}.")]
    public static partial void Refused(ILogger logger, string problem);

    [LoggerMessage(2, LogLevel.Error, "A verification could not go on ({ErrorType}, code {Code}); nobody was verified.")]
    public static partial void Failed(ILogger logger, string errorType, string? code);

    [LoggerMessage(3, LogLevel.Error, "The transaction store failed ({ErrorType}); nobody was verified.")]
    public static partial void StoreFailed(ILogger logger, string errorType);
}
