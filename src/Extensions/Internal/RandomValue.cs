using System.Buffers.Text;
using System.Security.Cryptography;

namespace NumberVerify;

/// <summary>Unguessable text from the system's generator, in base64url.</summary>
internal static class RandomValue
{
    /// <summary>The characters of 128 bits: a state, a nonce or a jti, of which RFC 6749 10.10 and OIDC Core ask no more.</summary>
    public const int Length128 = 22;

    /// <summary>The characters of 256 bits: a code verifier (RFC 7636 4.1).</summary>
    public const int Length256 = 43;

    public static string Create(int length) => string.Create(length, (object?)null, static (text, _) => Write(text));

    public static void Write(Span<char> text)
    {
        Span<byte> random = stackalloc byte[Base64Url.GetMaxDecodedLength(text.Length)];
        RandomNumberGenerator.Fill(random);
        Base64Url.EncodeToChars(random, text);
    }
}
