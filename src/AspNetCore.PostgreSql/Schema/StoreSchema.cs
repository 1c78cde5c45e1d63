using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace NumberVerify.AspNetCore;

/// <summary>The tables, as this version of the package knows them: made, or looked at, before the host takes its first request.</summary>
internal sealed class StoreSchema(StoreDatabase database, IOptions<PostgreSqlTransactionStoreOptions> options, ILogger<StoreSchema> logger) : IHostedLifecycleService
{
    /// <summary>The newest script.</summary>
    public const int Version = 1;

    /// <summary>From the catalogue itself: <c>to_regclass</c> may answer from what the connection cached before it waited for another node.</summary>
    private const string TableExists = """
        SELECT true FROM pg_catalog.pg_class AS relation JOIN pg_catalog.pg_namespace AS space ON space.oid = relation.relnamespace
        WHERE space.nspname = $1 AND relation.relname = 'schema_version'
        """;

    /// <summary>For nodes that start at once: one makes the tables, and the others wait.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);

    private string Schema => options.Value.Schema;

    /// <exception cref="InvalidOperationException">The tables are missing or of another version, and this host must not, or cannot, change that.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.RunAsync(
                async (connection, stop) =>
                {
                    await BringUpAsync(connection, stop).ConfigureAwait(false);
                    return true;
                },
                s_timeout,
                cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new InvalidOperationException(
                $"The database account may not create or read the transaction store's tables in the schema {Schema}. Run the scripts in the package's folder sql, grant what they name, and set CreatesSchema to false.",
                refusal);
        }

        Log.SchemaReady(logger, Version);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string ScriptOf(int version)
    {
        using var reader = new StreamReader(typeof(StoreSchema).Assembly.GetManifestResourceStream(string.Create(CultureInfo.InvariantCulture, $"{version}.sql"))!);
        return reader.ReadToEnd();
    }

    private static async Task<object?> ReadAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(statement, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddRange(parameters);
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task BringUpAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var found = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
        if (found < Version && options.Value.CreatesSchema)
        {
            found = await CreateAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        if (found != Version)
        {
            throw new InvalidOperationException(
                found == 0 ? $"The transaction store's tables are missing in the schema {Schema}. Run the scripts in the package's folder sql, or set CreatesSchema."
                : found < Version ? $"The transaction store's tables in the schema {Schema} are of version {found}, and this package needs version {Version}. Run the later scripts in its folder sql, or set CreatesSchema."
                : $"The transaction store's tables in the schema {Schema} are of version {found}, made by a newer version of the package; this one knows version {Version}.");
        }
    }

    private async Task<int> CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // Of nodes that start at once the first creates, and the others see what it made once it is committed.
            await ReadAsync(connection, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", cancellationToken, new NpgsqlParameter<string> { TypedValue = $"NumberVerify.{Schema}" }).ConfigureAwait(false);
            var found = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
            if (found < Version)
            {
                // CREATE SCHEMA asks for a right of the database even where the schema is there.
                if (await ReadAsync(connection, "SELECT true FROM pg_catalog.pg_namespace WHERE nspname = $1", cancellationToken, new NpgsqlParameter<string> { TypedValue = Schema }).ConfigureAwait(false) is not true)
                {
                    await ReadAsync(connection, $"CREATE SCHEMA \"{Schema}\"", cancellationToken).ConfigureAwait(false);
                }

                await ReadAsync(connection, $"SET LOCAL search_path TO \"{Schema}\"", cancellationToken).ConfigureAwait(false);
                while (found < Version)
                {
                    await ReadAsync(connection, ScriptOf(++found), cancellationToken).ConfigureAwait(false);
                }
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return found;
        }
    }

    /// <summary>Zero where there is none.</summary>
    private async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await ReadAsync(connection, TableExists, cancellationToken, new NpgsqlParameter<string> { TypedValue = Schema }).ConfigureAwait(false) is true
        && await ReadAsync(connection, $"SELECT version FROM \"{Schema}\".schema_version", cancellationToken).ConfigureAwait(false) is int version
            ? version
            : 0;
}
