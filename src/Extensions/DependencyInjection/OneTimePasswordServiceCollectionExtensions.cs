using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NumberVerify;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers providers of one-time codes, each as itself and as an <see cref="IOneTimePasswordProvider"/>. All are singletons.</summary>
public static class OneTimePasswordServiceCollectionExtensions
{
    /// <summary>Registers <see cref="VonageVerifyClient"/>.</summary>
    /// <param name="services">The container. Calling twice adds to the options and registers nothing twice.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts, every fault at once.</param>
    /// <returns>The HTTP client all requests go through. A handler that repeats requests would send messages twice.</returns>
    public static IHttpClientBuilder AddVonageVerify(this IServiceCollection services, Action<VonageVerifyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<VonageVerifyOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<VonageVerifyOptions>, VonageVerifyOptionsValidator>(
            static provider => new VonageVerifyOptionsValidator(provider.GetService<IHostEnvironment>(), provider.GetRequiredService<IHttpMessageHandlerFactory>())));
        return services.AddProvider(VonageVerifyOptionsValidator.HttpClientName, static provider =>
        {
            var options = provider.GetRequiredService<IOptions<VonageVerifyOptions>>().Value;
            return new VonageVerifyClient(options, HttpClientsOf(provider, VonageVerifyOptionsValidator.HttpClientName, options.Timeout), ClockOf(provider));
        });
    }

    /// <summary>As <see cref="AddVonageVerify(IServiceCollection, Action{VonageVerifyOptions})"/>, from a section with the options' names; times are in seconds, the workflow is its number.</summary>
    public static IHttpClientBuilder AddVonageVerify(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddVonageVerify(options => new OptionTexts(key => configuration[key], options.ReadFaults)
            .Set(nameof(options.ApiKey), text => options.ApiKey = text)
            .Set(nameof(options.ApiSecret), text => options.ApiSecret = text)
            .Set(nameof(options.SendsCredentialsInForm), text => options.SendsCredentialsInForm = bool.Parse(text))
            .Set(nameof(options.Brand), text => options.Brand = text)
            .Set(nameof(options.SenderId), text => options.SenderId = text)
            .Set(nameof(options.Workflow), text => options.Workflow = (VonageWorkflow)int.Parse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture))
            .Set(nameof(options.PinExpiry), text => options.PinExpiry = OptionTexts.Seconds(text))
            .Set(nameof(options.ApiRoot), text => options.ApiRoot = OptionTexts.Address(text))
            .Set(nameof(options.Timeout), text => options.Timeout = OptionTexts.Seconds(text))
            .Set(nameof(options.AllowLoopbackHttp), text => options.AllowLoopbackHttp = bool.Parse(text)));
    }

    /// <summary>Registers <see cref="AuthyPhoneVerificationClient"/>.</summary>
    /// <param name="services">The container. Calling twice adds to the options and registers nothing twice.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts, every fault at once.</param>
    /// <returns>The HTTP client all requests go through. A handler that repeats requests would send messages twice; one that logs addresses would log numbers and codes.</returns>
    public static IHttpClientBuilder AddAuthyPhoneVerification(this IServiceCollection services, Action<AuthyPhoneVerificationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<AuthyPhoneVerificationOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AuthyPhoneVerificationOptions>, AuthyPhoneVerificationOptionsValidator>(
            static provider => new AuthyPhoneVerificationOptionsValidator(provider.GetService<IHostEnvironment>(), provider.GetRequiredService<IHttpMessageHandlerFactory>())));
        return services.AddProvider(AuthyPhoneVerificationOptionsValidator.HttpClientName, static provider =>
        {
            var options = provider.GetRequiredService<IOptions<AuthyPhoneVerificationOptions>>().Value;
            return new AuthyPhoneVerificationClient(options, HttpClientsOf(provider, AuthyPhoneVerificationOptionsValidator.HttpClientName, options.Timeout), ClockOf(provider));
        });
    }

    /// <summary>As <see cref="AddAuthyPhoneVerification(IServiceCollection, Action{AuthyPhoneVerificationOptions})"/>, from a section with the options' names; the timeout is in seconds.</summary>
    public static IHttpClientBuilder AddAuthyPhoneVerification(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddAuthyPhoneVerification(options => new OptionTexts(key => configuration[key], options.ReadFaults)
            .Set(nameof(options.ApiKey), text => options.ApiKey = text)
            .Set(nameof(options.Locale), text => options.Locale = text)
            .Set(nameof(options.ApiRoot), text => options.ApiRoot = OptionTexts.Address(text))
            .Set(nameof(options.Timeout), text => options.Timeout = OptionTexts.Seconds(text))
            .Set(nameof(options.AllowLoopbackHttp), text => options.AllowLoopbackHttp = bool.Parse(text)));
    }

    /// <summary>Registers <see cref="OneTimePasswordSmsClient"/> over the <see cref="NumberVerifyClient"/> that is registered without a name.</summary>
    /// <param name="services">The container. Calling twice adds to the options and registers nothing twice.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts, every fault at once. Null: the defaults.</param>
    /// <returns>The HTTP client all requests of that client go through.</returns>
    public static IHttpClientBuilder AddOneTimePasswordSms(this IServiceCollection services, Action<OneTimePasswordSmsOptions>? configure = null) =>
        services.AddOneTimePasswordSms(Options.Options.DefaultName, configure ?? (static _ => { }));

    /// <summary>As <see cref="AddOneTimePasswordSms(IServiceCollection, Action{OneTimePasswordSmsOptions})"/>, from a section with the options' names; the lifetime is in seconds.</summary>
    public static IHttpClientBuilder AddOneTimePasswordSms(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddOneTimePasswordSms(options => new OptionTexts(key => configuration[key], options.ReadFaults)
            .Set(nameof(options.Message), text => options.Message = text)
            .Set(nameof(options.ApiPath), text => options.ApiPath = text)
            .Set(nameof(options.Scope), text => options.Scope = text)
            .Set(nameof(options.CodeLifetime), text => options.CodeLifetime = OptionTexts.Seconds(text)));
    }

    /// <summary>As <see cref="AddOneTimePasswordSms(IServiceCollection, Action{OneTimePasswordSmsOptions})"/>, over one of several clients, by its name.</summary>
    public static IHttpClientBuilder AddOneTimePasswordSms(this IServiceCollection services, string clientName, Action<OneTimePasswordSmsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(clientName);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddNumberVerifyFactory();
        services.AddOptions<OneTimePasswordSmsOptions>().Configure(options => options.ClientName = clientName).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OneTimePasswordSmsOptions>, OneTimePasswordSmsOptionsValidator>());
        services.TryAddProvider(static provider =>
        {
            var options = provider.GetRequiredService<IOptions<OneTimePasswordSmsOptions>>().Value;
            return new OneTimePasswordSmsClient(provider.GetRequiredService<INumberVerifyClientFactory>().Get(options.ClientName), options);
        });
        return services.AddHttpClient(HttpClientNames.Of(clientName));
    }

    private static IHttpClientBuilder AddProvider<TClient>(this IServiceCollection services, string httpClientName, Func<IServiceProvider, TClient> create)
        where TClient : class, IOneTimePasswordProvider
    {
        var isNew = services.TryAddProvider(create);
        var http = services.AddHttpClient(httpClientName);

        // A second call must not undo what the user configured after the first. The factory's own loggers write every address and header at Trace; ours write neither.
        return isNew ? http.RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(HandlerRules.CreatePrimaryHandler) : http;
    }

    /// <returns>Whether it was not there before.</returns>
    private static bool TryAddProvider<TClient>(this IServiceCollection services, Func<IServiceProvider, TClient> create)
        where TClient : class, IOneTimePasswordProvider
    {
        services.TryAddSingleton(create);
        var before = services.Count;
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOneTimePasswordProvider, TClient>(static provider => provider.GetRequiredService<TClient>()));
        return services.Count > before;
    }

    private static Func<HttpClient> HttpClientsOf(IServiceProvider provider, string name, TimeSpan timeout)
    {
        var clients = provider.GetRequiredService<IHttpClientFactory>();
        return () =>
        {
            var client = clients.CreateClient(name);
            client.Timeout = timeout;
            return client;
        };
    }

    private static TimeProvider ClockOf(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
