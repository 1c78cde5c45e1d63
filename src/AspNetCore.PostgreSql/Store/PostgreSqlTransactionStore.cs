using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;

namespace NumberVerify.AspNetCore;

/// <summary>
/// The transactions of all nodes of a backend. Each method is one statement, so that the database alone decides who was first; none is tried twice, since nobody knows what became of the first
/// try. What fails is thrown, and answered with 503 by the endpoints.
/// </summary>
internal sealed class PostgreSqlTransactionStore : ITransactionStore
{
    private readonly StoreDatabase _database;
    private readonly TimeProvider _timeProvider;
    private readonly string _add;
    private readonly string _take;
    private readonly string _count;
    private readonly string _read;

    public PostgreSqlTransactionStore(StoreDatabase database, TimeProvider timeProvider, IOptions<PostgreSqlTransactionStoreOptions> options)
    {
        (_database, _timeProvider) = (database, timeProvider);
        var schema = $"\"{options.Value.Schema}\"";
        _add = $"INSERT INTO {schema}.transactions (id, expires_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING RETURNING true";
        _take = $"DELETE FROM {schema}.transactions WHERE id = $1 RETURNING expires_at > $2";
        _count = $"""
            INSERT INTO {schema}.attempts AS kept (key, count, expires_at) VALUES ($1, $3, $2)
            ON CONFLICT (key) DO UPDATE SET count = kept.count + excluded.count, expires_at = greatest(kept.expires_at, excluded.expires_at)
            RETURNING count
            """;
        _read = $"UPDATE {schema}.attempts SET expires_at = greatest(expires_at, $2) WHERE key = $1 RETURNING count";
    }

    public async ValueTask<bool> TryAddAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
        await _database.ReadAsync(_add, cancellationToken, Of(id), Of(expiresAt)).ConfigureAwait(false) is true;

    public async ValueTask<bool> TryTakeAsync(string id, CancellationToken cancellationToken = default) =>
        await _database.ReadAsync(_take, cancellationToken, Of(id), Of(_timeProvider.GetUtcNow())).ConfigureAwait(false) is true;

    public async ValueTask<long> AddAsync(string key, long amount, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        // What was never counted is not kept for having been asked for.
        var count = amount == 0
            ? await _database.ReadAsync(_read, cancellationToken, Of(key), Of(expiresAt)).ConfigureAwait(false)
            : await _database.ReadAsync(_count, cancellationToken, Of(key), Of(expiresAt), new NpgsqlParameter<long> { TypedValue = amount }).ConfigureAwait(false);
        return count is long value ? value : 0;
    }

    private static DbParameter Of(string text) => new NpgsqlParameter<string> { TypedValue = text };

    private static DbParameter Of(DateTimeOffset time) => new NpgsqlParameter<DateTime> { TypedValue = time.UtcDateTime };
}
