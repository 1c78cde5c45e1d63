using System.Security.Cryptography;
using NumberVerify.Tool.Operators;

namespace NumberVerify.Tool.Doctor;

/// <summary>
/// Redeems a code that nobody was given: an operator that knows the client answers invalid_grant, one that does not invalid_client (RFC 6749 5.2). Nothing personal is sent, and nothing is
/// issued.
/// </summary>
internal static class ClientAuthenticationCheck
{
    public static async Task<CheckResult> RunAsync(OperatorServices services, CancellationToken cancellationToken)
    {
        var options = services.Options;
        try
        {
            var request = AuthorizationRequest.Create();
            var issuer = options.Issuer is null ? "" : $"&iss={Uri.EscapeDataString(options.Issuer)}";
            var madeUp = AuthorizationResponse.Parse($"code={RandomNumberGenerator.GetHexString(32, lowercase: true)}&state={Uri.EscapeDataString(request.State)}{issuer}");
            _ = await services.Client.ForUser(request, madeUp).GetSessionAsync(cancellationToken).ConfigureAwait(false);
            return new CheckResult(CheckNames.ClientAuthentication, CheckStatus.Failed, "The token endpoint took a code that was made up.", "This is no operator to trust: tell whoever runs it.");
        }
        catch (CodeRejectedException)
        {
            return new CheckResult(CheckNames.ClientAuthentication, CheckStatus.Ok, "The token endpoint knows the client, and refuses a made-up code.");
        }
        catch (ClientRejectedException exception) when (exception.Code == "unauthorized_client")
        {
            return Failed(exception, "Have the client registered for the grant authorization_code.");
        }
        catch (ClientRejectedException exception)
        {
            return Failed(exception, "See that client id, method and secret or key are those of the registration, that the operator has the public key under the kid, and that the clock is right.");
        }
        catch (NumberVerifyException exception)
        {
            return Failed(exception, "See that the token endpoint is reachable from here, and ask the operator what it holds against the request.");
        }
    }

    private static CheckResult Failed(NumberVerifyException exception, string remedy) => new(CheckNames.ClientAuthentication, CheckStatus.Failed, OperatorFailure.Describe(exception), remedy);
}
