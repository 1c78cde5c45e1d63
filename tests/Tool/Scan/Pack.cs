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
