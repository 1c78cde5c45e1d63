using System.Buffers.Binary;

namespace NumberVerify.Tool.Scan.Assemblies;

/// <summary>An assembly as .NET for Android packs it: the mark XALZ, its index, its length, and one LZ4 block.</summary>
internal static class CompressedAssembly
{
    private const int HeaderLength = 12;

    /// <summary>Unpacks what starts at the stream's position, and leaves the stream behind it; null where it is damaged or longer than that.</summary>
    public static byte[]? Read(Stream stream, int longest)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) is var length && (length == 0 || length > longest))
        {
            return null;
        }

        // A block grows by no more than one byte in 255 where nothing repeats.
        var packed = new byte[Math.Min(stream.Length - stream.Position, length + (length / 255) + 16)];
        var start = stream.Position;
        packed = packed[..stream.ReadAtLeast(packed, packed.Length, throwOnEndOfStream: false)];
        var assembly = new byte[length];
        if (!Unpack(packed, assembly, out var read))
        {
            return null;
        }

        stream.Position = start + read;
        return assembly;
    }

    /// <summary>One LZ4 block, until the target is full.</summary>
    private static bool Unpack(ReadOnlySpan<byte> source, Span<byte> target, out int read)
    {
        var written = 0;
        read = 0;
        while (read < source.Length)
        {
            int token = source[read++];
            if (!Length(source, ref read, token >> 4, out var literals) || literals > source.Length - read || literals > target.Length - written)
            {
                return false;
            }

            source.Slice(read, literals).CopyTo(target[written..]);
            read += literals;
            written += literals;
            if (written == target.Length)
            {
                return true;
            }

            if (read + 2 > source.Length)
            {
                return false;
            }

            var distance = BinaryPrimitives.ReadUInt16LittleEndian(source[read..]);
            read += 2;
            if (!Length(source, ref read, token & 15, out var repeated) || distance == 0 || distance > written || repeated > target.Length - written - 4)
            {
                return false;
            }

            // Source and target may overlap: what was just written is repeated.
            for (var end = written + repeated + 4; written < end; written++)
            {
                target[written] = target[written - distance];
            }
        }

        return written == target.Length;
    }

    private static bool Length(ReadOnlySpan<byte> source, ref int read, int first, out int length)
    {
        length = first;
        if (first < 15)
        {
            return true;
        }

        while (read < source.Length && length < int.MaxValue - 255)
        {
            length += source[read];
            if (source[read++] < 255)
            {
                return true;
            }
        }

        return false;
    }
}
