using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
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
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<IOptionsChangeTokenSource<NumberVerifyClientOptions>>(new ConfigurationChangeTokenSource<NumberVerifyClientOptions>(name, configuration));
        return services.AddNumberVerify(name, options => OptionsReader.Read(options, key => configuration[key]));
    }

    /// <summary>One of several operators or tenants: its clients are registered with <paramref name="name"/> as their service key.</summary>
    public static IHttpClientBuilder AddNumberVerify(this IServiceCollection services, string name, Action<NumberVerifyClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddNumberVerifyFactory();
        services.AddOptions<NumberVerifyClientOptions>(name).Configure(configure).ValidateOnStart();
        var isNew = NamesOf(services).Add(name);

        services.TryAddKeyedSingleton(name, static (provider, key) => provider.GetRequiredService<NumberVerifyClientFactory>().Get((string)key!));
        services.TryAddKeyedTransient(name, static (provider, key) => CreateApiClient(provider, (string)key!));
        services.TryAddKeyedTransient(name, static (provider, key) => CreateOpenIdConnectClient(provider, (string)key!));
        if (name == Options.Options.DefaultName)
        {
            services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<NumberVerifyClient>(Options.Options.DefaultName));
            services.TryAddTransient(static provider => CreateApiClient(provider, Options.Options.DefaultName));
            services.TryAddTransient(static provider => CreateOpenIdConnectClient(provider, Options.Options.DefaultName));
        }

        var http = services.AddHttpClient(HttpClientNames.Of(name));

        // A second call must not undo what the user configured after the first.
        return isNew ? WithDefaults(http) : http;
    }

    /// <summary>
    /// Registers <see cref="INumberVerifyClientFactory"/> alone, for clients whose names and options come at run time: from a service that configures
    /// <see cref="NumberVerifyClientOptions"/> by name (<see cref="IConfigureNamedOptions{TOptions}"/>). A change of theirs is told by removing the name from
    /// <see cref="IOptionsMonitorCache{TOptions}"/>, or by an <see cref="IOptionsChangeTokenSource{TOptions}"/> of that name.
    /// </summary>
    /// <param name="services">The container. Calling twice registers nothing twice.</param>
    /// <returns>What the HTTP client of each name that is not registered is configured like; each has one of its own.</returns>
    public static IHttpClientBuilder AddNumberVerifyFactory(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NumberVerifyClientOptions>, NumberVerifyClientOptionsValidator>(
            static provider => new NumberVerifyClientOptionsValidator(provider.GetService<IHostEnvironment>())));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NumberVerifyClientOptions>, PrimaryHandlerValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DiscoveryAtStart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HttpClientFactoryOptions>, UnregisteredHttpClients>());
        services.TryAddSingleton<NumberVerifyClientFactory>();
        services.TryAddSingleton<INumberVerifyClientFactory>(static provider => provider.GetRequiredService<NumberVerifyClientFactory>());
        var isNew = services.All(static service => service.ServiceType != typeof(ClientNames));
        NamesOf(services);
        var http = services.AddHttpClient(HttpClientNames.Unregistered);
        return isNew ? WithDefaults(http) : http;
    }

    /// <summary>The factory's own loggers write every address and header at Trace; ours write neither.</summary>
    private static IHttpClientBuilder WithDefaults(IHttpClientBuilder http) => http.RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(HandlerRules.CreatePrimaryHandler);

    /// <summary>The names that are registered.</summary>
    private static ClientNames NamesOf(IServiceCollection services)
    {
        if (services.FirstOrDefault(static service => service.ServiceType == typeof(ClientNames))?.ImplementationInstance is not ClientNames names)
        {
            names = new ClientNames();
            services.AddSingleton(names);
        }

        return names;
    }

    private static NumberVerificationClient CreateApiClient(IServiceProvider provider, string name)
    {
        var context = provider.GetRequiredService<NumberVerifyClientFactory>().ContextOf(name);
        return new NumberVerificationClient(context.GetHttpClient(), provider.GetService<IAccessTokenProvider>())
        {
            PhoneNumberVerifyUri = context.VerifyUri,
            PhoneNumberShareUri = context.DevicePhoneNumberUri,
        };
    }

    private static OpenIdConnectClient CreateOpenIdConnectClient(IServiceProvider provider, string name)
    {
        var context = provider.GetRequiredService<NumberVerifyClientFactory>().ContextOf(name);
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
