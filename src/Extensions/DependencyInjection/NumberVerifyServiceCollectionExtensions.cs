using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Kiota.Abstractions.Authentication;
using NumberVerify;
using NumberVerify.Generated;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers phone number verification.</summary>
public static class NumberVerifyServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="NumberVerifyClient"/> as a singleton, and the generated <see cref="NumberVerificationClient"/> and <see cref="OpenIdConnectClient"/> beside it.
    /// The generated API client sends the tokens of the registered <see cref="IAccessTokenProvider"/>, if there is one.
    /// </summary>
    /// <param name="services">The container. Calling twice adds to the options and registers nothing twice.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts, every fault at once.</param>
    /// <returns>The HTTP client all requests go through: a proxy, a client certificate or a private root is configured there.</returns>
    public static IHttpClientBuilder AddNumberVerify(this IServiceCollection services, Action<NumberVerifyClientOptions> configure) =>
        services.AddNumberVerify(Options.Options.DefaultName, configure);

    /// <summary>As <see cref="AddNumberVerify(IServiceCollection, Action{NumberVerifyClientOptions})"/>, from a section with the options' names, <c>Profile</c> naming a preset; besides them <c>ClientAuthentication</c>, <c>PrivateKeyFile</c>, <c>KeyId</c> and <c>SigningAlgorithm</c>.</summary>
    public static IHttpClientBuilder AddNumberVerify(this IServiceCollection services, IConfiguration configuration) =>
        services.AddNumberVerify(Options.Options.DefaultName, configuration);

    /// <summary>One of several operators or tenants: its clients are registered with <paramref name="name"/> as their service key.</summary>
    public static IHttpClientBuilder AddNumberVerify(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddNumberVerify(name, options => OptionsReader.Read(options, key => configuration[key]));
    }

    /// <summary>One of several operators or tenants: its clients are registered with <paramref name="name"/> as their service key.</summary>
    public static IHttpClientBuilder AddNumberVerify(this IServiceCollection services, string name, Action<NumberVerifyClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddOptions<NumberVerifyClientOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NumberVerifyClientOptions>, NumberVerifyClientOptionsValidator>(
            static provider => new NumberVerifyClientOptionsValidator(provider.GetService<IHostEnvironment>())));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NumberVerifyClientOptions>, PrimaryHandlerValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DiscoveryAtStart>());
        var isNew = AddName(services, name);

        services.TryAddKeyedSingleton(name, static (provider, key) => CreateContext(provider, (string)key!));
        services.TryAddKeyedSingleton(name, static (provider, key) => new NumberVerifyClient(provider.GetRequiredKeyedService<OperatorContext>(key)));
        services.TryAddKeyedTransient(name, static (provider, key) => CreateApiClient(provider, (string)key!));
        services.TryAddKeyedTransient(name, static (provider, key) => CreateOpenIdConnectClient(provider, (string)key!));
        if (name == Options.Options.DefaultName)
        {
            services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<NumberVerifyClient>(Options.Options.DefaultName));
            services.TryAddTransient(static provider => CreateApiClient(provider, Options.Options.DefaultName));
            services.TryAddTransient(static provider => CreateOpenIdConnectClient(provider, Options.Options.DefaultName));
        }

        var http = services.AddHttpClient(HttpClientNames.Of(name));

        // A second call must not undo what the user configured after the first. The factory's own loggers write every address and header at Trace; ours write neither.
        return isNew
            ? http.ConfigureHttpClient((provider, client) => client.Timeout = OptionsOf(provider, name).Timeout).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(HandlerRules.CreatePrimaryHandler)
            : http;
    }

    /// <returns>Whether the name was not registered before.</returns>
    private static bool AddName(IServiceCollection services, string name)
    {
        if (services.FirstOrDefault(static service => service.ServiceType == typeof(ClientNames))?.ImplementationInstance is not ClientNames names)
        {
            names = new ClientNames();
            services.AddSingleton(names);
        }

        return names.Add(name);
    }

    private static NumberVerifyClientOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<NumberVerifyClientOptions>>().Get(name);

    private static OperatorContext CreateContext(IServiceProvider provider, string name)
    {
        var clients = provider.GetRequiredService<IHttpClientFactory>();
        var handlers = provider.GetRequiredService<IHttpMessageHandlerFactory>();
        var clientName = HttpClientNames.Of(name);
        return new OperatorContext(
            OptionsOf(provider, name).Copy(),
            () => clients.CreateClient(clientName),
            () => handlers.CreateHandler(clientName),
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            () => provider.GetService<ILoggerFactory>()?.CreateLogger<NumberVerifyClient>() ?? (ILogger)Logging.Abstractions.NullLogger.Instance,
            Surroundings.IsProduction(provider.GetService<IHostEnvironment>()));
    }

    private static NumberVerificationClient CreateApiClient(IServiceProvider provider, string name)
    {
        var context = provider.GetRequiredKeyedService<OperatorContext>(name);
        return new NumberVerificationClient(context.GetHttpClient(), provider.GetService<IAccessTokenProvider>())
        {
            PhoneNumberVerifyUri = context.VerifyUri,
            PhoneNumberShareUri = context.DevicePhoneNumberUri,
        };
    }

    private static OpenIdConnectClient CreateOpenIdConnectClient(IServiceProvider provider, string name)
    {
        var context = provider.GetRequiredKeyedService<OperatorContext>(name);
        var client = context.GetHttpClient();
        var endpoints = context.Directory.Known;
        var root = (context.Options.Issuer ?? endpoints!.TokenEndpoint.GetLeftPart(UriPartial.Authority)).TrimEnd('/') + "/";
        return new OpenIdConnectClient(client)
        {
            GetProviderMetadataUri = new Uri(root + OpenIdConnectClient.GetProviderMetadataPath),
            RequestTokenUri = endpoints?.TokenEndpoint ?? new Uri(root + OpenIdConnectClient.RequestTokenPath),
            GetJsonWebKeySetUri = endpoints?.JwksUri ?? new Uri(root + OpenIdConnectClient.GetJsonWebKeySetPath),
            RequestBackchannelAuthenticationUri = new Uri(root + OpenIdConnectClient.RequestBackchannelAuthenticationPath),
        };
    }
}
