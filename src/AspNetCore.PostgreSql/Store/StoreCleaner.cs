using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace NumberVerify.AspNetCore;

/// <summary>Removes what is over. Every node does, in batches so small that no request waits for one, and each leaves alone what another is at.</summary>
internal sealed class StoreCleaner(StoreDatabase database, TimeProvider timeProvider, IOptions<PostgreSqlTransactionStoreOptions> options, ILogger<StoreCleaner> logger) : BackgroundService
{
    public const int BatchSize = 500;

    /// <summary>A counter that is gone gives its tries back: none may go while a node whose clock is behind still takes its handle.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    public async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var (table, key) in new[] { ("transactions", "id"), ("attempts", "key") })
        {
            // The rows are locked where they are found, so that none is prolonged between being found and being removed.
            var statement = $"""
                DELETE FROM "{options.Value.Schema}".{table} WHERE {key} IN
                    (SELECT {key} FROM "{options.Value.Schema}".{table} WHERE expires_at < $1 ORDER BY expires_at LIMIT {BatchSize} FOR UPDATE SKIP LOCKED)
                """;
            int batch;
            do
            {
                batch = await database.RunAsync(
                    async (connection, stop) =>
                    {
                        var command = new NpgsqlCommand(statement, connection) { Parameters = { new NpgsqlParameter<DateTime> { TypedValue = (timeProvider.GetUtcNow() - Margin).UtcDateTime } } };
                        await using (command.ConfigureAwait(false))
                        {
                            return await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
                        }
                    },
                    options.Value.Timeout,
                    cancellationToken).ConfigureAwait(false);
                removed += batch;
            }
            while (batch == BatchSize);
        }

        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CleanUpInterval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await CleanAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is DbException or TimeoutException)
            {
                Log.CleanUpFailed(logger, failure.GetType().Name);
            }
        }
    }
}
