using System.Text;
using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.AuthorizationResponse;

namespace NumberVerify.Simulator;

/// <summary>RFC 6749 section 4.1.1: the only endpoint the user's device calls.</summary>
internal sealed class AuthorizationEndpoint(
    OperatorSimulatorOptions options, string issuer, ClientRegistry clients, MobileNetwork network, ExpiringStore<Grant> codes)
{
    internal Task HandleAsync(HttpContext context)
    {
        var query = context.Request.QueryString.Value.AsSpan().TrimStart('?');
        if (!Parameters.TryParse(query, out var parameters)
            || clients.Find(parameters[Wire.AuthorizationRequest.ClientId]) is not { } client
            || parameters[Wire.AuthorizationRequest.RedirectUri] is not { } redirectUri
            || !client.RedirectUris.TryGetValue(redirectUri, out redirectUri))
        {
            return ErrorPage.WriteAsync(context);
        }

        try
        {
            var code = Authorize(context.Request, client, redirectUri, AuthorizationRequest.Parse(parameters));
            Redirect(context.Response, redirectUri, parameters, (Names.Code, code));
        }
        catch (OAuthException refusal)
        {
            Redirect(context.Response, redirectUri, parameters, (Names.Error, refusal.Error), (Names.ErrorDescription, refusal.Description));
        }

        return Task.CompletedTask;
    }

    private string Authorize(HttpRequest httpRequest, RegisteredClient client, string redirectUri, AuthorizationRequest request)
    {
        var sim = network.Authenticate(httpRequest);
        if (sim is null && options.WifiBehavior != WifiBehavior.ApiRefusal)
        {
            var error = options.WifiBehavior == WifiBehavior.LoginRequired ? Wire.OAuthErrors.LoginRequired : Wire.ApiErrors.NotByMobileNetwork;
            throw new OAuthException(error, "The device is not connected through the mobile network.");
        }

        var code = options.Secrets.Create();
        var now = options.TimeProvider.GetUtcNow();
        codes.TryAdd(code, new Grant
        {
            ClientId = client.ClientId,
            RedirectUri = redirectUri,
            Request = request,
            PhoneNumber = sim?.PhoneNumber,
            Sim = sim,
            AuthenticatedAt = now,
            CodeExpiresAt = now + options.CodeLifetime,
        });
        return code;
    }

    private void Redirect(HttpResponse response, string redirectUri, Parameters request, params ReadOnlySpan<(string Name, string Value)> answer)
    {
        var location = new StringBuilder(redirectUri).Append(redirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?');
        foreach (var (name, value) in answer)
        {
            location.Append(name).Append('=').Append(Uri.EscapeDataString(value)).Append('&');
        }

        if (request[Wire.AuthorizationRequest.State] is { } state)
        {
            location.Append(Names.State).Append('=').Append(Uri.EscapeDataString(state)).Append('&');
        }

        location.Append(Names.Issuer).Append('=').Append(Uri.EscapeDataString(issuer));

        // 302, never 307: a 307 would make the browser repeat its request at the client (RFC 9700 section 4.12).
        response.StatusCode = StatusCodes.Status302Found;
        response.Headers.Location = location.ToString();
        response.Headers.CacheControl = "no-store";
        response.Headers[Wire.Headers.ReferrerPolicy] = "no-referrer";
    }
}
