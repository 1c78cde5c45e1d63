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

    /// <summary>An identifier, two times and their names.</summary>
    private const int ChangingClaimsLength = 128;

    private readonly ISigner _signer;
    private readonly byte[] _fixedClaims;
    private readonly string _type;
    private Header? _header;

    public ClientAssertion(ISigner signer, string clientId, Uri audience)
        // The audience as the operator wrote it: audiences are compared as text.
        : this(signer, $$"""{"iss":"{{Json(clientId)}}","sub":"{{Json(clientId)}}","aud":"{{Json(audience.OriginalString)}}","jti":""" + '"')
    {
    }

    private ClientAssertion(ISigner signer, string fixedClaims, string type = "JWT")
    {
        _signer = signer;
        _type = type;
        _fixedClaims = Encoding.UTF8.GetBytes(fixedClaims);
    }

    /// <summary>The JWT by which an application shows itself: it names the application and nobody else.</summary>
    public static ClientAssertion OfApplication(ISigner signer, string applicationId) => new(signer, $$"""{"application_id":"{{Json(applicationId)}}","jti":""" + '"');

    /// <summary>What the profile has the client show at one endpoint.</summary>
    public static ClientAssertion For(NumberVerifyClientOptions options, Uri endpoint) => options.Profile.ClientAuthentication == ClientAuthenticationMethod.ApplicationJwt
        ? OfApplication(options.Signer!, options.ClientId)
        : new ClientAssertion(options.Signer!, options.ClientId, endpoint);

    /// <summary>The grant of RFC 7523 2.1 as CAMARA has it: the subject is an operator token, and the scope stands inside.</summary>
    public static ClientAssertion OfOperatorToken(ISigner signer, string clientId, Uri audience, string operatorToken, string scope) => new(
        signer,
        $$"""{"iss":"{{Json(clientId)}}","sub":"{{ProtocolNames.Values.OperatorTokenPrefix}}{{Json(operatorToken)}}","aud":"{{Json(audience.OriginalString)}}","scope":"{{Json(scope)}}","jti":""" + '"');

    /// <summary>An authorization request (RFC 9101), of a type that no endpoint takes for the client's proof.</summary>
    /// <param name="signer">The client's key.</param>
    /// <param name="clientId">Its identifier.</param>
    /// <param name="audience">The authorization endpoint or the issuer.</param>
    /// <param name="parameters">Name and value of each; numbers are written as such, and null is left out.</param>
    public static ClientAssertion OfRequest(ISigner signer, string clientId, string audience, IEnumerable<(string Name, object? Value)> parameters) =>
        new(signer, RequestClaims(clientId, audience, parameters), "oauth-authz-req+jwt");

    /// <summary>A backchannel authentication request (CIBA 7.1.1), which must say from when on it is good.</summary>
    public static ClientAssertion OfBackchannelRequest(ISigner signer, string clientId, string audience, DateTimeOffset now, IEnumerable<(string Name, object? Value)> parameters) =>
        new(signer, RequestClaims(clientId, audience, [("nbf", now.ToUnixTimeSeconds()), .. parameters]));

    private static string RequestClaims(string clientId, string audience, IEnumerable<(string Name, object? Value)> parameters)
    {
        var claims = new StringBuilder($$"""{"iss":"{{Json(clientId)}}","aud":"{{Json(audience)}}",""");
        foreach (var (name, value) in parameters)
        {
            _ = value switch
            {
                null => claims,
                int or long => claims.Append(CultureInfo.InvariantCulture, $"\"{name}\":{value},"),
                _ => claims.Append(CultureInfo.InvariantCulture, $"\"{name}\":\"{Json((string)value)}\","),
            };
        }

        return claims.Append("\"jti\":\"").ToString();
    }

    /// <summary>A fresh assertion in a pooled array of at least its length; the caller gives the array back once the form is written.</summary>
    /// <remarks>An array that a failing signer may still read is left to the collector.</remarks>
    public async ValueTask<ArraySegment<byte>> CreateAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var signed = WriteSigned(now.ToUnixTimeSeconds());
        var signature = await _signer.SignAsync(signed, cancellationToken).ConfigureAwait(false);
        var length = signed.Count + 1 + Base64Url.GetEncodedLength(signature.Length);
        var jwt = signed.Array!;
        if (jwt.Length < length)
        {
            jwt = ArrayPool<byte>.Shared.Rent(length);
            signed.CopyTo(jwt);
            ArrayPool<byte>.Shared.Return(signed.Array!, clearArray: true);
        }

        jwt[signed.Count] = (byte)'.';
        Base64Url.EncodeToUtf8(signature.Span, jwt.AsSpan(signed.Count + 1));
        return new ArraySegment<byte>(jwt, 0, length);
    }

    /// <summary>Header and claims, with room for a usual signature; what follows the fixed claims needs no escape.</summary>
    private ArraySegment<byte> WriteSigned(long issuedAt)
    {
        const int UsualSignature = 384;
        var header = HeaderOf(_signer.KeyId, _signer.Algorithm);
        Span<char> id = stackalloc char[RandomValue.Length128];
        RandomValue.Write(id);
        var claims = ArrayPool<byte>.Shared.Rent(_fixedClaims.Length + ChangingClaimsLength);
        _fixedClaims.CopyTo(claims, 0);
        Utf8.TryWrite(claims.AsSpan(_fixedClaims.Length), CultureInfo.InvariantCulture, $"{id}\",\"iat\":{issuedAt},\"exp\":{issuedAt + Lifetime}}}", out var written);
        var jwt = ArrayPool<byte>.Shared.Rent(header.Text.Length + Base64Url.GetEncodedLength(_fixedClaims.Length + written) + UsualSignature);
        header.Text.CopyTo(jwt, 0);
        var length = header.Text.Length + Base64Url.EncodeToUtf8(claims.AsSpan(0, _fixedClaims.Length + written), jwt.AsSpan(header.Text.Length));
        ArrayPool<byte>.Shared.Return(claims, clearArray: true);
        return new ArraySegment<byte>(jwt, 0, length);
    }

    /// <summary>A signer that rotates its key names another: the header is made anew then, and only then.</summary>
    private Header HeaderOf(string keyId, string algorithm)
    {
        var header = _header;
        return header is not null && header.KeyId == keyId && header.Algorithm == algorithm
            ? header
            : _header = new Header(keyId, algorithm, Encoding.ASCII.GetBytes(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
                $$"""{"alg":"{{Json(algorithm)}}","kid":"{{Json(keyId)}}","typ":"{{_type}}"}""")) + "."));
    }

    private static string Json(string text) => JsonEncodedText.Encode(text).ToString();

    private sealed record Header(string KeyId, string Algorithm, byte[] Text);
}
