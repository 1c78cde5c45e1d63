using System.Text;

namespace NumberVerify;

/// <summary>Redeems a code for a session: one token request (RFC 6749 4.1.3), every answer checked before it is believed.</summary>
internal sealed class CodeExchange(OperatorContext context)
{
    private const string GrantType = "authorization_code";

    private ClientAssertion? _assertion;

    public async Task<Session> RedeemAsync(string code, AuthorizationRequest? request, CancellationToken cancellationToken)
    {
        var endpoints = context.Directory.Known ?? await context.Directory.GetEndpointsAsync(cancellationToken).ConfigureAwait(false);
        var binding = DPoPBinding.Start(context, endpoints);
        SessionGuard guard;
        TokenResponse token;
        while (true)
        {
            var assertion = ClientProof.IsSigned(context.Options)
                ? await AssertionFor(endpoints).CreateAsync(context.TimeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false)
                : default;

            // The lifetime counts from before the request: what the network took is not ours to use.
            guard = new SessionGuard(context.TimeProvider);
            try
            {
                token = (await SendAsync(endpoints, binding, code, request, assertion, cancellationToken).ConfigureAwait(false)).Result;
                break;
            }
            catch (ApiException failure) when (binding?.Answers(failure) == true)
            {
            }
            catch (ApiException failure)
            {
                throw ErrorMap.OfTokenEndpoint(failure);
            }
        }

        var session = context.Tokens.Read(token, guard, context.PlanOf(request?.Operation ?? NumberVerifyOperation.VerifyNumber), binding);
        if (context.Options.Profile.IdTokenIsChecked && request is not null)
        {
            await context.Tokens.CheckIdTokenAsync(token, endpoints, request.Nonce, cancellationToken).ConfigureAwait(false);
        }

        return session;
    }

    /// <summary>The form is written before this returns, so that the assertion's array can go back to its pool.</summary>
    private ValueTask<ApiResponse<TokenResponse>> SendAsync(OperatorEndpoints endpoints, DPoPBinding? binding, string code, AuthorizationRequest? request, ArraySegment<byte> assertion, CancellationToken cancellationToken)
    {
        var proof = new ClientProof(context, assertion);
        try
        {
            return context.GetTokenClient(endpoints, binding).RequestTokenAsync(CreateBody(code, request, proof), authorization: proof.Authorization, cancellationToken: cancellationToken);
        }
        finally
        {
            proof.Clear();
        }
    }

    private TokenRequest CreateBody(string code, AuthorizationRequest? request, in ClientProof proof)
    {
        var options = context.Options;
        return new TokenRequest
        {
            GrantType = GrantType,
            Code = code,
            RedirectUri = options.Profile.SendsRedirectUriWithCode ? options.RedirectUri?.OriginalString : null,
            CodeVerifier = options.Profile.UsesPkce ? request?.CodeVerifier : null,
            ClientId = proof.ClientId,
            ClientSecret = proof.ClientSecret,
            ClientAssertionType = proof.AssertionType,
            ClientAssertion = proof.Assertion,
        };
    }

    private ClientAssertion AssertionFor(OperatorEndpoints endpoints) => _assertion ??= ClientAssertion.For(context.Options, endpoints.TokenEndpoint);

    /// <summary>RFC 6749 2.3.1: identifier and secret are form-encoded before they are joined, or a colon in one of them would move the border.</summary>
    public static string BasicAuthorization(string clientId, string clientSecret) =>
        "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{FormEncode(clientId)}:{FormEncode(clientSecret)}"));

    private static string FormEncode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
