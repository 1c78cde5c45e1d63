using System.IO.Compression;

namespace NumberVerify.Tool.Scan.Archives;

/// <summary>Looks into every entry of a zip, whatever the archive calls itself: apk, aab, ipa, nupkg. Nothing is written to where an entry says.</summary>
internal sealed class ZipInspector(Findings findings, Inspector inspector)
{
    public void Inspect(Subject subject, Stream stream, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in archive.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            subject.Budget.TakeEntry();
            var inner = subject.Inner(entry.FullName);
            if (entry.IsEncrypted)
            {
                findings.Omit(inner.Place, "encrypted");
            }
            else if (!entry.FullName.EndsWith('/') || entry.Length > 0)
            {
                Entry(entry, inner, cancellationToken);
            }
        }
    }

    private void Entry(ZipArchiveEntry entry, Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            using var unpacked = entry.Open();
            var content = new CheckedStream(new BoundedStream(unpacked, subject.Budget));
            inspector.Inspect(subject, content, cancellationToken);
            if (content.IsRead && content.Sum != entry.Crc32)
            {
                findings.Omit(subject.Place, "damaged: its check sum differs");
            }
        }
        catch (InvalidDataException)
        {
            findings.Omit(subject.Place, "damaged, or packed in a way that is not read");
        }
    }
}
