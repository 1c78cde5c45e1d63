using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.TokenRequest;

namespace NumberVerify.Simulator;

/// <summary>Who sent a request to the endpoint <paramref name="audience"/>. Which method a client may use follows from its registration; every failure looks the same from outside.</summary>
internal sealed class ClientAuthentication(
    OperatorDialect dialect, ClientRegistry clients, ClientAssertionValidator assertions, ApplicationJwtValidator applicationJwts, string audience)
{
    /// <exception cref="OAuthException">invalid_client, or invalid_request when more than one method was used at once (RFC 6749 section 2.3).</exception>
    internal async ValueTask<RegisteredClient> AuthenticateAsync(HttpRequest request, Parameters parameters)
    {
        var header = request.Headers.Authorization;
        var secret = parameters[Names.ClientSecret];
        var assertion = parameters[Names.ClientAssertion];
        var assertionType = parameters[Names.ClientAssertionType];
        var asserts = assertion is not null || assertionType is not null;
        if ((header.Count > 0 ? 1 : 0) + (secret is not null ? 1 : 0) + (asserts ? 1 : 0) > 1)
        {
            throw new OAuthException(Wire.OAuthErrors.InvalidRequest, "More than one method of client authentication was used.");
        }

        var client = header.Count > 0 ? await FromHeaderAsync(header.ToString()).ConfigureAwait(false)
            : asserts ? await FromAssertionAsync(assertionType, assertion).ConfigureAwait(false)
            : FromSecret(Wire.ClientAuthenticationMethods.ClientSecretPost, parameters[Names.ClientId], secret);
        var named = parameters[Names.ClientId];
        return client is not null && (named is null || named == client.ClientId)
            ? client
            : throw new OAuthException(Wire.OAuthErrors.InvalidClient, "The client could not be authenticated.");
    }

    /// <summary>Whether anything but the client's name was sent to show who it is.</summary>
    internal static bool IsAttempted(HttpRequest request, Parameters parameters) =>
        request.Headers.Authorization.Count > 0
        || parameters.Has(Names.ClientSecret)
        || parameters.Has(Names.ClientAssertion)
        || parameters.Has(Names.ClientAssertionType);

    private RegisteredClient? FromSecret(string method, string? clientId, string? secret) =>
        dialect.ClientAuthenticationMethods.Contains(method) && secret is not null && clients.Find(clientId) is { } client && client.HasSecret(secret) ? client : null;

    private async ValueTask<RegisteredClient?> FromHeaderAsync(string header) => !AuthenticationHeaderValue.TryParse(header, out var value) ? null
        : Wire.Schemes.Basic.Equals(value.Scheme, StringComparison.OrdinalIgnoreCase) ? FromBasic(value.Parameter ?? "")
        : dialect.TakesApplicationJwt && Wire.Schemes.Bearer.Equals(value.Scheme, StringComparison.OrdinalIgnoreCase)
            ? await applicationJwts.ValidateAsync(value.Parameter ?? "").ConfigureAwait(false)
            : null;

    /// <summary>RFC 6749 section 2.3.1: id and secret are form-encoded before they are joined, which RFC 7617 alone does not ask for.</summary>
    private RegisteredClient? FromBasic(string credentials)
    {
        var bytes = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, bytes, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && FormUrlEncoding.TryDecode(pair.AsSpan(0, colon), out var clientId) && FormUrlEncoding.TryDecode(pair.AsSpan(colon + 1), out var secret)
            ? FromSecret(Wire.ClientAuthenticationMethods.ClientSecretBasic, clientId, secret)
            : null;
    }

    private async ValueTask<RegisteredClient?> FromAssertionAsync(string? type, string? assertion) =>
        dialect.ClientAuthenticationMethods.Contains(Wire.ClientAuthenticationMethods.PrivateKeyJwt)
        && type == Wire.ClientAssertionTypes.JwtBearer
        && assertion is not null
        && await assertions.ValidateAsync(assertion, audience).ConfigureAwait(false) is { } valid
        && valid.Subject == valid.Client.ClientId
            ? valid.Client
            : null;
}
