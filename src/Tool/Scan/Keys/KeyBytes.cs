namespace NumberVerify.Tool.Scan.Keys;

/// <summary>Tells a private key by the structure of its bytes (DER): PKCS#8, PKCS#1, SEC 1, PKCS#12. No password is tried and no key is read.</summary>
internal static class KeyBytes
{
    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;
    private const byte OctetString = 0x04;

    private static ReadOnlySpan<byte> Rsa => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01];

    private static ReadOnlySpan<byte> EllipticCurve => [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];

    private static ReadOnlySpan<byte> Dsa => [0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01];

    private static ReadOnlySpan<byte> Edwards => [0x2B, 0x65];

    private static ReadOnlySpan<byte> PasswordBased => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05];

    private static ReadOnlySpan<byte> Pkcs12PasswordBased => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x01];

    private static ReadOnlySpan<byte> Pkcs7 => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07];

    private static ReadOnlySpan<byte> KeyBag => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x0A, 0x01, 0x01];

    private static ReadOnlySpan<byte> ShroudedKeyBag => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x0A, 0x01, 0x02];

    /// <summary>
    /// What a private key begins these bytes, or null. <paramref name="total"/> is the length that the key says to have.
    /// </summary>
    public static (string Kind, bool IsEncrypted)? Of(ReadOnlySpan<byte> bytes, out int total)
    {
        total = 0;
        if (!Open(bytes, Sequence, out var content, out var length))
        {
            return null;
        }

        total = length;
        if (content.Length > 2 && content[0] == Integer && content[1] == 1)
        {
            var version = content[2];
            var rest = content[3..];
            return version switch
            {
                0 or 1 when Open(rest, Sequence, out var algorithm, out var used) && rest.Length > used && rest[used] == OctetString && IsKeyAlgorithm(algorithm) => ("private key (PKCS#8)", false),
                0 when Open(rest, Integer, out _, out var modulus) && modulus >= 60 => ("private key (PKCS#1)", false),
                1 when rest.Length > 2 && rest[0] == OctetString && rest[1] is >= 16 and <= 66 => ("private key (SEC 1)", false),
                3 when Open(rest, Sequence, out var info, out _) && BeginsWith(info, Pkcs7) && HoldsKey(bytes) => ("certificate store with a private key (PKCS#12)", true),
                _ => null,
            };
        }

        return Open(content, Sequence, out var encryption, out var end)
            && content.Length > end
            && content[end] == OctetString
            && (BeginsWith(encryption, PasswordBased) || BeginsWith(encryption, Pkcs12PasswordBased))
            ? ("encrypted private key (PKCS#8)", true)
            : null;
    }

    /// <summary>Certificates alone are kept in such stores too: a key has a bag of its own, whose kind is not encrypted.</summary>
    private static bool HoldsKey(ReadOnlySpan<byte> bytes) => bytes.IndexOf(KeyBag) >= 0 || bytes.IndexOf(ShroudedKeyBag) >= 0;

    private static bool IsKeyAlgorithm(ReadOnlySpan<byte> algorithm) =>
        BeginsWith(algorithm, Rsa) || BeginsWith(algorithm, EllipticCurve) || BeginsWith(algorithm, Dsa) || BeginsWith(algorithm, Edwards);

    /// <summary>Whether the first thing in here is an object identifier that begins so.</summary>
    private static bool BeginsWith(ReadOnlySpan<byte> content, ReadOnlySpan<byte> identifier) =>
        content.Length > identifier.Length + 2 && content[0] == 0x06 && content[1] >= identifier.Length && content[2..].StartsWith(identifier);

    /// <summary>Opens one thing; its content is cut where the bytes end. An indefinite length (BER) goes on to the end.</summary>
    private static bool Open(ReadOnlySpan<byte> bytes, byte tag, out ReadOnlySpan<byte> content, out int total)
    {
        content = default;
        total = 0;
        if (bytes.Length < 3 || bytes[0] != tag)
        {
            return false;
        }

        var start = 2;
        long length = bytes[1];
        if (length == 0x80)
        {
            length = bytes.Length - start;
        }
        else if (length > 0x80)
        {
            var size = bytes[1] & 0x7F;
            if (size > 4 || bytes.Length < 2 + size)
            {
                return false;
            }

            start += size;
            length = 0;
            foreach (var part in bytes.Slice(2, size))
            {
                length = (length << 8) | part;
            }
        }

        if (length > int.MaxValue - start)
        {
            return false;
        }

        total = start + (int)length;
        content = bytes[start..Math.Min(bytes.Length, total)];
        return true;
    }
}
