using System.Text;
using Microsoft.AspNetCore.Http;
using Answer = NumberVerify.Simulator.Wire.AuthorizationResponse;
using Names = NumberVerify.Simulator.Wire.AuthorizationRequest;

namespace NumberVerify.Simulator;

/// <summary>RFC 6749 section 4.1.1: the only endpoint the user's device calls.</summary>
internal sealed class AuthorizationEndpoint(
    OperatorSimulatorOptions options, string issuer, ClientRegistry clients, MobileNetwork network, RequestObjectReader requestObjects, ExpiringStore<AuthorizationCode> codes)
{
    internal async Task HandleAsync(HttpContext context)
    {
        if (await ReadAsync(context.Request).ConfigureAwait(false) is not { } parameters
            || clients.Find(parameters[Names.ClientId]) is not { } client
            || parameters[Names.RedirectUri] is not { } redirectUri
            || !client.RedirectUris.Contains(redirectUri))
        {
            await ErrorPage.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        // Until a request object has been read there is no better state to answer with than the one beside it.
        var state = parameters[Names.State];
        try
        {
            if (parameters.AnyRepeated)
            {
                throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "A parameter was given more than once.");
            }

            parameters = await requestObjects.ReadAsync(client, parameters).ConfigureAwait(false);
            state = parameters[Names.State];
            client.Require(Wire.GrantTypes.AuthorizationCode);
            var code = Authorize(context.Request, client, redirectUri, AuthorizationRequest.Parse(parameters));
            Redirect(context.Response, redirectUri, state, (Answer.Code, code));
        }
        catch (OAuthException refusal)
        {
            Redirect(context.Response, redirectUri, state, (Answer.Error, refusal.Error), (Answer.ErrorDescription, refusal.Description));
        }
    }

    /// <summary>The query of a GET, or the form a POST has as its body (OpenID Connect Core section 3.1.2.1); null when it cannot be read.</summary>
    private static async ValueTask<Parameters?> ReadAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return Parameters.TryParse(request.QueryString.Value.AsSpan().TrimStart('?'), out var query) ? query : null;
        }

        return !request.QueryString.HasValue
            && RequestBody.IsOfType(request, Wire.MediaTypes.Form)
            && await RequestBody.ReadAsync(request).ConfigureAwait(false) is { } body
            && Parameters.TryParse(Encoding.UTF8.GetString(body), out var form) ? form : null;
    }

    private string Authorize(HttpRequest httpRequest, RegisteredClient client, string redirectUri, AuthorizationRequest request)
    {
        var device = network.Find(httpRequest);
        if (device?.TakeScriptedError() is { } scripted)
        {
            throw new OAuthException(scripted, "The simulator was told to answer so.");
        }

        var number = network.Authenticate(httpRequest);
        if (number is null && options.WifiBehavior != WifiBehavior.ApiRefusal)
        {
            var error = options.WifiBehavior == WifiBehavior.LoginRequired ? Wire.OAuthErrors.LoginRequired : Wire.ApiErrors.NotByMobileNetwork;
            throw new OAuthException(error, "The device is not connected through the mobile network.");
        }

        if (number is not null && device is { HasConsented: false })
        {
            throw new OAuthException(Wire.OAuthErrors.ConsentRequired, "The subscriber has not consented, and nobody may be asked.");
        }

        var code = Secret.Create();
        var now = options.TimeProvider.GetUtcNow();
        codes.TryAdd(code, new AuthorizationCode
        {
            Grant = new Grant
            {
                ClientId = client.ClientId,
                Scopes = request.Scopes,
                PhoneNumber = number,
                AuthenticatedAt = now,
                AuthenticationMethod = number is null ? null : Wire.AuthenticationMethods.NetworkBased,
                Nonce = request.Nonce,
                BoundKey = request.DPoPKeyThumbprint,
            },
            RedirectUri = redirectUri,
            CodeChallenge = request.CodeChallenge,
            ExpiresAt = now + options.CodeLifetime,
        });
        return code;
    }

    private void Redirect(HttpResponse response, string redirectUri, string? state, params ReadOnlySpan<(string Name, string Value)> answer)
    {
        var location = new StringBuilder(redirectUri).Append(redirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?');
        foreach (var (name, value) in answer)
        {
            location.Append(name).Append('=').Append(Uri.EscapeDataString(value)).Append('&');
        }

        if (state is not null)
        {
            location.Append(Answer.State).Append('=').Append(Uri.EscapeDataString(state)).Append('&');
        }

        location.Append(Answer.Issuer).Append('=').Append(Uri.EscapeDataString(issuer));

        // 302, never 307: a 307 would make the browser repeat its request at the client (RFC 9700 section 4.12).
        response.StatusCode = StatusCodes.Status302Found;
        response.Headers.Location = location.ToString();
        response.Headers.CacheControl = "no-store";
        response.Headers[Wire.Headers.ReferrerPolicy] = "no-referrer";
    }
}
