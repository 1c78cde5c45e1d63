using Microsoft.Kiota.Abstractions.Authentication;

namespace NumberVerify;

/// <summary>A token that a client got for itself, for one call to the operator's own hosts.</summary>
internal sealed class ApplicationToken(string value, DPoPBinding? binding, AllowedHostsValidator hosts, long usableUntil) : IAccessTokenProvider
{
    private readonly Task<string> _value = Task.FromResult(value);

    /// <summary>By the clock's timestamps.</summary>
    public long UsableUntil => usableUntil;

    /// <summary>Over the client's own HTTP client, with a proof beside each call where the token is bound to a key.</summary>
    public HttpClient CreateHttpClient(OperatorContext context) => binding?.CreateHttpClient(value) ?? context.GetHttpClient();

    public AllowedHostsValidator AllowedHostsValidator => hosts;

    public Task<string> GetAuthorizationTokenAsync(Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) => _value;
}
