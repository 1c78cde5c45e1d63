using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NumberVerify;
using NumberVerify.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what <c>MapNumberVerify</c> needs.</summary>
public static class NumberVerifyEndpointsServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="PhoneVerifier"/> with the application's data protection in the place of keys, over the clients of <c>AddNumberVerify</c> and every registered
    /// <see cref="IOneTimePasswordProvider"/>; and a transaction store in memory, unless an <see cref="ITransactionStore"/> is registered.
    /// </summary>
    /// <param name="services">The container. Calling twice adds to the options and registers nothing twice.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts, every fault at once.</param>
    public static IServiceCollection AddNumberVerifyEndpoints(this IServiceCollection services, Action<NumberVerifyEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddDataProtection();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<NumberVerifyEndpointOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NumberVerifyEndpointOptions>, NumberVerifyEndpointOptionsValidator>());

        services.AddPhoneVerifier(static _ => { });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<PhoneVerifierOptions>, EndpointVerifierOptions>());
        services.TryAddSingleton<ITransactionStore>(static provider =>
            new MemoryTransactionStore(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<NumberVerifyEndpointOptions>>().Value.PendingLimit));
        services.TryAddSingleton<GuardedStore>();
        services.TryAddSingleton(static provider => new RegisteredClients(
            [.. provider.GetService<ClientNames>() ?? []],
            provider.GetRequiredService<IOptionsMonitor<NumberVerifyClientOptions>>(),
            provider.GetRequiredService<IOptions<NumberVerifyEndpointOptions>>().Value,
            provider.GetService<IHostEnvironment>()?.IsDevelopment() == true));
        services.TryAddSingleton(static provider => new CookieSecurity(provider.GetRequiredService<RegisteredClients>().IsSecure));
        services.TryAddSingleton(static provider => new RequestLimiter(provider.GetRequiredService<IOptions<NumberVerifyEndpointOptions>>().Value));
        services.TryAddSingleton<TransactionCookies>();
        services.TryAddSingleton<EndpointServices>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, VerifiedNumberHandler>());

        // For who describes the endpoints (OpenAPI) without reflection.
        services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Add(EndpointJson.Default));
        return services;
    }
}
