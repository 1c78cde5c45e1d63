using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NumberVerify.Load.Tests.Application;

/// <summary>Keeps what the server logs about exceptions that nobody handled, and what was lost in a task.</summary>
internal sealed class UnhandledErrors : ILoggerProvider, ILogger
{
    private const int MaxKept = 20;
    private readonly ConcurrentQueue<string> _all = new();

    public UnhandledErrors() => TaskScheduler.UnobservedTaskException += Unobserved;

    public IReadOnlyCollection<string> All => _all;

    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && _all.Count < MaxKept)
        {
            _all.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Unobserved;

    private void Unobserved(object? sender, UnobservedTaskExceptionEventArgs lost) => _all.Enqueue($"Unobserved: {lost.Exception}");
}
