using System.Net;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;
using IdentityKey = Microsoft.IdentityModel.Tokens.JsonWebKey;

namespace NumberVerify;

/// <summary>
/// What one operator publishes: its endpoints, read once, and its keys, read again when they are old or a new one is named. Thread-safe.
/// </summary>
/// <remarks>These are the only requests that are ever repeated: GETs without a credential, three times more at the most, by Kiota's retry handler.</remarks>
internal sealed class OperatorDirectory
{
    private const int Retries = 3;
    private const int RetryDelaySeconds = 1;
    private static readonly TimeSpan s_keyLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_shortestRefresh = TimeSpan.FromMinutes(1);

    private readonly (string?, string?, string?, string?) _given;
    private readonly OperatorTelemetry _telemetry;
    private readonly string? _issuer;
    private readonly bool _allowLoopbackHttp;
    private readonly bool _requiresIssuer;
    private readonly Func<HttpMessageHandler> _createHandler;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private TimeSpan _timeout;
    private volatile OperatorEndpoints? _endpoints;
    private volatile KeySet? _keys;

    public OperatorDirectory(NumberVerifyClientOptions options, Func<HttpMessageHandler> createHandler, TimeProvider timeProvider, OperatorTelemetry telemetry)
    {
        // Not the options themselves: their secret may be rotated away, and this stays.
        _given = Given(options);
        _telemetry = telemetry;
        _issuer = options.Issuer;
        _allowLoopbackHttp = options.AllowLoopbackHttp;
        _requiresIssuer = options.Profile.RequiresIssuerInCallback;
        _createHandler = createHandler;
        _timeout = options.Timeout;
        _timeProvider = timeProvider;
        if (OperatorAddresses.Of(options) is { AuthorizationEndpoint: { } authorize, TokenEndpoint: { } token })
        {
            _endpoints = new OperatorEndpoints(options.Issuer, authorize, token, options.JwksUri, _requiresIssuer, options.BackchannelAuthenticationEndpoint);
        }
    }

    /// <summary>The endpoints, where they are known already.</summary>
    public OperatorEndpoints? Known => _endpoints;

    /// <summary>Goes on for other options of the same client, with their timeout, if they mean the same operator; false where they do not.</summary>
    public bool Continues(NumberVerifyClientOptions options, OperatorTelemetry telemetry)
    {
        if (options.Issuer != _issuer || Given(options) != _given || options.AllowLoopbackHttp != _allowLoopbackHttp || options.Profile.RequiresIssuerInCallback != _requiresIssuer
            || telemetry.Operator != _telemetry.Operator)
        {
            return false;
        }

        _timeout = options.Timeout;
        return true;
    }

    /// <summary>The endpoints; reads the metadata where that was not done yet (OIDC Discovery 4).</summary>
    public async ValueTask<OperatorEndpoints> GetEndpointsAsync(CancellationToken cancellationToken)
    {
        if (_endpoints is { } known)
        {
            return known;
        }

        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _endpoints ??= await DiscoverAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The operator's signing keys, no older than an hour; with <paramref name="keyId"/> not among them, read again, at most once a minute.</summary>
    public async ValueTask<IReadOnlyList<IdentityKey>> GetKeysAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (_keys is { } fresh && IsGood(fresh, keyId))
        {
            return fresh.Keys;
        }

        var endpoints = await GetEndpointsAsync(cancellationToken).ConfigureAwait(false);
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_keys is { } read && IsGood(read, keyId))
            {
                return read.Keys;
            }

            using var client = CreateClient();
            var set = await ReadAsync(new OpenIdConnectClient(client) { GetJsonWebKeySetUri = endpoints.JwksUri! }, OperatorTelemetry.Jwks, endpoints.JwksUri!, static (published, token) => published.GetJsonWebKeySetAsync(token), cancellationToken).ConfigureAwait(false);
            _keys = new KeySet([.. set.Keys.OfType<Generated.JsonWebKey>().Select(Convert)], _timeProvider.GetTimestamp());
            return _keys.Keys;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private bool IsGood(KeySet set, string? keyId)
    {
        var age = _timeProvider.GetElapsedTime(set.ReadAt);
        return age < s_keyLifetime && (keyId is null || age < s_shortestRefresh || set.Keys.Any(key => key.Kid == keyId));
    }

    private async Task<OperatorEndpoints> DiscoverAsync(CancellationToken cancellationToken)
    {
        using var client = CreateClient();
        var address = new Uri($"{_issuer!.TrimEnd('/')}/{OpenIdConnectClient.GetProviderMetadataPath}");
        var metadata = await ReadAsync(new OpenIdConnectClient(client) { GetProviderMetadataUri = address }, OperatorTelemetry.Discovery, address, static (published, token) => published.GetProviderMetadataAsync(token), cancellationToken).ConfigureAwait(false);

        // OIDC Discovery 4.3: another server's metadata would send our users, codes and assertions there.
        if (!string.Equals(metadata.Issuer, _issuer, StringComparison.Ordinal))
        {
            throw new UnexpectedResponseException("The operator's metadata names another issuer than the configured one.");
        }

        return new OperatorEndpoints(
            _issuer,
            Endpoint(metadata.AuthorizationEndpoint, "authorization_endpoint"),
            Endpoint(metadata.TokenEndpoint, "token_endpoint"),
            Endpoint(metadata.JwksUri, "jwks_uri"),
            _requiresIssuer || metadata.AuthorizationResponseIssParameterSupported == true,
            metadata.BackchannelAuthenticationEndpoint is { } backchannel ? Endpoint(backchannel, "backchannel_authentication_endpoint") : null)
        {
            DPoP = new DPoPOffer(
                [.. metadata.DpopSigningAlgValuesSupported ?? []],
                metadata.CamaraDpopClaimsRequired?.Contains(DPoPNames.QueryHash) == true,
                metadata.CamaraDpopClaimsRequired?.Contains(DPoPNames.BodyHash) == true),
        };
    }

    private Uri Endpoint(Uri uri, string member) => UriRules.EndpointFault(uri, _allowLoopbackHttp) is { } fault
        ? throw new UnexpectedResponseException($"The operator's metadata is not usable: {member} {fault}")
        : uri;

    private HttpClient CreateClient() => new(
        new LastAnswer(new RetryHandler(new RetryHandlerOption { MaxRetry = Retries, Delay = RetryDelaySeconds }) { InnerHandler = new EmptyFailures(_createHandler()) }),
        disposeHandler: false)
    {
        Timeout = _timeout,
    };

    /// <summary>As text, for the token endpoint is an assertion's audience as it was written.</summary>
    private static (string?, string?, string?, string?) Given(NumberVerifyClientOptions options)
    {
        var addresses = OperatorAddresses.Of(options);
        return (addresses.AuthorizationEndpoint?.OriginalString, addresses.TokenEndpoint?.OriginalString, options.JwksUri?.OriginalString, options.BackchannelAuthenticationEndpoint?.OriginalString);
    }

    private async Task<T> ReadAsync<T>(OpenIdConnectClient client, string operation, Uri address, Func<OpenIdConnectClient, CancellationToken, ValueTask<ApiResponse<T>>> read, CancellationToken cancellationToken)
    {
        using var call = _telemetry.Start(operation, address);
        try
        {
            var published = await Read(read(client, cancellationToken)).ConfigureAwait(false);
            call?.Succeeded(OperatorTelemetry.Success);
            return published;
        }
        catch (Exception exception) when (ObservedCall.Saw(call, exception))
        {
            throw;
        }
    }

    private static async Task<T> Read<T>(ValueTask<ApiResponse<T>> call)
    {
        try
        {
            return (await call.ConfigureAwait(false)).Result;
        }
        catch (ApiException failure)
        {
            throw ErrorMap.OfPublished(failure);
        }
    }

    private static IdentityKey Convert(Generated.JsonWebKey key) => new()
    {
        Kty = key.Kty,
        Kid = key.Kid,
        Alg = key.Alg,
        Use = key.Use,
        Crv = key.Crv,
        X = key.X,
        Y = key.Y,
        N = key.N,
        E = key.E,
    };

    /// <summary>The retry handler reads the body of an answer it retries, without a bound and into its exception: it gets none.</summary>
    private sealed class EmptyFailures(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                response.Content.Dispose();
                response.Content = new ByteArrayContent([]);
            }

            return response;
        }
    }

    /// <summary>The retry handler reports its last attempt by an exception that quotes answers: it is made the answer again, without a word of it.</summary>
    private sealed class LastAnswer(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (AggregateException exhausted)
            {
                var status = exhausted.InnerExceptions.OfType<Microsoft.Kiota.Abstractions.ApiException>().LastOrDefault()?.ResponseStatusCode ?? (int)HttpStatusCode.ServiceUnavailable;
                return new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request };
            }
        }
    }

    private sealed record KeySet(IReadOnlyList<IdentityKey> Keys, long ReadAt);
}
