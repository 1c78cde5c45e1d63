using System.Buffers.Binary;
using System.IO.Compression;

namespace NumberVerify.Tool.Scan.Archives;

/// <summary>Looks into files that web servers send as they are: compressed once, ahead of time.</summary>
internal sealed class PackedInspector(Findings findings, Inspector inspector)
{
    public void Gzip(Subject subject, Stream stream, CancellationToken cancellationToken)
    {
        var packed = new TailStream(stream);
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
        var content = new CheckedStream(new BoundedStream(unpacked, subject.Budget));
        inspector.Inspect(subject.Unpacked(".gz"), content, cancellationToken);

        // A file that was cut off is read to where it ends, without a word.
        if (content.IsRead && content.Sum != BinaryPrimitives.ReadUInt32LittleEndian(packed.Tail))
        {
            findings.Omit(subject.Place, "damaged, or packed in several parts");
        }
    }

    public void Brotli(Subject subject, Stream stream, CancellationToken cancellationToken)
    {
        using var unpacked = new BrotliReader(stream);
        inspector.Inspect(subject.Unpacked(".br"), new BoundedStream(unpacked, subject.Budget), cancellationToken);
    }
}
