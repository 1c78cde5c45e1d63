namespace NumberVerify;

/// <summary>
/// The token that a client gets for itself (RFC 6749 4.4), kept until shortly before its end. Not that of a number verification, which stands for one person and is good for one call.
/// Thread-safe: however many callers there are, one request is under way.
/// </summary>
internal sealed class ApplicationTokens(string scope)
{
    private const string GrantType = "client_credentials";
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_usualLifetime = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan s_longestLifetime = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private Entry? _current;

    /// <summary>The token for the client as it is now: other settings get another one.</summary>
    public Task<ApplicationToken> GetAsync(OperatorContext context, CancellationToken cancellationToken)
    {
        Task<ApplicationToken> token;
        lock (_lock)
        {
            if (_current is not { } entry || entry.Context != context || !IsGood(entry))
            {
                _current = entry = new Entry(context, RequestAsync(context));
            }

            token = entry.Token;
        }

        return SharedWork.WaitAsync(token, cancellationToken);
    }

    /// <summary>The API does not accept a token: the next call gets another one, unless somebody has got it meanwhile.</summary>
    public void Drop(ApplicationToken token)
    {
        lock (_lock)
        {
            if (_current is { Token: { IsCompletedSuccessfully: true } current } && current.Result == token)
            {
                _current = null;
            }
        }
    }

    private static bool IsGood(Entry entry) => !entry.Token.IsCompleted || (entry.Token.IsCompletedSuccessfully && entry.Context.TimeProvider.GetTimestamp() < entry.Token.Result.UsableUntil);

    private async Task<ApplicationToken> RequestAsync(OperatorContext context)
    {
        // A signer may take its time, and the lock is held.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var endpoints = context.Directory.Known ?? await context.Directory.GetEndpointsAsync(CancellationToken.None).ConfigureAwait(false);
        var binding = DPoPBinding.Start(context, endpoints);
        TokenResponse token;
        long askedAt;
        while (true)
        {
            var assertion = ClientProof.IsSigned(context.Options)
                ? await ClientAssertion.For(context.Options, endpoints.TokenEndpoint).CreateAsync(context.TimeProvider.GetUtcNow(), CancellationToken.None).ConfigureAwait(false)
                : default;

            // The lifetime counts from before the request: what the network took is not ours to use.
            askedAt = context.TimeProvider.GetTimestamp();
            try
            {
                token = (await SendAsync(context, endpoints, binding, assertion).ConfigureAwait(false)).Result;
                break;
            }
            catch (ApiException failure) when (binding?.Answers(failure) == true)
            {
            }
            catch (ApiException failure)
            {
                throw ErrorMap.OfApplicationToken(failure);
            }
        }

        var isBound = context.Tokens.Check(token, binding, hasSpentGrant: false);
        if (token.Scope is not null && !token.Scope.Split(' ').Contains(scope, StringComparer.Ordinal))
        {
            throw new InsufficientScopeException("The token does not hold the scope that was asked for. No API was called.");
        }

        var lifetime = token.ExpiresIn is { } seconds ? TimeSpan.FromSeconds(seconds) : s_usualLifetime;
        var usable = (lifetime < s_longestLifetime ? lifetime : s_longestLifetime) - s_margin;
        return new ApplicationToken(token.AccessToken, isBound ? binding : null, context.ApiHosts, askedAt + (long)(usable.TotalSeconds * context.TimeProvider.TimestampFrequency));
    }

    /// <summary>The form is written before this returns, so that the assertion's array can go back to its pool.</summary>
    private ValueTask<ApiResponse<TokenResponse>> SendAsync(OperatorContext context, OperatorEndpoints endpoints, DPoPBinding? binding, ArraySegment<byte> assertion)
    {
        var proof = new ClientProof(context, assertion);
        try
        {
            var body = new TokenRequest
            {
                GrantType = GrantType,
                Scope = scope,
                ClientId = proof.ClientId,
                ClientSecret = proof.ClientSecret,
                ClientAssertionType = proof.AssertionType,
                ClientAssertion = proof.Assertion,
            };
            return context.GetTokenClient(endpoints, binding).RequestTokenAsync(body, authorization: proof.Authorization);
        }
        finally
        {
            proof.Clear();
        }
    }

    private sealed record Entry(OperatorContext Context, Task<ApplicationToken> Token);
}
