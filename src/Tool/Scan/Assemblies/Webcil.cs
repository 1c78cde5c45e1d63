using System.Buffers.Binary;

namespace NumberVerify.Tool.Scan.Assemblies;

/// <summary>
/// An assembly as Blazor ships it: a short header and the sections of the portable executable, most often within a WebAssembly module's second data segment.
/// </summary>
internal static class Webcil
{
    private const int HeaderLength = 28;
    private const int SectionLength = 16;
    private const int DataSection = 11;

    /// <summary>Where it starts in a file; -1 where the file holds none.</summary>
    public static int Find(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("WbIL"u8))
        {
            return 0;
        }

        if (!file.StartsWith("\0asm"u8))
        {
            return -1;
        }

        var i = 8;
        while (i < file.Length)
        {
            int id = file[i++];
            if (!Number(file, ref i, out var length) || length > file.Length - i)
            {
                return -1;
            }

            if (id == DataSection)
            {
                return InData(file, i, i + length);
            }

            i += length;
        }

        return -1;
    }

    /// <summary>Where the parts are that a reader of metadata asks for; null where it is damaged.</summary>
    public static AssemblyImage? Open(byte[] file, int start)
    {
        var webcil = file.AsSpan(start);
        if (webcil.Length < HeaderLength)
        {
            return null;
        }

        int major = BinaryPrimitives.ReadUInt16LittleEndian(webcil[4..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(webcil[8..]);
        var header = BinaryPrimitives.ReadInt32LittleEndian(webcil[12..]);
        var table = HeaderLength + (major > 0 ? 4 : 0);
        if (table + (count * SectionLength) > webcil.Length)
        {
            return null;
        }

        var sections = new AssemblySection[count];
        for (var i = 0; i < count; i++)
        {
            var section = webcil.Slice(table + (i * SectionLength), SectionLength);
            sections[i] = new AssemblySection(
                BinaryPrimitives.ReadInt32LittleEndian(section[4..]),
                BinaryPrimitives.ReadInt32LittleEndian(section[8..]),
                start + BinaryPrimitives.ReadInt32LittleEndian(section[12..]));
        }

        return AssemblyImage.Open(file, sections, header);
    }

    private static int InData(ReadOnlySpan<byte> file, int i, int end)
    {
        if (!Number(file, ref i, out var count))
        {
            return -1;
        }

        for (var segment = 0; segment < count && i < end; segment++)
        {
            // Passive segments alone: a kind and a length. An active one has an expression, and is the runtime's own.
            if (file[i++] != 1 || !Number(file, ref i, out var length) || length > end - i)
            {
                return -1;
            }

            if (file[i..].StartsWith("WbIL"u8))
            {
                return i;
            }

            i += length;
        }

        return -1;
    }

    /// <summary>LEB128.</summary>
    private static bool Number(ReadOnlySpan<byte> file, ref int i, out int number)
    {
        number = 0;
        for (var shift = 0; shift < 32 && i < file.Length; shift += 7)
        {
            var part = file[i++];
            number |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number >= 0;
            }
        }

        return false;
    }
}
