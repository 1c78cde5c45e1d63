namespace NumberVerify;

/// <summary>Holds what the token endpoint says against what was asked for, whatever the grant was. The grant is spent by now: whatever is wrong here says so.</summary>
internal sealed class TokenResponseReader(OperatorContext context)
{
    private const int MaxTokenLength = 16 * 1024;
    private static readonly TimeSpan s_longestLifetime = TimeSpan.FromSeconds(300);

    /// <summary>The session, without a look at the id_token.</summary>
    /// <param name="token">The answer.</param>
    /// <param name="guard">Made before the request was sent.</param>
    /// <param name="plan">What was asked for.</param>
    /// <param name="binding">The key that was proved to be held; null where none was.</param>
    public Session Read(TokenResponse token, SessionGuard guard, AuthorizationPlan plan, DPoPBinding? binding = null)
    {
        var isBound = Check(token, binding);
        guard.Lifetime = LifetimeOf(token);
        return new Session(token.AccessToken, ScopesOf(token, plan), guard)
        {
            Binding = isBound ? binding : null,
            OperatorName = context.Options.Profile.OperatorNameClaim is { } claim ? OperatorNameReader.Read(token.AccessToken, claim) : null,
        };
    }

    /// <summary>A failure must say that the grant is spent, or it would be redeemed again.</summary>
    /// <param name="token">The answer.</param>
    /// <param name="endpoints">The operator's.</param>
    /// <param name="nonce">That of the request; null where the request could have none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task CheckIdTokenAsync(TokenResponse token, OperatorEndpoints endpoints, string? nonce, CancellationToken cancellationToken)
    {
        try
        {
            await context.IdTokens.ValidateAsync(token.IdToken, endpoints.Issuer, nonce, cancellationToken).ConfigureAwait(false);
        }
        catch (NumberVerifyException failure) when (!failure.RequestMayHaveBeenProcessed)
        {
            throw new IdTokenRejectedException($"The id_token could not be checked. {failure.Message}", failure) { RequestMayHaveBeenProcessed = true };
        }
        catch (Exception exception) when (exception is not NumberVerifyException)
        {
            throw new IdTokenRejectedException($"The id_token could not be checked ({exception.GetType().Name}).") { RequestMayHaveBeenProcessed = true };
        }
    }

    /// <summary>Whether the token can be used at all, and how.</summary>
    /// <param name="token">The answer.</param>
    /// <param name="binding">The key that was proved to be held; null where none was.</param>
    /// <param name="hasSpentGrant">Whether there was a grant that is good for one request.</param>
    /// <returns>Whether the token is bound to the key.</returns>
    public bool Check(TokenResponse token, DPoPBinding? binding, bool hasSpentGrant = true)
    {
        var isBound = binding is not null && token.TokenType.Equals(DPoPNames.Scheme, StringComparison.OrdinalIgnoreCase);
        if (!isBound && !token.TokenType.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            throw Unexpected("the token's type is not the one that was asked for", hasSpentGrant);
        }

        if (!isBound && context.Options.Profile.DPoP == DPoPUse.Required)
        {
            throw Unexpected("the token is not bound to the client's key", hasSpentGrant);
        }

        if (token.AccessToken is not { Length: > 0 and <= MaxTokenLength } text || text.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw Unexpected("the access token is empty, longer than 16 KiB or not printable ASCII", hasSpentGrant);
        }

        return token.ExpiresIn <= 0 ? throw Unexpected("expires_in is not positive", hasSpentGrant) : isBound;
    }

    private static TimeSpan LifetimeOf(TokenResponse token) => token.ExpiresIn switch
    {
        null => s_longestLifetime,
        { } seconds => seconds < s_longestLifetime.TotalSeconds ? TimeSpan.FromSeconds(seconds) : s_longestLifetime,
    };

    private IReadOnlyList<string> ScopesOf(TokenResponse token, AuthorizationPlan plan)
    {
        if (token.Scope is null || token.Scope == plan.Scope)
        {
            return plan.Scopes;
        }

        var granted = token.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return !context.Options.Profile.RequiresGrantedApiScope || plan.IsGranted(granted)
            ? granted
            : throw new InsufficientScopeException("The token does not hold the scope that was asked for. No API was called.") { RequestMayHaveBeenProcessed = true };
    }

    private static UnexpectedResponseException Unexpected(string fault, bool hasSpentGrant) =>
        new($"The token endpoint answered outside the contract: {fault}.") { RequestMayHaveBeenProcessed = hasSpentGrant };
}
