using System.Net;

namespace NumberVerify;

/// <summary>Redeems an operator token over the backchannel: OpenID Connect CIBA in poll mode, the token being the only hint.</summary>
internal sealed class BackchannelExchange(OperatorContext context)
{
    private const string GrantType = "urn:openid:params:grant-type:ciba";

    private ClientAssertion? _atBackchannel;
    private ClientAssertion? _atToken;
    private DPoPBinding? _binding;

    /// <summary>The operator token is spent by this, unless nothing was sent.</summary>
    public async Task<BackchannelTicket> StartAsync(string operatorToken, NumberVerifyOperation operation)
    {
        var endpoints = await context.Directory.GetEndpointsAsync(CancellationToken.None).ConfigureAwait(false);
        var address = endpoints.BackchannelAuthenticationEndpoint
            ?? throw new UnexpectedResponseException("The operator's metadata names no backchannel_authentication_endpoint. The operator token was not sent.");

        // Whoever cannot bind a token should hear so while the operator token is still good.
        _binding = DPoPBinding.Start(context, endpoints);
        var plan = context.PlanOf(operation);
        var request = context.Options.Profile.SignsAuthorizationRequests ? await SignedRequest.OfBackchannelAsync(context, endpoints, address, operatorToken, plan).ConfigureAwait(false) : null;
        var assertion = ClientProof.IsSigned(context.Options)
            ? await (_atBackchannel ??= ClientAssertion.For(context.Options, address)).CreateAsync(context.TimeProvider.GetUtcNow(), CancellationToken.None).ConfigureAwait(false)
            : default;
        var startedAt = context.TimeProvider.GetTimestamp();
        try
        {
            var response = await SendAsync(address, operatorToken, plan, request, new ClientProof(context, assertion)).ConfigureAwait(false);
            return new BackchannelTicket(response.Result, context.TimeProvider, startedAt);
        }
        catch (ApiException failure)
        {
            throw ErrorMap.OfOperatorToken(failure);
        }
    }

    /// <summary>Waits and asks until there is a token, a final error, or no time left.</summary>
    /// <param name="ticket">Good for another call where this one ended without an answer of the operator's.</param>
    /// <param name="operation">What the authorization is for.</param>
    /// <param name="cancellationToken">Ends the waiting between two polls, never a poll: its answer may be the token.</param>
    public async Task<Session> PollAsync(BackchannelTicket ticket, NumberVerifyOperation operation, CancellationToken cancellationToken)
    {
        var endpoints = await context.Directory.GetEndpointsAsync(CancellationToken.None).ConfigureAwait(false);
        var binding = _binding ??= DPoPBinding.Start(context, endpoints);
        var isRepeated = false;
        while (isRepeated || !ticket.EndsBeforeNextPoll)
        {
            if (!isRepeated)
            {
                await Task.Delay(ticket.Interval, context.TimeProvider, cancellationToken).ConfigureAwait(false);
                binding?.Begin();
            }

            isRepeated = false;
            var assertion = ClientProof.IsSigned(context.Options)
                ? await (_atToken ??= ClientAssertion.For(context.Options, endpoints.TokenEndpoint)).CreateAsync(context.TimeProvider.GetUtcNow(), CancellationToken.None).ConfigureAwait(false)
                : default;
            var guard = new SessionGuard(context.TimeProvider);
            TokenResponse token;
            try
            {
                token = (await SendAsync(endpoints, binding, ticket, new ClientProof(context, assertion)).ConfigureAwait(false)).Result;
            }
            catch (ApiException failure) when (binding?.Answers(failure) == true)
            {
                isRepeated = true;
                continue;
            }
            catch (ApiException failure) when (failure is { StatusCode: HttpStatusCode.BadRequest, Code: ErrorCodes.AuthorizationPending })
            {
                continue;
            }
            catch (ApiException failure) when (failure is { StatusCode: HttpStatusCode.BadRequest, Code: ErrorCodes.SlowDown })
            {
                ticket.SlowDown();
                continue;
            }
            catch (ApiException failure)
            {
                throw ErrorMap.OfOperatorToken(failure);
            }

            var session = context.Tokens.Read(token, guard, context.PlanOf(operation), binding);
            if (context.Options.Profile.IdTokenIsChecked)
            {
                await context.Tokens.CheckIdTokenAsync(token, endpoints, nonce: null, CancellationToken.None).ConfigureAwait(false);
            }

            return session;
        }

        throw new AuthorizationExpiredException("The operator came to no decision in the time it gave. Start again with a new operator token.") { RequestMayHaveBeenProcessed = true };
    }

    private ValueTask<ApiResponse<BackchannelAuthenticationResponse>> SendAsync(Uri address, string operatorToken, AuthorizationPlan plan, string? request, ClientProof proof)
    {
        try
        {
            var body = new BackchannelAuthenticationRequest
            {
                Scope = request is null ? plan.Scope : null,
                LoginHint = request is null ? ProtocolNames.Values.OperatorTokenPrefix + operatorToken : null,
                Purpose = request is null ? plan.Purpose : null,
                Request = request,
                ClientId = proof.ClientId,
                ClientSecret = proof.ClientSecret,
                ClientAssertionType = proof.AssertionType,
                ClientAssertion = proof.Assertion,
            };
            return new OpenIdConnectClient(context.GetHttpClient()) { RequestBackchannelAuthenticationUri = address }.RequestBackchannelAuthenticationAsync(body, proof.Authorization);
        }
        finally
        {
            proof.Clear();
        }
    }

    private ValueTask<ApiResponse<TokenResponse>> SendAsync(OperatorEndpoints endpoints, DPoPBinding? binding, BackchannelTicket ticket, ClientProof proof)
    {
        try
        {
            var body = new TokenRequest
            {
                GrantType = GrantType,
                AuthReqId = ticket.Id,
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
}
