using System.Buffers.Text;
using System.Security.Cryptography;

namespace NumberVerify;

/// <summary>
/// Authenticated encryption of a few bytes as URL-safe text: version, key identifier, nonce, tag, AES-256-GCM ciphertext. The purpose is authenticated with them,
/// so that a text made for one use is nothing for another.
/// </summary>
internal static class ProtectedText
{
    public const int KeyIdLength = 8;
    private const byte Version = 1;
    private const int HeaderLength = 1 + KeyIdLength;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int OverheadLength = HeaderLength + NonceLength + TagLength;

    /// <summary>What fits into a cookie once it is text.</summary>
    public const int MaxContentLength = 3000;

    /// <summary>With room for what a protector of somebody else's adds.</summary>
    private const int MaxTextLength = (MaxContentLength + (8 * OverheadLength)) / 3 * 4 + 4;

    public static string Protect(ReadOnlySpan<byte> content, ReadOnlySpan<byte> purpose, ProtectionKeys keys)
    {
        if (keys.Protector is { } protector)
        {
            return Base64Url.EncodeToString(protector.Protect(content, purpose));
        }

        var (id, key) = keys.Current;
        var result = new byte[OverheadLength + content.Length];
        result[0] = Version;
        id.CopyTo(result, 1);
        var nonce = result.AsSpan(HeaderLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, content, result.AsSpan(OverheadLength), result.AsSpan(HeaderLength + NonceLength, TagLength), Associated(result, purpose));
        return Base64Url.EncodeToString(result);
    }

    /// <summary>The content; null for whatever was not made by <see cref="Protect"/> with this purpose and one of these keys.</summary>
    public static byte[]? Unprotect(string text, ReadOnlySpan<byte> purpose, ProtectionKeys keys)
    {
        if (text.Length > MaxTextLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        var data = Base64Url.DecodeFromChars(text);
        if (keys.Protector is { } protector)
        {
            return protector.Unprotect(data, purpose);
        }

        if (data.Length < OverheadLength || data[0] != Version || keys.Find(data.AsSpan(1, KeyIdLength)) is not { } key)
        {
            return null;
        }

        var content = new byte[data.Length - OverheadLength];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(data.AsSpan(HeaderLength, NonceLength), data.AsSpan(OverheadLength), data.AsSpan(HeaderLength + NonceLength, TagLength), content, Associated(data, purpose));
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Associated(byte[] data, ReadOnlySpan<byte> purpose) => [.. data.AsSpan(0, HeaderLength), .. purpose];
}
