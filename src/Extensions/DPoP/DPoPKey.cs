using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NumberVerify;

/// <summary>A key that a client proves to hold, by one signature for each request (RFC 9449 4.2). Thread-safe.</summary>
internal sealed class DPoPKey
{
    private readonly ISigner _signer;
    private readonly string _header;

    /// <param name="signer">One with a public key.</param>
    public DPoPKey(ISigner signer)
    {
        _signer = signer;
        _header = Encode($$"""{"typ":"{{DPoPNames.ProofType}}","alg":"{{JsonEncodedText.Encode(signer.Algorithm)}}","jwk":{{PublicJwk.Essential(signer.PublicJwk!)}}}""");
    }

    /// <summary>A proof for one request. Never sent twice.</summary>
    /// <param name="request">What it is for; its content is in memory.</param>
    /// <param name="nonce">The server's; null where it gave none yet.</param>
    /// <param name="accessToken">The token that goes along; null at the token endpoint.</param>
    /// <param name="offer">Which hashes it must hold.</param>
    /// <param name="now">The client's clock.</param>
    /// <param name="cancellationToken">For the signer.</param>
    public async ValueTask<string> ProveAsync(HttpRequestMessage request, string? nonce, string? accessToken, DPoPOffer offer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        var claims = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $$"""{"jti":"{{RandomValue.Create(RandomValue.Length128)}}","htm":"{{request.Method.Method}}","htu":"{{JsonEncodedText.Encode(uri.GetLeftPart(UriPartial.Path))}}","iat":{{now.ToUnixTimeSeconds()}}""");
        Add(claims, "nonce", nonce is null ? null : JsonEncodedText.Encode(nonce).ToString());
        Add(claims, "ath", accessToken is null ? null : Hash(Encoding.ASCII.GetBytes(accessToken)));
        if (offer.WantsQueryHash && uri.Query.Length > 1)
        {
            Add(claims, DPoPNames.QueryHash, Hash(Encoding.ASCII.GetBytes(uri.Query[1..])));
        }

        if (offer.WantsBodyHash && request.Content is { } content && await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } body)
        {
            Add(claims, DPoPNames.BodyHash, Hash(body));
        }

        var signed = $"{_header}.{Encode(claims.Append('}').ToString())}";
        var signature = await _signer.SignAsync(Encoding.ASCII.GetBytes(signed), cancellationToken).ConfigureAwait(false);
        return $"{signed}.{Base64Url.EncodeToString(signature.Span)}";
    }

    private static void Add(StringBuilder claims, string name, string? value)
    {
        if (value is not null)
        {
            claims.Append(",\"").Append(name).Append("\":\"").Append(value).Append('"');
        }
    }

    private static string Hash(byte[] content) => Base64Url.EncodeToString(SHA256.HashData(content));

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
