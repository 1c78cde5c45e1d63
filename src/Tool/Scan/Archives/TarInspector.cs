using System.Formats.Tar;

namespace NumberVerify.Tool.Scan.Archives;

/// <summary>Looks into every file of a tape archive, packed or not.</summary>
internal sealed class TarInspector(Inspector inspector)
{
    private const int MarkAt = 257;

    public static bool IsTar(ReadOnlySpan<byte> head) => head.Length > MarkAt + 5 && head[MarkAt..].StartsWith("ustar"u8);

    public void Inspect(Subject subject, Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new TarReader(stream, leaveOpen: true);
        while (reader.GetNextEntry() is { } entry)
        {
            cancellationToken.ThrowIfCancellationRequested();
            subject.Budget.TakeEntry();
            if (entry.DataStream is { } content)
            {
                inspector.Inspect(subject.Inner(entry.Name), new BoundedStream(content, subject.Budget), cancellationToken);
            }
        }
    }
}
