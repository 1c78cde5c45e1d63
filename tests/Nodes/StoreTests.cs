using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using NumberVerify.AspNetCore;

namespace NumberVerify.Nodes.Tests;

/// <summary>The store against a real PostgreSQL.</summary>
[Collection(nameof(PostgreSqlCollection))]
public sealed class StoreTests(PostgreSqlFixture fixture)
{
    private const int Callers = 50;
    private const string Id = "AAAAAAAAAAAAAAAAAAAAAA";

    private readonly string _schema = StoreHost.NewSchema();
    private readonly ManualTimeProvider _time = new();

    private DateTimeOffset Later => _time.GetUtcNow() + TimeSpan.FromMinutes(5);

    [PostgreSqlFact]
    public async Task Of_fifty_that_take_one_transaction_from_two_nodes_one_gets_it()
    {
        using var one = await StartAsync();
        using var other = await StartAsync();
        Assert.True(await one.Store().TryAddAsync(Id, Later));

        var taken = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => (caller % 2 == 0 ? one : other).Store().TryTakeAsync(Id).AsTask()));

        Assert.Single(taken, static took => took);
        Assert.False(await one.Store().TryTakeAsync(Id));
    }

    [PostgreSqlFact]
    public async Task What_was_never_added_cannot_be_taken()
    {
        using var host = await StartAsync();

        Assert.False(await host.Store().TryTakeAsync(Id));
        Assert.False(await host.Store().TryTakeAsync("' OR true --"));
    }

    [PostgreSqlFact]
    public async Task An_identifier_is_added_once()
    {
        using var host = await StartAsync();

        Assert.True(await host.Store().TryAddAsync(Id, Later));
        Assert.False(await host.Store().TryAddAsync(Id, Later));
    }

    [PostgreSqlFact]
    public async Task A_transaction_whose_time_has_passed_is_not_taken_and_is_gone()
    {
        using var host = await StartAsync();
        await host.Store().TryAddAsync(Id, Later);

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.False(await host.Store().TryTakeAsync(Id));
        Assert.Equal(0L, await CountAsync("transactions"));
    }

    [PostgreSqlFact]
    public async Task Attempts_from_two_nodes_are_counted_together_and_none_is_lost()
    {
        using var one = await StartAsync();
        using var other = await StartAsync();

        var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => (caller % 2 == 0 ? one : other).Store().AddAsync("tries", 1, Later).AsTask()));

        Assert.Equal(Enumerable.Range(1, Callers).Select(static count => (long)count), counts.Order());
        Assert.Equal(Callers, await one.Store().AddAsync("tries", 0, Later));
    }

    [PostgreSqlFact]
    public async Task Reading_a_counter_that_is_not_there_makes_none()
    {
        using var host = await StartAsync();

        Assert.Equal(0, await host.Store().AddAsync("tries", 0, Later));
        Assert.Equal(0L, await CountAsync("attempts"));
    }

    [PostgreSqlFact]
    public async Task A_counter_is_kept_as_long_as_it_was_ever_promised()
    {
        using var host = await StartAsync();
        await host.Store().AddAsync("tries", 1, Later + TimeSpan.FromHours(1));
        await host.Store().AddAsync("tries", 1, Later);
        await host.Store().AddAsync("read", 1, Later);
        await host.Store().AddAsync("read", 0, Later + TimeSpan.FromHours(1));

        _time.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(0, await Cleaner(host).CleanAsync(default));
        Assert.Equal(3, await host.Store().AddAsync("tries", 1, Later));
        Assert.Equal(1, await host.Store().AddAsync("read", 0, Later));
    }

    [PostgreSqlFact]
    public async Task What_is_over_is_removed_in_batches_and_what_another_clock_may_still_take_stays()
    {
        const int Over = (2 * StoreCleaner.BatchSize) + 7;
        using var host = await StartAsync();
        await RunAsync($"INSERT INTO {_schema}.transactions SELECT 'old' || n, '{_time.GetUtcNow() - StoreCleaner.Margin - TimeSpan.FromSeconds(1):O}' FROM generate_series(1, {Over}) n");
        await RunAsync($"INSERT INTO {_schema}.attempts SELECT 'old' || n, 1, '{_time.GetUtcNow() - StoreCleaner.Margin - TimeSpan.FromSeconds(1):O}' FROM generate_series(1, 3) n");
        await host.Store().TryAddAsync("just over", _time.GetUtcNow() - TimeSpan.FromMinutes(1));
        await host.Store().AddAsync("tries", 1, Later);

        Assert.Equal(Over + 3, await Cleaner(host).CleanAsync(default));
        Assert.Equal(1L, await CountAsync("transactions"));
        Assert.Equal(1L, await CountAsync("attempts"));
    }

    [PostgreSqlFact]
    public async Task Hosts_that_start_at_once_on_an_empty_database_all_start_and_make_one_schema()
    {
        for (var round = 0; round < 5; round++)
        {
            var schema = StoreHost.NewSchema();
            var hosts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => StoreHost.StartAsync(fixture.Server, schema, _time))));

            Assert.Equal(1L, await fixture.Server.ReadAsync($"SELECT count(*) FROM {schema}.schema_version"));
            Assert.True(await hosts[0].Store().TryAddAsync(Id, Later));
            Assert.True(await hosts[7].Store().TryTakeAsync(Id));
            Array.ForEach(hosts, static host => host.Dispose());
        }
    }

    [PostgreSqlFact]
    public async Task A_second_start_changes_nothing()
    {
        using var first = await StartAsync();
        await first.Store().TryAddAsync(Id, Later);

        using var second = await StartAsync();

        Assert.True(await second.Store().TryTakeAsync(Id));
        Assert.Equal(1L, await CountAsync("schema_version"));
    }

    [PostgreSqlFact]
    public async Task A_schema_may_be_named_by_a_word_of_SQL()
    {
        using var host = await StoreHost.StartAsync(fixture.Server, "user", _time);

        Assert.True(await host.Store().TryAddAsync(Id, Later));
        Assert.True(await host.Store().TryTakeAsync(Id));
    }

    [PostgreSqlFact]
    public async Task Without_tables_a_host_that_may_not_make_them_does_not_start_and_says_what_to_do()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(static options => options.CreatesSchema = false));

        Assert.Contains(_schema, failure.Message);
        Assert.Contains("CreatesSchema", failure.Message);
        Assert.Contains("sql", failure.Message);
        Assert.Equal(false, await fixture.Server.ReadAsync($"SELECT to_regnamespace('{_schema}') IS NOT NULL"));
    }

    [PostgreSqlFact]
    public async Task An_account_that_may_do_no_more_than_the_script_grants_runs_the_store()
    {
        var account = $"a{_schema}";
        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "1.sql"));
        var grants = script.Split('\n').Where(static line => line.StartsWith("--   GRANT", StringComparison.Ordinal)).Select(static line => line[2..]).ToList();
        Assert.Equal(3, grants.Count);
        await RunAsync($"CREATE ROLE {account} LOGIN; CREATE SCHEMA {_schema}; SET search_path TO {_schema}; {script}; {string.Concat(grants).Replace("numberverify", _schema).Replace(" app;", $" {account};")}");
        var connection = new NpgsqlConnectionStringBuilder(fixture.Server.ConnectionString) { Username = account }.ConnectionString;

        using var host = StoreHost.Create(connection, _time, options => (options.Schema, options.CreatesSchema) = (_schema, false));
        await host.StartAsync();

        Assert.True(await host.Store().TryAddAsync(Id, Later));
        Assert.True(await host.Store().TryTakeAsync(Id));
        Assert.Equal(1, await host.Store().AddAsync("tries", 1, Later));
        Assert.Equal(1, await host.Store().AddAsync("tries", 0, Later));
        Assert.Equal(0, await Cleaner(host).CleanAsync(default));
    }

    [PostgreSqlFact]
    public async Task An_account_without_the_right_to_make_tables_is_told_of_the_scripts()
    {
        var account = $"b{_schema}";
        await RunAsync($"CREATE ROLE {account} LOGIN");
        using var host = StoreHost.Create(new NpgsqlConnectionStringBuilder(fixture.Server.ConnectionString) { Username = account }.ConnectionString, _time, options => options.Schema = _schema);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Contains("folder sql", failure.Message);
    }

    [PostgreSqlFact]
    public async Task Tables_of_a_newer_version_stop_the_start()
    {
        using (await StartAsync())
        {
            await RunAsync($"UPDATE {_schema}.schema_version SET version = 2");
        }

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync());

        Assert.Contains("newer version", failure.Message);
    }

    [PostgreSqlFact]
    public async Task A_database_that_does_not_answer_is_not_waited_for_and_nothing_is_taken()
    {
        using var host = await StoreHost.StartAsync(fixture.Server, _schema, configure: static options => options.Timeout = TimeSpan.FromMilliseconds(200));
        await using var source = NpgsqlDataSource.Create(fixture.Server.ConnectionString);
        await using (var connection = await source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var locking = new NpgsqlCommand($"LOCK TABLE {_schema}.transactions, {_schema}.attempts", connection);
            await locking.ExecuteNonQueryAsync();

            await Assert.ThrowsAsync<TimeoutException>(() => host.Store().TryAddAsync(Id, DateTimeOffset.UtcNow.AddMinutes(5)).AsTask());
            await Assert.ThrowsAsync<TimeoutException>(() => host.Store().TryTakeAsync(Id).AsTask());
            await Assert.ThrowsAsync<TimeoutException>(() => host.Store().AddAsync("tries", 1, DateTimeOffset.UtcNow.AddMinutes(5)).AsTask());
        }

        Assert.Equal(0L, await CountAsync("transactions"));
    }

    [PostgreSqlFact]
    public async Task Whoever_gives_up_waiting_is_told_so()
    {
        using var host = await StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Store().TryTakeAsync(Id, new CancellationToken(canceled: true)).AsTask());
    }

    private static StoreCleaner Cleaner(IHost host) => host.Services.GetServices<IHostedService>().OfType<StoreCleaner>().Single();

    private Task<IHost> StartAsync() => StartAsync(null);

    private Task<IHost> StartAsync(Action<PostgreSqlTransactionStoreOptions>? configure) => StoreHost.StartAsync(fixture.Server, _schema, _time, configure);

    private Task<object?> CountAsync(string table) => fixture.Server.ReadAsync($"SELECT count(*) FROM {_schema}.{table}");

    private Task RunAsync(string statement) => fixture.Server.ReadAsync(statement);
}
