using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace NumberVerify.AspNetCore;

/// <summary>What a verifier behind the endpoints has, unless the application gave it something else: data protection for its handles, the transaction store for its counters.</summary>
internal sealed class EndpointVerifierOptions(IDataProtectionProvider protection, GuardedStore store, TimeProvider timeProvider) : IPostConfigureOptions<PhoneVerifierOptions>
{
    public void PostConfigure(string? name, PhoneVerifierOptions options)
    {
        options.Keys ??= new ProtectionKeys(new DataProtectionKeyRing(protection, timeProvider));
        options.AttemptStore ??= store;
    }
}
