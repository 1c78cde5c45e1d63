namespace NumberVerify;

/// <summary>
/// The token that a client gets for itself (RFC 6749 4.4), kept until shortly before its end. Not that of a number verification, which stands for one person and is good for one call.
/// Thread-safe: however many callers there are, one request is under way.
/// </summary>
internal sealed class ApplicationTokens(string scope)
{
    private const string GrantType = "client_credentials";
    private const int MaxTokenLength = 16 * 1024;
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

        if (token.IsCompleted || !cancellationToken.CanBeCanceled)
        {
            return token;
        }

        // Should every waiter go away, the failure nobody saw must not surface in the finalizer.
        _ = token.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return token.WaitAsync(cancellationToken);
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

    private static void Check(TokenResponse token)
    {
        if (!token.TokenType.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            throw Unexpected("the token's type is not Bearer");
        }

        if (token.AccessToken is not { Length: > 0 and <= MaxTokenLength } text || text.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw Unexpected("the access token is empty, longer than 16 KiB or not printable ASCII");
        }

        if (token.ExpiresIn <= 0)
        {
            throw Unexpected("expires_in is not positive");
        }
    }

    private static UnexpectedResponseException Unexpected(string fault) => new($"The token endpoint answered outside the contract: {fault}. No API was called.");

    private async Task<ApplicationToken> RequestAsync(OperatorContext context)
    {
        // A signer may take its time, and the lock is held.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var endpoints = context.Directory.Known ?? await context.Directory.GetEndpointsAsync(CancellationToken.None).ConfigureAwait(false);
        var assertion = ClientProof.IsSigned(context.Options)
            ? await ClientAssertion.For(context.Options, endpoints.TokenEndpoint).CreateAsync(context.TimeProvider.GetUtcNow(), CancellationToken.None).ConfigureAwait(false)
            : default;

        // The lifetime counts from before the request: what the network took is not ours to use.
        var askedAt = context.TimeProvider.GetTimestamp();
        TokenResponse token;
        try
        {
            token = (await SendAsync(context, endpoints, assertion).ConfigureAwait(false)).Result;
        }
        catch (ApiException failure)
        {
            throw ErrorMap.OfApplicationToken(failure);
        }

        Check(token);
        if (token.Scope is not null && !token.Scope.Split(' ').Contains(scope, StringComparer.Ordinal))
        {
            throw new InsufficientScopeException("The token does not hold the scope that was asked for. No API was called.");
        }

        var lifetime = token.ExpiresIn is { } seconds ? TimeSpan.FromSeconds(seconds) : s_usualLifetime;
        var usable = (lifetime < s_longestLifetime ? lifetime : s_longestLifetime) - s_margin;
        return new ApplicationToken(token.AccessToken, context.ApiHosts, askedAt + (long)(usable.TotalSeconds * context.TimeProvider.TimestampFrequency));
    }

    /// <summary>The form is written before this returns, so that the assertion's array can go back to its pool.</summary>
    private ValueTask<ApiResponse<TokenResponse>> SendAsync(OperatorContext context, OperatorEndpoints endpoints, ArraySegment<byte> assertion)
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
            return context.GetTokenClient(endpoints).RequestTokenAsync(body, authorization: proof.Authorization);
        }
        finally
        {
            proof.Clear();
        }
    }

    private sealed record Entry(OperatorContext Context, Task<ApplicationToken> Token);
}
