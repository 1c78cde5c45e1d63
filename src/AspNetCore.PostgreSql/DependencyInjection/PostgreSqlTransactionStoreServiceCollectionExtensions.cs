using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using NumberVerify.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers PostgreSQL as the transaction store of <c>MapNumberVerify</c>.</summary>
public static class PostgreSqlTransactionStoreServiceCollectionExtensions
{
    /// <summary>
    /// Keeps transactions and attempts in PostgreSQL 12 or later, for any number of nodes, which must share their data protection keys too. The tables are made when the host starts, unless the
    /// options say otherwise; a host that cannot reach the database then, does not start.
    /// </summary>
    /// <param name="services">The container; before or after <c>AddNumberVerifyEndpoints</c>. It takes the place of another store.</param>
    /// <param name="connectionString">As Npgsql takes it. Its pool is the store's own.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts.</param>
    public static IServiceCollection AddPostgreSqlTransactionStore(this IServiceCollection services, string connectionString, Action<PostgreSqlTransactionStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return Add(services, () => NpgsqlDataSource.Create(connectionString), isOwn: true, configure);
    }

    /// <inheritdoc cref="AddPostgreSqlTransactionStore(IServiceCollection, string, Action{PostgreSqlTransactionStoreOptions})"/>
    /// <param name="services">The container; before or after <c>AddNumberVerifyEndpoints</c>. It takes the place of another store.</param>
    /// <param name="dataSource">The application's, which disposes of it.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts.</param>
    public static IServiceCollection AddPostgreSqlTransactionStore(this IServiceCollection services, NpgsqlDataSource dataSource, Action<PostgreSqlTransactionStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(dataSource);
        return Add(services, () => dataSource, isOwn: false, configure);
    }

    private static IServiceCollection Add(IServiceCollection services, Func<NpgsqlDataSource> source, bool isOwn, Action<PostgreSqlTransactionStoreOptions>? configure)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<PostgreSqlTransactionStoreOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgreSqlTransactionStoreOptions>, PostgreSqlTransactionStoreOptionsValidator>());
        services.Replace(ServiceDescriptor.Singleton(provider =>
            new StoreDatabase(source(), isOwn, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<PostgreSqlTransactionStoreOptions>>())));
        services.Replace(ServiceDescriptor.Singleton<ITransactionStore, PostgreSqlTransactionStore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StoreSchema>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StoreCleaner>());
        return services;
    }
}
