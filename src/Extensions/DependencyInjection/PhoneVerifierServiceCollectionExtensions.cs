using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NumberVerify;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers verification by the network and by codes.</summary>
public static class PhoneVerifierServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="PhoneVerifier"/> as a singleton, over the clients of <c>AddNumberVerify</c> and every registered <see cref="IOneTimePasswordProvider"/>, either of which may be
    /// missing. A registered <see cref="IAttemptStore"/> and <see cref="IVerificationAudit"/> are used.
    /// </summary>
    /// <param name="services">The container. Calling twice adds to the options and registers nothing twice.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts, every fault at once.</param>
    public static IServiceCollection AddPhoneVerifier(this IServiceCollection services, Action<PhoneVerifierOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<PhoneVerifierOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PhoneVerifierOptions>, PhoneVerifierOptionsValidator>(
            static provider => new PhoneVerifierOptionsValidator(provider.GetServices<IOneTimePasswordProvider>(), provider.GetService<ClientNames>())));
        services.TryAddSingleton(static provider => new PhoneVerifier(Create(provider)));
        return services;
    }

    private static VerificationSettings Create(IServiceProvider provider)
    {
        var timeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System;
        return new VerificationSettings(
            provider.GetRequiredService<IOptions<PhoneVerifierOptions>>().Value,
            [.. provider.GetService<ClientNames>() ?? []],
            name => (provider.GetService<INumberVerifyClientFactory>() ?? throw new InvalidOperationException("No client is registered: call AddNumberVerify.")).Get(name),
            [.. provider.GetServices<IOneTimePasswordProvider>()],
            timeProvider,
            new ChainTelemetry(timeProvider, () => provider.GetService<ILoggerFactory>()?.CreateLogger<PhoneVerifier>() ?? (ILogger)NullLogger.Instance),
            provider.GetService<IAttemptStore>(),
            provider.GetService<IVerificationAudit>());
    }
}
