using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace NumberVerify;

/// <summary>
/// The assertion of private_key_jwt (OIDC Core 9, RFC 7523 3). Written here, not by a token library, because <see cref="ISigner"/> is asynchronous and theirs are not.
/// </summary>
internal static class ClientAssertion
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Seconds; CAMARA allows 300, and a short life leaves room for a clock that is behind.</summary>
    private const int Lifetime = 120;

    public static async ValueTask<string> CreateAsync(ISigner signer, string clientId, Uri audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var json = new ArrayBufferWriter<byte>(256);
        var jwt = new ArrayBufferWriter<byte>(768);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("alg"u8, signer.Algorithm);
            writer.WriteString("kid"u8, signer.KeyId);
            writer.WriteString("typ"u8, "JWT"u8);
            writer.WriteEndObject();
            writer.Flush();
            AppendEncoded(jwt, json.WrittenSpan);
            jwt.Write("."u8);

            json.ResetWrittenCount();
            writer.Reset(json);
            var issuedAt = now.ToUnixTimeSeconds();
            writer.WriteStartObject();
            writer.WriteString("iss"u8, clientId);
            writer.WriteString("sub"u8, clientId);
            // As the operator wrote it: audiences are compared as text.
            writer.WriteString("aud"u8, audience.OriginalString);
            writer.WriteString("jti"u8, RandomValue.Create());
            writer.WriteNumber("iat"u8, issuedAt);
            writer.WriteNumber("exp"u8, issuedAt + Lifetime);
            writer.WriteEndObject();
            writer.Flush();
            AppendEncoded(jwt, json.WrittenSpan);
        }

        var signature = await signer.SignAsync(jwt.WrittenMemory, cancellationToken).ConfigureAwait(false);
        jwt.Write("."u8);
        AppendEncoded(jwt, signature.Span);
        return Encoding.ASCII.GetString(jwt.WrittenSpan);
    }

    private static void AppendEncoded(ArrayBufferWriter<byte> target, ReadOnlySpan<byte> bytes) =>
        target.Advance(Base64Url.EncodeToUtf8(bytes, target.GetSpan(Base64Url.GetEncodedLength(bytes.Length))));
}
