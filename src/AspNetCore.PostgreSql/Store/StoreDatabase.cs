using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;

namespace NumberVerify.AspNetCore;

/// <summary>The way to the database, with one bound to how long anybody waits for it.</summary>
internal sealed class StoreDatabase(NpgsqlDataSource source, bool isOwn, TimeProvider timeProvider, IOptions<PostgreSqlTransactionStoreOptions> options) : IAsyncDisposable
{
    /// <summary>The first column of the first row; null where there is no row.</summary>
    /// <exception cref="TimeoutException">It took too long; the statement may have been carried out.</exception>
    /// <exception cref="DbException">The database is gone, or refuses.</exception>
    public Task<object?> ReadAsync(string statement, CancellationToken cancellationToken, params DbParameter[] parameters) => RunAsync(
        async (connection, stop) =>
        {
            var command = new NpgsqlCommand(statement, connection);
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.AddRange(parameters);
                return await command.ExecuteScalarAsync(stop).ConfigureAwait(false);
            }
        },
        options.Value.Timeout,
        cancellationToken);

    /// <summary>Several statements on one connection.</summary>
    /// <exception cref="TimeoutException">It took too long.</exception>
    /// <exception cref="DbException">The database is gone, or refuses.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> use, TimeSpan limit, CancellationToken cancellationToken)
    {
        // The driver bounds the opening of a connection and each command by itself, and not what both take together.
        using var timeout = new CancellationTokenSource(limit, timeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var connection = await source.OpenConnectionAsync(stop.Token).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await use(connection, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The database did not answer in time.");
        }
    }

    public ValueTask DisposeAsync() => isOwn ? source.DisposeAsync() : ValueTask.CompletedTask;
}
