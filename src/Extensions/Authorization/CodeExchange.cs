using System.Buffers;
using System.Text;

namespace NumberVerify;

/// <summary>Redeems a code for a session: one token request (RFC 6749 4.1.3), every answer checked before it is believed.</summary>
internal sealed class CodeExchange(OperatorContext context)
{
    private const string GrantType = "authorization_code";
    private const int MaxTokenLength = 16 * 1024;
    private static readonly TimeSpan s_longestLifetime = TimeSpan.FromSeconds(300);

    private ClientAssertion? _assertion;

    public async Task<Session> RedeemAsync(string code, AuthorizationRequest? request, CancellationToken cancellationToken)
    {
        var endpoints = context.Directory.Known ?? await context.Directory.GetEndpointsAsync(cancellationToken).ConfigureAwait(false);
        var assertion = context.Options.Profile.ClientAuthentication is ClientAuthenticationMethod.PrivateKeyJwt or ClientAuthenticationMethod.ApplicationJwt
            ? await AssertionFor(endpoints).CreateAsync(context.TimeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false)
            : default;

        // The lifetime counts from before the request: what the network took is not ours to use.
        var guard = new SessionGuard(context.TimeProvider);
        TokenResponse token;
        try
        {
            token = (await SendAsync(endpoints, CreateBody(code, request, assertion), assertion, cancellationToken).ConfigureAwait(false)).Result;
        }
        catch (ApiException failure)
        {
            throw ErrorMap.OfTokenEndpoint(failure);
        }

        CheckToken(token);
        guard.Lifetime = LifetimeOf(token);
        var session = new Session(token.AccessToken, ScopesOf(token, request?.Operation ?? NumberVerifyOperation.VerifyNumber), guard)
        {
            OperatorName = context.Options.Profile.OperatorNameClaim is { } claim ? OperatorNameReader.Read(token.AccessToken, claim) : null,
        };
        if (context.Options.Profile.IdTokenIsChecked && request is not null)
        {
            await CheckIdTokenAsync(token, endpoints, request, cancellationToken).ConfigureAwait(false);
        }

        return session;
    }

    /// <summary>The code is spent by now: whatever goes wrong here must say so, or it would be redeemed again.</summary>
    private async Task CheckIdTokenAsync(TokenResponse token, OperatorEndpoints endpoints, AuthorizationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await context.IdTokens.ValidateAsync(token.IdToken, endpoints.Issuer, request.Nonce, cancellationToken).ConfigureAwait(false);
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

    /// <summary>The form is written before this returns, so that the assertion's array can go back to its pool.</summary>
    private ValueTask<ApiResponse<TokenResponse>> SendAsync(OperatorEndpoints endpoints, TokenRequest body, ArraySegment<byte> assertion, CancellationToken cancellationToken)
    {
        try
        {
            return context.GetTokenClient(endpoints).RequestTokenAsync(body, authorization: AuthorizationOf(assertion), cancellationToken: cancellationToken);
        }
        finally
        {
            if (assertion.Array is { } pooled)
            {
                ArrayPool<byte>.Shared.Return(pooled, clearArray: true);
            }
        }
    }

    /// <summary>What proves the client in the header; null where the form does.</summary>
    private string? AuthorizationOf(ArraySegment<byte> assertion) =>
        context.Options.Profile.ClientAuthentication == ClientAuthenticationMethod.ApplicationJwt ? "Bearer " + Encoding.ASCII.GetString(assertion) : context.BasicAuthorization;

    private TokenRequest CreateBody(string code, AuthorizationRequest? request, ArraySegment<byte> assertion)
    {
        var options = context.Options;
        var method = options.Profile.ClientAuthentication;
        return new TokenRequest
        {
            GrantType = GrantType,
            Code = code,
            RedirectUri = options.Profile.SendsRedirectUriWithCode ? options.RedirectUri?.OriginalString : null,
            CodeVerifier = options.Profile.UsesPkce ? request?.CodeVerifier : null,
            ClientId = method is ClientAuthenticationMethod.PrivateKeyJwt or ClientAuthenticationMethod.ClientSecretPost ? options.ClientId : null,
            ClientSecret = method == ClientAuthenticationMethod.ClientSecretPost ? options.ClientSecret : null,
            ClientAssertionType = method == ClientAuthenticationMethod.PrivateKeyJwt ? ClientAssertion.Type : null,
            // Without its type, null would become an empty array and be sent.
            ClientAssertion = method == ClientAuthenticationMethod.PrivateKeyJwt ? assertion.AsMemory() : (ReadOnlyMemory<byte>?)null,
        };
    }

    private ClientAssertion AssertionFor(OperatorEndpoints endpoints) => _assertion ??= context.Options.Profile.ClientAuthentication == ClientAuthenticationMethod.ApplicationJwt
        ? ClientAssertion.OfApplication(context.Options.Signer!, context.Options.ClientId)
        : new ClientAssertion(context.Options.Signer!, context.Options.ClientId, endpoints.TokenEndpoint);

    /// <summary>RFC 6749 2.3.1: identifier and secret are form-encoded before they are joined, or a colon in one of them would move the border.</summary>
    public static string BasicAuthorization(string clientId, string clientSecret) =>
        "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{FormEncode(clientId)}:{FormEncode(clientSecret)}"));

    private static string FormEncode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private static void CheckToken(TokenResponse token)
    {
        if (!token.TokenType.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            throw Unexpected("the token's type is not Bearer");
        }

        if (token.AccessToken is not { Length: > 0 and <= MaxTokenLength } text || text.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw Unexpected("the access token is empty, longer than 16 KiB or not printable ASCII");
        }
    }

    private static TimeSpan LifetimeOf(TokenResponse token) => token.ExpiresIn switch
    {
        null => s_longestLifetime,
        <= 0 => throw Unexpected("expires_in is not positive"),
        { } seconds => seconds < s_longestLifetime.TotalSeconds ? TimeSpan.FromSeconds(seconds) : s_longestLifetime,
    };

    private IReadOnlyList<string> ScopesOf(TokenResponse token, NumberVerifyOperation operation)
    {
        var plan = context.PlanOf(operation);
        if (token.Scope is null || token.Scope == plan.Scope)
        {
            return plan.Scopes;
        }

        var granted = token.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return !context.Options.Profile.RequiresGrantedApiScope || plan.IsGranted(granted)
            ? granted
            : throw new InsufficientScopeException("The token does not hold the scope that was asked for. No API was called.") { RequestMayHaveBeenProcessed = true };
    }

    private static UnexpectedResponseException Unexpected(string fault) =>
        new($"The token endpoint answered outside the contract: {fault}.") { RequestMayHaveBeenProcessed = true };
}
