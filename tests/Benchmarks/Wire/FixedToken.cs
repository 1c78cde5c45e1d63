using Microsoft.Kiota.Abstractions.Authentication;

namespace NumberVerify.Benchmarks;

/// <summary>The least a token can cost: one task, made once.</summary>
internal sealed class FixedToken : IAccessTokenProvider
{
    private readonly Task<string> _token = Task.FromResult(Wire.AccessToken);

    public AllowedHostsValidator AllowedHostsValidator { get; } = new();

    public Task<string> GetAuthorizationTokenAsync(Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) => _token;
}
