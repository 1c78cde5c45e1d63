using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>Makes one client for each name, over options that may change.</summary>
internal sealed class NumberVerifyClientFactory(IServiceProvider services, IOptionsMonitor<NumberVerifyClientOptions> options, IOptionsMonitorCache<NumberVerifyClientOptions> cache)
    : INumberVerifyClientFactory
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public NumberVerifyClient Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return EntryOf(name).Client;
    }

    public OperatorContext ContextOf(string name) => EntryOf(name).Contexts.Current;

    private Entry EntryOf(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            var contexts = new OperatorContextSource(name, options, cache, CreateContext);
            entry = new Entry(contexts, new NumberVerifyClient(contexts));
        }

        // A name is kept once its options were good: asking for names that are nobody's fills nothing.
        _ = entry.Contexts.Current;
        return _entries.GetOrAdd(name, entry);
    }

    private OperatorContext CreateContext(string name, NumberVerifyClientOptions given, OperatorContext? previous)
    {
        var clients = services.GetRequiredService<IHttpClientFactory>();
        var handlers = services.GetRequiredService<IHttpMessageHandlerFactory>();
        var clientName = HttpClientNames.Of(name);
        var own = given.Copy();
        return new OperatorContext(
            own,
            () =>
            {
                var client = clients.CreateClient(clientName);
                client.Timeout = own.Timeout;
                return client;
            },
            () => handlers.CreateHandler(clientName),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            () => services.GetService<ILoggerFactory>()?.CreateLogger<NumberVerifyClient>() ?? (ILogger)NullLogger.Instance,
            Surroundings.IsProduction(services.GetService<IHostEnvironment>()),
            name,
            services.GetKeyedService<IVerificationAudit>(name) ?? services.GetService<IVerificationAudit>(),
            previous);
    }

    private sealed record Entry(OperatorContextSource Contexts, NumberVerifyClient Client);
}
