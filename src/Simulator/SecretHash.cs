using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NumberVerify.Simulator;

/// <summary>A SHA-256 as a key of 32 bytes: what is remembered by the hundred thousand is remembered without a string.</summary>
internal readonly record struct SecretHash(ulong A, ulong B, ulong C, ulong D)
{
    internal static SecretHash Of(string value)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(value), hash);
        return Of(hash);
    }

    /// <param name="encoded">Of the form <see cref="Patterns.Sha256Base64Url"/>.</param>
    internal static SecretHash Decode(string encoded)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Base64Url.DecodeFromChars(encoded, hash);
        return Of(hash);
    }

    private static SecretHash Of(ReadOnlySpan<byte> hash) => new(Part(hash, 0), Part(hash, 1), Part(hash, 2), Part(hash, 3));

    private static ulong Part(ReadOnlySpan<byte> hash, int index) => BinaryPrimitives.ReadUInt64LittleEndian(hash[(index * sizeof(ulong))..]);
}
