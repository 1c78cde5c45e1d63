using System.Buffers;
using System.Text;

namespace NumberVerify;

/// <summary>Redeems an operator token by an assertion of the client's own (RFC 7523 2.1): one token request, in which the assertion's signature is the client's proof.</summary>
internal sealed class JwtBearerExchange(OperatorContext context)
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public async Task<Session> RedeemAsync(string operatorToken, NumberVerifyOperation operation)
    {
        var endpoints = await context.Directory.GetEndpointsAsync(CancellationToken.None).ConfigureAwait(false);
        var options = context.Options;
        var plan = context.PlanOf(operation).WithoutOpenId();
        var assertions = ClientAssertion.OfOperatorToken(options.Signer!, options.ClientId, endpoints.TokenEndpoint, operatorToken, plan.Scope);
        var binding = DPoPBinding.Start(context, endpoints);
        while (true)
        {
            var assertion = await assertions.CreateAsync(context.TimeProvider.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
            var body = new TokenRequest { GrantType = GrantType, Assertion = Encoding.ASCII.GetString(assertion) };
            ArrayPool<byte>.Shared.Return(assertion.Array!, clearArray: true);
            var guard = new SessionGuard(context.TimeProvider);
            try
            {
                return context.Tokens.Read((await context.GetTokenClient(endpoints, binding).RequestTokenAsync(body).ConfigureAwait(false)).Result, guard, plan, binding);
            }
            catch (ApiException failure) when (binding?.Answers(failure) == true)
            {
            }
            catch (ApiException failure)
            {
                throw ErrorMap.OfOperatorToken(failure);
            }
        }
    }
}
