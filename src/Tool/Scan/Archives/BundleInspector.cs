using System.IO.Compression;
using System.Text;

namespace NumberVerify.Tool.Scan.Archives;

/// <summary>Looks into what a single-file program of .NET carries: its assemblies and files, packed or not, behind a table that its host finds by a mark.</summary>
internal sealed class BundleInspector(ScanLimits limits, Findings findings, Inspector inspector)
{
    private const int MarkLength = 32;

    /// <summary>The mark that the host is searched for; the place of the table stands in the eight bytes before it.</summary>
    private static ReadOnlySpan<byte> Mark =>
    [
        0x8B, 0x12, 0x02, 0xB9, 0x6A, 0x61, 0x20, 0x38, 0x72, 0x7B, 0x93, 0x02, 0x14, 0xD7, 0xA0, 0x32, 0x13, 0xF5, 0xB9, 0xE6, 0xEF, 0xAE, 0x33, 0x18, 0xEE, 0x3B, 0x2D, 0xCE, 0x24, 0xB3, 0x6A, 0xAE,
    ];

    /// <summary>The place of the table, where this part of a program has the mark; null where it has none, or is a host without a bundle.</summary>
    public static long? Table(ReadOnlySpan<byte> window)
    {
        var at = window.IndexOf(Mark);
        return at >= 8 && BitConverter.ToInt64(window[(at - 8)..]) is > 0 and var table ? table : null;
    }

    public void Inspect(Subject subject, Stream stream, long table, CancellationToken cancellationToken)
    {
        const int Packed = 6;
        if (table > stream.Length - MarkLength)
        {
            throw new InvalidDataException();
        }

        stream.Position = table;
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var version = reader.ReadUInt32();
        reader.ReadUInt32();
        var count = reader.ReadInt32();
        reader.ReadString();
        stream.Position += version >= 2 ? 5 * sizeof(long) : 0;
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            subject.Budget.TakeEntry();
            var (offset, length) = (reader.ReadInt64(), reader.ReadInt64());
            var packed = version >= Packed ? reader.ReadInt64() : 0;
            reader.ReadByte();
            var inner = subject.Inner(reader.ReadString());
            var next = stream.Position;
            Entry(inner, stream, offset, length, packed, cancellationToken);
            stream.Position = next;
        }
    }

    private void Entry(Subject subject, Stream stream, long offset, long length, long packed, CancellationToken cancellationToken)
    {
        var stored = packed == 0 ? length : packed;
        if (offset < 0 || stored < 0 || offset > stream.Length - stored || length < 0)
        {
            throw new InvalidDataException();
        }

        if (stored > limits.InMemory)
        {
            findings.Omit(subject.Place, "larger than a scan holds in memory");
            return;
        }

        stream.Position = offset;
        var bytes = new byte[stored];
        stream.ReadExactly(bytes);
        using var content = packed == 0 ? (Stream)new MemoryStream(bytes) : new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress);
        inspector.Inspect(subject, packed == 0 ? content : new BoundedStream(content, subject.Budget), cancellationToken);
    }
}
