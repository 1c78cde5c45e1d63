using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace NumberVerify.Tool.Tests.Scan;

/// <summary>Makes the archives and packed files that things are shipped in.</summary>
internal static class Pack
{
    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Tar(string name, byte[] content)
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        return stream.ToArray();
    }

    public static byte[] Gzip(byte[] content) => Through(content, stream => new GZipStream(stream, CompressionLevel.Fastest));

    public static byte[] Brotli(byte[] content) => Through(content, stream => new BrotliStream(stream, CompressionLevel.Fastest));

    /// <summary>As .NET for Android packs an assembly, in literals alone, which is LZ4 as well.</summary>
    public static byte[] Xalz(byte[] assembly)
    {
        var block = new List<byte>();
        block.Add(0xF0);
        var rest = assembly.Length - 15;
        for (; rest >= 255; rest -= 255)
        {
            block.Add(255);
        }

        block.Add((byte)rest);
        block.AddRange(assembly);
        var header = new byte[12];
        "XALZ"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), assembly.Length);
        return [.. header, .. block];
    }

    /// <summary>A single-file program: a host, one file packed and one that is not, and the table of both.</summary>
    public static byte[] Bundle(string name, byte[] content)
    {
        byte[] mark = [0x8B, 0x12, 0x02, 0xB9, 0x6A, 0x61, 0x20, 0x38, 0x72, 0x7B, 0x93, 0x02, 0x14, 0xD7, 0xA0, 0x32, 0x13, 0xF5, 0xB9, 0xE6, 0xEF, 0xAE, 0x33, 0x18, 0xEE, 0x3B, 0x2D, 0xCE, 0x24, 0xB3, 0x6A, 0xAE];
        var packed = Through(content, stream => new DeflateStream(stream, CompressionLevel.Fastest));
        byte[] host = [0x7F, .. "ELF"u8, .. new byte[500]];
        var start = host.Length + 8 + mark.Length;
        var table = new MemoryStream();
        using var writer = new BinaryWriter(table);
        writer.Write(6u);
        writer.Write(0u);
        writer.Write(2);
        writer.Write("a bundle");
        writer.Write(new byte[40]);
        foreach (var (inner, offset, stored) in new[] { ("packed/" + name, start, (long)packed.Length), (name, start + packed.Length, 0L) })
        {
            writer.Write((long)offset);
            writer.Write((long)content.Length);
            writer.Write(stored);
            writer.Write((byte)1);
            writer.Write(inner);
        }

        return [.. host, .. BitConverter.GetBytes((long)start + packed.Length + content.Length), .. mark, .. packed, .. content, .. table.ToArray()];
    }

    private static byte[] Through(byte[] content, Func<Stream, Stream> pack)
    {
        var stream = new MemoryStream();
        using (var packed = pack(stream))
        {
            packed.Write(content);
        }

        return stream.ToArray();
    }
}
