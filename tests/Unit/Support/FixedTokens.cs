using Microsoft.Kiota.Abstractions.Authentication;

namespace NumberVerify.Unit.Tests.Support;

/// <summary>The same token for every call, for the given hosts only.</summary>
internal sealed class FixedTokens(string token, params string[] hosts) : IAccessTokenProvider
{
    public int Asked { get; private set; }

    public AllowedHostsValidator AllowedHostsValidator { get; } = new(hosts);

    public Task<string> GetAuthorizationTokenAsync(Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default)
    {
        Asked++;
        return Task.FromResult(token);
    }
}
