using System.Text;
using Microsoft.AspNetCore.Http;
using Answer = NumberVerify.Simulator.Wire.AuthorizationResponse;
using Names = NumberVerify.Simulator.Wire.AuthorizationRequest;

namespace NumberVerify.Simulator;

/// <summary>RFC 6749 section 4.1.1: the only endpoint the user's device calls.</summary>
internal sealed class AuthorizationEndpoint(
    OperatorSimulatorOptions options, string issuer, ClientRegistry clients, MobileNetwork network, RequestObjectReader requestObjects, ExpiringStore<AuthorizationCode> codes)
{
    private readonly OperatorDialect dialect = options.Dialect;

    internal async Task HandleAsync(HttpContext context)
    {
        var parameters = await ReadAsync(context.Request).ConfigureAwait(false);
        if (parameters is null || clients.Find(parameters[Names.ClientId]) is not { } client)
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "The client is not registered.").ConfigureAwait(false);
            return;
        }

        if (RedirectUri(client, parameters) is not { } redirectUri)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The redirect URI is not one of the client's, character by character.").ConfigureAwait(false);
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
            var code = Authorize(context.Request, client, redirectUri, AuthorizationRequest.Parse(parameters, dialect));
            if (dialect.PrintsCodes && parameters[Names.PrintCode] == "true")
            {
                await JsonReply.WriteAsync(context, StatusCodes.Status200OK, new PrintedCode(code), OAuthJson.Wire.PrintedCode).ConfigureAwait(false);
                return;
            }

            Redirect(context.Response, redirectUri, state, (Answer.Code, code));
        }
        catch (OAuthException refusal)
        {
            Redirect(context.Response, redirectUri, state, (Answer.Error, refusal.Error), (Answer.ErrorDescription, refusal.Description));
        }
    }

    /// <summary>What must not be redirected, because nobody knows where to.</summary>
    private Task RefuseAsync(HttpContext context, int status, string message) => dialect.AuthorizationErrors == AuthorizationErrorShape.CodeAndMessage
        ? JsonReply.WriteAsync(context, status, new AuthorizationError(status, message), OAuthJson.Wire.AuthorizationError)
        : ErrorPage.WriteAsync(context);

    private string? RedirectUri(RegisteredClient client, Parameters parameters)
    {
        var given = parameters[Names.RedirectUri];
        return given is not null ? (client.RedirectUris.TryGetValue(given, out var registered) ? registered : null)
            : !dialect.RequiresRedirectUri && !parameters.Has(Names.RedirectUri) && client.RedirectUris.Count == 1 ? client.RedirectUris.First()
            : null;
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
        var device = network.DeviceOf(httpRequest);
        if (device?.TakeScriptedError() is { } scripted)
        {
            throw new OAuthException(scripted, "The simulator was told to answer so.");
        }

        var isMock = client.ClientId == dialect.Mock?.ClientId;
        var sim = isMock ? null : Authenticate(device, request.LoginHint);
        var code = options.Secrets.Create();
        var now = options.TimeProvider.GetUtcNow();
        codes.TryAdd(code, new AuthorizationCode
        {
            Grant = new Grant
            {
                ClientId = client.ClientId,
                Scopes = request.Scopes,
                Sim = sim,
                AuthenticatedAt = now,
                AuthenticationMethod = sim is null ? null : Wire.AuthenticationMethods.NetworkBased,
                IsMock = isMock,
                Nonce = request.Nonce,
                BoundKey = request.DPoPKeyThumbprint,
            },
            RedirectUri = redirectUri,
            CodeChallenge = request.CodeChallenge is { } challenge ? SecretHash.Decode(challenge) : null,
            ExpiresAt = now + options.CodeLifetime,
        });
        return code;
    }

    /// <returns>The SIM whose subscriber is asked for, or null where the API is to refuse.</returns>
    private SimCard? Authenticate(SimulatedDevice? device, string? loginHint)
    {
        if (dialect.DevelopmentNumber is { } developmentNumber && loginHint == Wire.UserHints.PhoneNumber + developmentNumber)
        {
            return new SimCard(developmentNumber); // in no device, so nobody takes it out
        }

        if (dialect.RequiresLoginHint)
        {
            CheckLoginHint(loginHint);
        }

        var sim = MobileNetwork.Authenticate(device);
        if (sim is null && options.WifiBehavior != WifiBehavior.ApiRefusal)
        {
            var error = options.WifiBehavior == WifiBehavior.LoginRequired ? Wire.OAuthErrors.LoginRequired : Wire.ApiErrors.NotByMobileNetwork;
            throw new OAuthException(error, "The device is not connected through the mobile network.");
        }

        if (sim is not null && device is { HasConsented: false })
        {
            throw new OAuthException(Wire.OAuthErrors.ConsentRequired, "The subscriber has not consented, and nobody may be asked.");
        }

        return sim;
    }

    /// <summary>The hint says to which operator the request is to go; whose device it is, the network alone knows.</summary>
    private void CheckLoginHint(string? hint)
    {
        if (hint is null || !Patterns.LoginHint.IsMatch(hint))
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "A login_hint is required, a number as tel: or an address as ipport:.");
        }

        if (hint.StartsWith(Wire.UserHints.PhoneNumber, StringComparison.Ordinal) && network.FindSubscriber(hint[Wire.UserHints.PhoneNumber.Length..]) is null)
        {
            throw new OAuthException(Wire.OAuthErrors.AccessDenied, "The login_hint names no subscriber of this operator.");
        }
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

        if (dialect.SendsIssuer)
        {
            location.Append(Answer.Issuer).Append('=').Append(Uri.EscapeDataString(issuer)).Append('&');
        }

        location.Length--; // the last separator

        // 302, never 307: a 307 would make the browser repeat its request at the client (RFC 9700 section 4.12).
        response.StatusCode = StatusCodes.Status302Found;
        response.Headers.Location = location.ToString();
        response.Headers.CacheControl = "no-store";
        response.Headers[Wire.Headers.ReferrerPolicy] = "no-referrer";
    }
}
