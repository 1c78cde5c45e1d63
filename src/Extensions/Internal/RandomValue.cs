using System.Buffers.Text;
using System.Security.Cryptography;

namespace NumberVerify;

/// <summary>Unguessable text: 256 bits from the system's generator, as 43 base64url characters. Fit for a state, a nonce, a code verifier (RFC 7636 4.1) and a jti.</summary>
internal static class RandomValue
{
    private const int Bytes = 32;

    public static string Create()
    {
        Span<byte> random = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }
}
