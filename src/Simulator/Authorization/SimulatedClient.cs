using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace NumberVerify.Simulator;

/// <summary>
/// A backend as the operator registered it. Exactly one of <see cref="JsonWebKeySet"/> and <see cref="ClientSecret"/> is set and decides how the client
/// authenticates at the token endpoint: with keys by <c>private_key_jwt</c> and nothing else, with a secret by <c>client_secret_basic</c> or
/// <c>client_secret_post</c>. Immutable; its text form holds no secret.
/// </summary>
public sealed record SimulatedClient
{
    /// <summary>Compared character by character; not empty.</summary>
    public required string ClientId { get; init; }

    /// <summary>
    /// At least one. Absolute, ASCII, without fragment, user information or wildcard; https, http on a loopback host, or an app's own scheme with a dot in it
    /// (RFC 8252 section 7). A request must repeat one of them character by character.
    /// </summary>
    public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>For sandboxes and older operators; CAMARA's profile knows private_key_jwt only. Null when the client has keys.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>
    /// The client's public keys as a JSON Web Key Set (RFC 7517), each with a <c>kid</c>: RSA of at least 2048 bits, or EC on P-256, P-384 or P-521. A set with a private key is refused.
    /// Null when the client has a secret.
    /// </summary>
    public string? JsonWebKeySet { get; init; }

    /// <summary>
    /// The grant types the client was onboarded for, as they stand in <c>grant_type</c>; any other is refused with <c>unauthorized_client</c>. Default: null, whatever the operator
    /// offers.
    /// </summary>
    public IReadOnlyList<string>? GrantTypes { get; init; }

    /// <summary>
    /// Whether the operator refuses requests of this client that are not a signed request object (RFC 9101 section 10.5), at the authorization endpoint and at the backchannel one
    /// (CIBA section 7.1.1). Needs keys. Default: false, both ways are taken.
    /// </summary>
    public bool RequireSignedRequestObject { get; init; }

    /// <summary>
    /// Whether the token endpoint refuses this client's requests without a DPoP proof (RFC 9449 section 5.2), as <see cref="DPoPSupport.Required"/> does everyone's. Default: false.
    /// </summary>
    [JsonPropertyName("dpopBoundAccessTokens")]
    public bool DPoPBoundAccessTokens { get; init; }

    /// <summary>The client id alone.</summary>
    public override string ToString() => $"{nameof(SimulatedClient)} {ClientId}";

    /// <summary>What keeps the operator from registering this client; no secret and no key in any text.</summary>
    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrEmpty(ClientId))
        {
            yield return "A client id is empty.";
        }

        if (RedirectUris is not { Count: > 0 } || !RedirectUris.All(IsRegistrable))
        {
            yield return $"Client {ClientId}: each redirect URI must be absolute and ASCII, without fragment, user information or wildcard; https, loopback http or an app's scheme.";
        }

        if (string.IsNullOrEmpty(ClientSecret) == (JsonWebKeySet is null))
        {
            yield return $"Client {ClientId}: give either a client secret or a JSON Web Key Set.";
        }

        if (GrantTypes is not null && !GrantTypes.All(Wire.GrantTypes.All.Contains))
        {
            yield return $"Client {ClientId}: a grant type is unknown.";
        }

        if (RequireSignedRequestObject && JsonWebKeySet is null)
        {
            yield return $"Client {ClientId}: a client without keys cannot sign request objects.";
        }

        if (JsonWebKeySet is not null && Keys() is null)
        {
            yield return $"Client {ClientId}: the JSON Web Key Set must hold public RSA keys of 2048 bits or more, or EC keys on P-256, P-384 or P-521, each with its own kid, and nothing private.";
        }
    }

    /// <returns>The keys by their kid, or null when the set is unusable.</returns>
    internal IReadOnlyDictionary<string, ClientKey>? Keys()
    {
        if (JsonWebKeySet is null)
        {
            return FrozenDictionary<string, ClientKey>.Empty;
        }

        try
        {
            var keys = new JsonWebKeySet(JsonWebKeySet).Keys;
            return keys.Count > 0 && keys.All(ClientKey.IsAcceptable)
                ? keys.ToDictionary(key => key.Kid, key => new ClientKey(key), StringComparer.Ordinal)
                : null;
        }
        catch (ArgumentException)
        {
            return null; // not JSON, or a kid twice
        }
    }

    private static bool IsRegistrable(string redirectUri) =>
        Ascii.IsValid(redirectUri)
        && redirectUri.AsSpan().IndexOfAny('#', '*', ' ') < 0
        && Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback) || uri.Scheme.Contains('.', StringComparison.Ordinal));
}
