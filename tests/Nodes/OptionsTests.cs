using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using NumberVerify.AspNetCore;

namespace NumberVerify.Nodes.Tests;

/// <summary>What the store's options refuse, and how the store is registered; no database is asked.</summary>
public sealed class OptionsTests
{
    private const string Connection = "Host=database.invalid;Username=app;Password=not-for-logs";

    [Theory]
    [InlineData("")]
    [InlineData("Number")]
    [InlineData("1st")]
    [InlineData("pg_mine")]
    [InlineData("a;DROP SCHEMA b")]
    [InlineData("a\"b")]
    [InlineData("a.b")]
    [InlineData("números")]
    [InlineData("a23456789_123456789_123456789_123456789_123456789_123456789_1234")]
    public async Task A_schema_that_is_no_plain_identifier_stops_the_start_before_a_connection_is_made(string schema)
    {
        using var host = StoreHost.Create(Connection, TimeProvider.System, options => options.Schema = schema);

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("Schema must be", failure.Message);
    }

    [Fact]
    public async Task Every_fault_is_told_at_once()
    {
        using var host = StoreHost.Create(Connection, TimeProvider.System, static options => (options.Schema, options.Timeout, options.CleanUpInterval) = ("", TimeSpan.Zero, TimeSpan.Zero));

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(3, failure.Failures.Count());
    }

    [Fact]
    public async Task A_host_that_cannot_reach_the_database_does_not_start_and_tells_no_password()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"no-{Guid.NewGuid():N}");
        using var host = StoreHost.Create($"Host={folder};Username=app;Password=not-for-logs", TimeProvider.System, static _ => { });

        var failure = await Assert.ThrowsAnyAsync<NpgsqlException>(() => host.StartAsync());

        Assert.DoesNotContain("not-for-logs", failure.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_store_takes_the_place_of_the_one_in_memory_whatever_is_registered_first(bool first)
    {
        var services = new ServiceCollection();
        _ = first
            ? services.AddPostgreSqlTransactionStore(Connection).AddNumberVerifyEndpoints()
            : services.AddNumberVerifyEndpoints().AddPostgreSqlTransactionStore(Connection);
        await using var provider = services.BuildServiceProvider();

        Assert.Equal("PostgreSqlTransactionStore", Assert.Single(provider.GetServices<ITransactionStore>()).GetType().Name);
    }
}
