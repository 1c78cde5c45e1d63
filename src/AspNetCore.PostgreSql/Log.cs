using Microsoft.Extensions.Logging;

namespace NumberVerify.AspNetCore;

/// <summary>Every log entry of the store. None takes anything of a transaction, a connection or the database's words as an argument.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "What is over could not be removed from the transaction store ({ErrorType}); it is tried again.")]
    public static partial void CleanUpFailed(ILogger logger, string errorType);

    [LoggerMessage(2, LogLevel.Information, "The tables of the transaction store are of version {Version}.")]
    public static partial void SchemaReady(ILogger logger, int version);
}
