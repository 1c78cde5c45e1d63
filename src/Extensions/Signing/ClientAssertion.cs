using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NumberVerify;

/// <summary>
/// Makes the assertions of private_key_jwt (OIDC Core 9, RFC 7523 3) for one client at one token endpoint. Thread-safe.
/// Written here, not by a token library, because <see cref="ISigner"/> is asynchronous and theirs are not.
/// </summary>
internal sealed class ClientAssertion
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Seconds; CAMARA allows 300, and a short life leaves room for a clock that is behind.</summary>
    private const int Lifetime = 120;

    private const int ChangingClaimsLength = 128;
    private const int LongestSignature = 1024;

    private readonly ISigner _signer;
    private readonly byte[] _header;
    private readonly byte[] _fixedClaims;

    public ClientAssertion(ISigner signer, string clientId, Uri audience)
    {
        _signer = signer;
        _header = Encoding.ASCII.GetBytes(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            $$"""{"alg":"{{Json(signer.Algorithm)}}","kid":"{{Json(signer.KeyId)}}","typ":"JWT"}""")) + ".");

        // As the operator wrote it: audiences are compared as text.
        _fixedClaims = Encoding.UTF8.GetBytes(
            $$"""{"iss":"{{Json(clientId)}}","sub":"{{Json(clientId)}}","aud":"{{Json(audience.OriginalString)}}","jti":""" + '"');
    }

    /// <summary>A fresh assertion in a pooled array of at least its length; the caller gives the array back once the form is written.</summary>
    public async ValueTask<ArraySegment<byte>> CreateAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var jwt = ArrayPool<byte>.Shared.Rent(_header.Length + Base64Url.GetEncodedLength(_fixedClaims.Length + ChangingClaimsLength) + LongestSignature);
        var length = WriteSigned(jwt, now.ToUnixTimeSeconds());
        var signature = await _signer.SignAsync(jwt.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        jwt[length++] = (byte)'.';
        return new ArraySegment<byte>(jwt, 0, length + Base64Url.EncodeToUtf8(signature.Span, jwt.AsSpan(length)));
    }

    /// <summary>Header and claims; what follows the fixed ones needs no escape.</summary>
    private int WriteSigned(byte[] jwt, long issuedAt)
    {
        var claims = ArrayPool<byte>.Shared.Rent(_fixedClaims.Length + ChangingClaimsLength);
        _fixedClaims.CopyTo(claims, 0);
        Span<char> id = stackalloc char[RandomValue.Length128];
        RandomValue.Write(id);
        Utf8.TryWrite(
            claims.AsSpan(_fixedClaims.Length), CultureInfo.InvariantCulture, $"{id}\",\"iat\":{issuedAt},\"exp\":{issuedAt + Lifetime}}}", out var written);
        _header.CopyTo(jwt, 0);
        var length = _header.Length + Base64Url.EncodeToUtf8(claims.AsSpan(0, _fixedClaims.Length + written), jwt.AsSpan(_header.Length));
        ArrayPool<byte>.Shared.Return(claims);
        return length;
    }

    private static string Json(string text) => JsonEncodedText.Encode(text).ToString();
}
