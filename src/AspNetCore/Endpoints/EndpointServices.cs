using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NumberVerify.AspNetCore;

/// <summary>What every endpoint works with.</summary>
internal sealed class EndpointServices(
    PhoneVerifier verifier,
    GuardedStore store,
    TransactionCookies cookies,
    RegisteredClients clients,
    RequestLimiter limiter,
    IOptions<NumberVerifyEndpointOptions> options,
    IOptions<PhoneVerifierOptions> verifierOptions,
    ILoggerFactory loggers)
{
    public PhoneVerifier Verifier => verifier;

    public GuardedStore Store => store;

    public TransactionCookies Cookies => cookies;

    public RegisteredClients Clients => clients;

    public RequestLimiter Limiter => limiter;

    public NumberVerifyEndpointOptions Options => options.Value;

    public PhoneVerificationPolicy Policy => verifierOptions.Value.Policy;

    public ILogger Logger { get; } = loggers.CreateLogger("NumberVerify.AspNetCore");
}
