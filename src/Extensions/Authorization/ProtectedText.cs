using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace NumberVerify;

/// <summary>
/// Authenticated encryption of a few bytes as URL-safe text: version, key identifier with its length, nonce, tag, AES-256-GCM ciphertext. The purpose is authenticated
/// with them, so that a text made for one use is nothing for another.
/// </summary>
internal static class ProtectedText
{
    private const byte Version = 2;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int VersionLength = 1;
    private const int IdOffset = VersionLength + sizeof(ushort);
    private const int MaxIdLength = 512;

    /// <summary>What fits into a cookie once it is text, where the key's identifier is short.</summary>
    public const int MaxContentLength = 3000;

    private const int MaxTextLength = (MaxContentLength + IdOffset + MaxIdLength + NonceLength + TagLength + 2) / 3 * 4;

    public static string Protect(ReadOnlySpan<byte> content, ReadOnlySpan<byte> purpose, IKeyRing keys)
    {
        var (id, key) = keys.Current;
        var headerLength = IdOffset + id.Length;
        var result = new byte[headerLength + NonceLength + TagLength + content.Length];
        result[0] = Version;
        BinaryPrimitives.WriteUInt16LittleEndian(result.AsSpan(VersionLength), checked((ushort)id.Length));
        id.CopyTo(result, IdOffset);
        var nonce = result.AsSpan(headerLength, NonceLength);
        var tag = result.AsSpan(headerLength + NonceLength, TagLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, content, result.AsSpan(headerLength + NonceLength + TagLength), tag, [.. result.AsSpan(0, headerLength), .. purpose]);
        return Base64Url.EncodeToString(result);
    }

    /// <summary>The content; null for whatever was not made by <see cref="Protect"/> with this purpose and one of these keys.</summary>
    public static byte[]? Unprotect(string text, ReadOnlySpan<byte> purpose, IKeyRing keys)
    {
        if (text.Length > MaxTextLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        var data = Base64Url.DecodeFromChars(text);
        if (data.Length < IdOffset || data[0] != Version)
        {
            return null;
        }

        var idLength = BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(VersionLength));
        var headerLength = IdOffset + idLength;
        var contentLength = data.Length - headerLength - NonceLength - TagLength;
        if (contentLength < 0 || keys.Find(data.AsSpan(IdOffset, idLength)) is not { } key)
        {
            return null;
        }

        var nonce = data.AsSpan(headerLength, NonceLength);
        var tag = data.AsSpan(headerLength + NonceLength, TagLength);
        var content = new byte[contentLength];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(nonce, data.AsSpan(data.Length - contentLength), tag, content, [.. data.AsSpan(0, headerLength), .. purpose]);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
