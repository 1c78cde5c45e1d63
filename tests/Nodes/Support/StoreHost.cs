using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NumberVerify.AspNetCore;

namespace NumberVerify.Nodes.Tests;

/// <summary>A host with the store and nothing else.</summary>
internal static class StoreHost
{
    public static string NewSchema() => $"s{Guid.NewGuid():N}";

    public static IHost Create(string connectionString, TimeProvider timeProvider, Action<PostgreSqlTransactionStoreOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton(timeProvider);
        builder.Services.AddPostgreSqlTransactionStore(connectionString, configure);
        return builder.Build();
    }

    public static async Task<IHost> StartAsync(PostgreSqlServer server, string schema, TimeProvider? timeProvider = null, Action<PostgreSqlTransactionStoreOptions>? configure = null)
    {
        var host = Create(server.ConnectionString, timeProvider ?? TimeProvider.System, options =>
        {
            options.Schema = schema;
            configure?.Invoke(options);
        });
        await host.StartAsync();
        return host;
    }

    public static ITransactionStore Store(this IHost host) => host.Services.GetRequiredService<ITransactionStore>();
}
