using System.Buffers.Text;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NumberVerify.Simulator;

/// <summary>
/// Where ids, codes and tokens come from: the system's generator, or, where the options ask for it, a sequence that a seed repeats and anybody with the seed can foretell.
/// </summary>
internal sealed class SecretSource
{
    private readonly byte[]? key;
    private long drawn;

    internal SecretSource(int? seed)
    {
        if (seed is { } value)
        {
            key = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(key, value);
        }
    }

    /// <summary>256 bits in 43 URL-safe characters.</summary>
    internal string Create() => Base64Url.EncodeToString(Bytes(32));

    /// <summary>A version 4 UUID, RFC 9562 section 5.4.</summary>
    internal string CreateUuid()
    {
        var bytes = Bytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>Digits, each as likely as any other.</summary>
    internal string CreateDigits(int length)
    {
        var digits = new char[length];
        for (var i = 0; i < length;)
        {
            foreach (var value in Bytes(32))
            {
                if (value < 250 && i < length) // 250 is a multiple of ten; what is above would make low digits likelier
                {
                    digits[i++] = (char)('0' + (value % 10));
                }
            }
        }

        return new string(digits);
    }

    /// <summary>At most 32.</summary>
    internal byte[] Bytes(int count)
    {
        if (key is null)
        {
            return RandomNumberGenerator.GetBytes(count);
        }

        Span<byte> position = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(position, Interlocked.Increment(ref drawn));
        return HMACSHA256.HashData(key, position)[..count];
    }
}
