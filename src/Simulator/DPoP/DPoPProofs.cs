using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;
using Names = NumberVerify.Simulator.Wire.DPoPProof;

namespace NumberVerify.Simulator;

/// <summary>RFC 9449 section 4.3, with CAMARA's claims for the query and the body: which key the sender of a request has shown to hold.</summary>
internal sealed class DPoPProofs(OperatorSimulatorOptions options, string issuer, ClientRegistry clients)
{
    private const int WindowSeconds = 300;

    private readonly DPoPNonces? nonces = options.DPoPNonceRequired ? new DPoPNonces(options.TimeProvider) : null;

    // A proof is taken no later than this after it was made, so nothing older needs to be remembered.
    private readonly ExpiringStore<string> used = new(options.TimeProvider, TimeSpan.FromSeconds(WindowSeconds));

    /// <param name="request">To the token endpoint, or with <paramref name="accessToken"/> to an API.</param>
    /// <param name="accessToken">What the proof must be about.</param>
    /// <returns>The thumbprint (RFC 7638) of the key that was proved to be held, or null when there is no proof or nobody looks at it.</returns>
    /// <exception cref="OAuthException">invalid_dpop_proof, or use_dpop_nonce: the same request with the nonce of this answer would be taken.</exception>
    internal async ValueTask<string?> ReadAsync(HttpRequest request, string? accessToken = null)
    {
        if (options.DPoP == DPoPSupport.Off)
        {
            return null;
        }

        if (nonces is not null)
        {
            request.HttpContext.Response.Headers[Wire.Headers.DPoPNonce] = nonces.Current;
        }

        var header = request.Headers[Wire.Headers.DPoP];
        if (header.Count == 0)
        {
            return null;
        }

        if (!SignedJwt.TryRead(header.ToString(), out var proof) // two headers come as one, which is no JWT
            || proof.Type != Wire.JwtTypes.DPoPProof
            || ReadKey(proof.Header) is not { } key
            || !await proof.IsSignedWithAsync(key).ConfigureAwait(false))
        {
            throw Invalid("One proof is required: a JWT of type dpop+jwt, signed with the public key in its header by a listed algorithm.");
        }

        if (proof.Text(Names.Method) != request.Method
            || !IsTarget(proof.Text(Names.Uri), request)
            || (accessToken is not null && !Secret.Matches(proof.Text(Names.AccessTokenHash) ?? "", Secret.Hash(accessToken)))
            || !IsFresh(proof))
        {
            throw Invalid("The proof is not for this method, URI and access token, or not of the last 300 seconds.");
        }

        // Before anything is used up: the client may well send the same again.
        if (nonces?.IsValid(proof.Text(Names.Nonce) ?? "") == false)
        {
            throw new OAuthException(Wire.OAuthErrors.UseDPoPNonce, "The proof must hold the latest nonce.");
        }

        if (!await CoversContentAsync(proof, request).ConfigureAwait(false))
        {
            throw Invalid("The proof is not for this query and body.");
        }

        var thumbprint = key.Thumbprint;
        return used.TryAdd($"{thumbprint} {proof.Text(Wire.Claims.TokenId)}", thumbprint) ? thumbprint : throw Invalid("The proof was used before.");
    }

    /// <returns>The key the token is bound to, or null for a bearer token.</returns>
    /// <exception cref="OAuthException">A bound token is required and there was no proof, or the authorization was asked for with another key (RFC 9449 section 10).</exception>
    internal string? Bind(Grant grant, string? provedKey)
    {
        if (options.DPoP == DPoPSupport.Off)
        {
            return null;
        }

        if (provedKey is null)
        {
            return options.DPoP == DPoPSupport.Required || grant.BoundKey is not null || clients.Find(grant.ClientId) is { RequiresBoundTokens: true }
                ? throw Invalid("A proof is required.")
                : null;
        }

        return grant.BoundKey is null || Secret.Matches(provedKey, grant.BoundKey)
            ? provedKey
            : throw new OAuthException(Wire.OAuthErrors.InvalidGrant, "The authorization was asked for with another key.");
    }

    /// <summary>
    /// A public key of its essential members alone. Others must not reach the library: it may prefer a certificate among them, and then verify with a key that is not the
    /// one the thumbprint is of.
    /// </summary>
    private static ClientKey? ReadKey(JsonElement header)
    {
        if (!header.TryGetProperty(Wire.JwtHeaders.Key, out var json) || json.ValueKind != JsonValueKind.Object || Wire.JsonWebKey.PrivateMembers.Any(name => json.TryGetProperty(name, out _)))
        {
            return null;
        }

        try
        {
            var key = new JsonWebKey
            {
                Kty = Text(Wire.JsonWebKey.Type),
                Crv = Text(Wire.JsonWebKey.Curve),
                X = Text(Wire.JsonWebKey.X),
                Y = Text(Wire.JsonWebKey.Y),
                N = Text(Wire.JsonWebKey.Modulus),
                E = Text(Wire.JsonWebKey.Exponent),
            };
            return ClientKey.IsStrong(key) ? new ClientKey(key) : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return null;
        }

        string? Text(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    /// <summary>Compared as URIs (RFC 3986 section 6.2.2 and 6.2.3); a proof states the URI without query and fragment.</summary>
    private bool IsTarget(string? uri, HttpRequest request) =>
        uri is not null
        && uri.AsSpan().IndexOfAny('?', '#') < 0
        && Uri.TryCreate(uri, UriKind.Absolute, out var target)
        && target.AbsoluteUri == new Uri(issuer + request.Path.ToUriComponent()).AbsoluteUri;

    private bool IsFresh(SignedJwt proof)
    {
        var now = options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
        return !string.IsNullOrEmpty(proof.Text(Wire.Claims.TokenId))
            && proof.TryGetSeconds(Wire.Claims.IssuedAt, out var issuedAt)
            && issuedAt <= now
            && issuedAt > now - WindowSeconds;
    }

    private async ValueTask<bool> CoversContentAsync(SignedJwt proof, HttpRequest request)
    {
        if (!Covers(proof, Names.QueryHash, Encoding.UTF8.GetBytes((request.QueryString.Value ?? "").TrimStart('?'))))
        {
            return false;
        }

        if (!IsRequired(Names.BodyHash) && !proof.Has(Names.BodyHash))
        {
            return true;
        }

        if (await RequestBody.ReadAsync(request).ConfigureAwait(false) is not { } body)
        {
            return false;
        }

        request.Body = new MemoryStream(body, writable: false); // the endpoint reads it again
        return Covers(proof, Names.BodyHash, body);
    }

    /// <summary>A claim that is there must be right, required or not; where there is nothing to cover, none is needed.</summary>
    private bool Covers(SignedJwt proof, string claim, byte[] content) =>
        proof.Has(claim) ? Secret.Matches(proof.Text(claim) ?? "", Secret.Hash(content)) : content.Length == 0 || !IsRequired(claim);

    private bool IsRequired(string claim) => options.DPoPClaimsRequired.Contains(claim);

    private static OAuthException Invalid(string description) => new(Wire.OAuthErrors.InvalidDPoPProof, description);
}
