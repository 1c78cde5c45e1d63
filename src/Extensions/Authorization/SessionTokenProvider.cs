using Microsoft.Kiota.Abstractions.Authentication;

namespace NumberVerify;

/// <summary>Hands one session's token to one call: the guard is asked when the token is, and only the operator's host may see it.</summary>
internal sealed class SessionTokenProvider(Session session, AllowedHostsValidator allowedHosts, TimeProvider timeProvider) : IAccessTokenProvider
{
    public AllowedHostsValidator AllowedHostsValidator => allowedHosts;

    public Task<string> GetAuthorizationTokenAsync(Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        session.Claim(timeProvider);
        return Task.FromResult(session.AccessToken);
    }
}
