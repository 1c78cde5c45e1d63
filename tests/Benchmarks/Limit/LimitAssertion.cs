using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NumberVerify.Benchmarks;

/// <summary>private_key_jwt with ES256 (RFC 7523 3) for one client and one audience, as an expert writes it by hand.</summary>
internal sealed class LimitAssertion(ECDsa key, Uri audience)
{
    private const int LifetimeSeconds = 120;
    private const int LongestToken = 768;
    private const int LongestPayload = 384;
    private const int SignatureBytes = 64;

    private readonly byte[] _header = [.. Encoding.ASCII.GetBytes(Base64Url.EncodeToString(Encoding.ASCII.GetBytes($$"""{"alg":"ES256","kid":"{{Wire.KeyId}}","typ":"JWT"}"""))), (byte)'.'];
    private readonly string _identity = $$"""{"iss":"{{Wire.ClientId}}","sub":"{{Wire.ClientId}}","aud":"{{audience.AbsoluteUri}}","jti":""";
    private readonly Lock _oneAtATime = new();

    /// <summary>Writes the assertion and yields its length.</summary>
    public int Write(Span<char> target)
    {
        Span<byte> id = stackalloc byte[32];
        Span<char> idText = stackalloc char[43];
        RandomNumberGenerator.Fill(id);
        Base64Url.EncodeToChars(id, idText);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        Span<byte> payload = stackalloc byte[LongestPayload];
        System.Text.Unicode.Utf8.TryWrite(payload, CultureInfo.InvariantCulture, $"{_identity}\"{idText}\",\"iat\":{now},\"exp\":{now + LifetimeSeconds}}}", out var payloadLength);

        Span<byte> token = stackalloc byte[LongestToken];
        _header.CopyTo(token);
        var length = _header.Length + Base64Url.EncodeToUtf8(payload[..payloadLength], token[_header.Length..]);
        Span<byte> signature = stackalloc byte[SignatureBytes];
        lock (_oneAtATime)
        {
            key.SignData(token[..length], signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        token[length++] = (byte)'.';
        length += Base64Url.EncodeToUtf8(signature, token[length..]);
        return Encoding.ASCII.GetChars(token[..length], target);
    }
}
