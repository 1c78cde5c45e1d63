using System.Text;
using NumberVerify.Tool.Scan.Archives;
using NumberVerify.Tool.Scan.Assemblies;
using NumberVerify.Tool.Scan.Keys;
using NumberVerify.Tool.Scan.Phones;
using NumberVerify.Tool.Scan.Texts;

namespace NumberVerify.Tool.Scan;

/// <summary>Tells what a file is, by its first bytes rather than its name, and hands it to who looks into that kind. What cannot be looked into is named.</summary>
internal sealed class Inspector
{
    private const int HeadLength = 1024;
    private const int LargestKeyFile = 1 << 20;

    /// <summary>Packed formats that are not unpacked here, by their first bytes.</summary>
    private static readonly (byte[] Head, string Name)[] s_foreign =
    [
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z"),
        ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], "RAR"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard"),
        ([0x4D, 0x53, 0x43, 0x46, 0, 0, 0, 0], "CAB"),
        ([0x42, 0x5A, 0x68], "bzip2"),
    ];

    private readonly ScanLimits _limits;
    private readonly Findings _findings;
    private readonly TextInspector _texts;
    private readonly BinaryInspector _binaries;
    private readonly ZipInspector _zips;
    private readonly PackedInspector _packed;
    private readonly TarInspector _tars;
    private readonly AssemblyInspector _assemblies;
    private readonly PhoneInspector _phones;

    public Inspector(ScanLimits limits, Findings findings)
    {
        _limits = limits;
        _findings = findings;
        _texts = new TextInspector(limits, findings);
        _binaries = new BinaryInspector(limits, findings, this, _texts);
        _zips = new ZipInspector(findings, this);
        _packed = new PackedInspector(findings, this);
        _tars = new TarInspector(this);
        _assemblies = new AssemblyInspector(limits, findings, this);
        _phones = new PhoneInspector(findings);
    }

    /// <summary>Looks into one thing. What is wrong with it ends here; only what stops the whole file or the whole scan goes on.</summary>
    public void Inspect(Subject subject, Stream stream, CancellationToken cancellationToken)
    {
        if (subject.Depth > _limits.Depth)
        {
            _findings.Omit(subject.Place, $"more than {_limits.Depth} archives deep");
            return;
        }

        try
        {
            var head = new HeadStream(stream, HeadLength);
            Look(subject, head, cancellationToken);
        }
        catch (Exception exception) when (exception is EndOfStreamException or not (OperationCanceledException or UnpackingException or IOException or UnauthorizedAccessException))
        {
            // Readers of foreign formats object in many ways to what is not well formed; whatever they throw, the place is named and the rest is looked into.
            _findings.Omit(subject.Place, "damaged, or of a kind that is not read");
        }
    }

    private void Look(Subject subject, HeadStream stream, CancellationToken cancellationToken)
    {
        var head = stream.Head.Span;
        if (head.IsEmpty)
        {
            return;
        }

        if (Array.Find(s_foreign, foreign => stream.Head.Span.StartsWith(foreign.Head)) is { Name: { } name } && !IsText(head))
        {
            _findings.Omit(subject.Place, $"packed as {name}");
        }
        else if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
        {
            using var whole = Seekable(stream);
            _zips.Inspect(subject, whole, cancellationToken);
        }
        else if (subject.Has(".zip", ".apk", ".aab", ".ipa", ".nupkg", ".jar", ".aar", ".msix", ".appx"))
        {
            _findings.Omit(subject.Place, "not the archive that its name says");
            _binaries.Inspect(subject, stream, cancellationToken);
        }
        else if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            _packed.Gzip(subject, stream, cancellationToken);
        }
        else if (subject.Has(".br"))
        {
            _packed.Brotli(subject, stream, cancellationToken);
        }
        else if (TarInspector.IsTar(head))
        {
            _tars.Inspect(subject, stream, cancellationToken);
        }
        else if (head.StartsWith("MZ"u8) || head.StartsWith("WbIL"u8) || head.StartsWith("\0asm"u8) || head.StartsWith("XALZ"u8))
        {
            using var whole = Seekable(stream);
            if (!_assemblies.Inspect(subject, whole, cancellationToken))
            {
                whole.Position = 0;
                _binaries.Inspect(subject, whole, cancellationToken);
            }
        }
        else if (ManagedResources.AreHere(head))
        {
            ManagedResources.Inspect(subject, stream.ReadAll(_limits.InMemory), this, _findings, cancellationToken);
        }
        else if (PhoneInspector.KindOf(subject, head) is { } kind)
        {
            using var whole = new MemoryStream(stream.ReadAll(_limits.InMemory));
            _phones.Inspect(subject, kind, whole.ToArray());
            _binaries.Inspect(subject, whole, cancellationToken);
        }
        else if (head[0] == 0x30 && !IsText(head))
        {
            Key(subject, stream, cancellationToken);
        }
        else if (TextEncoding(head) is { } encoding)
        {
            _texts.Inspect(subject, stream, encoding, isText: true, cancellationToken);
        }
        else
        {
            using var whole = Seekable(stream);
            _binaries.Inspect(subject, whole, cancellationToken);
        }
    }

    /// <summary>Bytes whose first ones say nothing of their kind.</summary>
    public void InspectData(Subject subject, byte[] bytes, CancellationToken cancellationToken)
    {
        if (KeyBytes.Of(bytes, out var total) is { } key && total <= bytes.Length && bytes.AsSpan(total).IndexOfAnyExcept((byte)0) < 0)
        {
            _findings.Add(ScanRule.PrivateKeyInFrontend, key.Kind, subject.Place, level: key.IsEncrypted ? "warning" : null);
        }
        else
        {
            _texts.Inspect(subject, new MemoryStream(bytes), Encoding.Latin1, isText: false, cancellationToken);
        }
    }

    /// <summary>A file of nothing but a key says so from its first byte to its last.</summary>
    private void Key(Subject subject, HeadStream stream, CancellationToken cancellationToken)
    {
        using var whole = Seekable(stream);
        if (whole.Length <= LargestKeyFile)
        {
            var bytes = new byte[whole.Length];
            whole.ReadExactly(bytes);
            if (KeyBytes.Of(bytes, out var total) is { } key && total == bytes.Length)
            {
                _findings.Add(ScanRule.PrivateKeyInFrontend, key.Kind, subject.Place, level: key.IsEncrypted ? "warning" : null);
                return;
            }
        }

        whole.Position = 0;
        _binaries.Inspect(subject, whole, cancellationToken);
    }

    private Stream Seekable(HeadStream stream) => stream.Seekable ?? Spool.Of(stream, _limits.Spooled);

    /// <summary>Null for what is no text. UTF-16 without a mark is told by its zeros.</summary>
    private static Encoding? TextEncoding(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || IsText(head))
        {
            return Encoding.UTF8;
        }

        int even = 0, odd = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }

        var most = head.Length / 2 * 9 / 10;
        return head.Length < 4 ? null : odd > most && even == 0 ? Encoding.Unicode : even > most && odd == 0 ? Encoding.BigEndianUnicode : null;
    }

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        var strange = 0;
        foreach (var letter in head)
        {
            if (letter == 0)
            {
                return false;
            }

            strange += letter < ' ' && letter is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B) ? 1 : 0;
        }

        return strange <= head.Length / 32;
    }
}
