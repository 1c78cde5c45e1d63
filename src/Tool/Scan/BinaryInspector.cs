using System.Buffers.Binary;
using System.Text;
using NumberVerify.Tool.Scan.Archives;
using NumberVerify.Tool.Scan.Assemblies;
using NumberVerify.Tool.Scan.Texts;

namespace NumberVerify.Tool.Scan;

/// <summary>
/// Looks through what has no structure that is known here: its texts, of one byte or of two per letter, and the assemblies that native libraries and programs carry.
/// </summary>
internal sealed class BinaryInspector(ScanLimits limits, Findings findings, Inspector inspector, TextInspector texts)
{
    private const int Window = 1 << 20;
    private const int Around = 32 << 10;

    private static readonly byte[][] s_wide = [Encoding.Unicode.GetBytes("PRIVATE KEY"), Encoding.Unicode.GetBytes("secret"), Encoding.Unicode.GetBytes("Secret"), Encoding.Unicode.GetBytes("SECRET")];

    private readonly BundleInspector _bundles = new(limits, findings, inspector);

    public void Inspect(Subject subject, Stream stream, CancellationToken cancellationToken)
    {
        texts.Inspect(subject, stream, Encoding.Latin1, isText: false, cancellationToken);
        if (stream.CanSeek && stream.Length > 8)
        {
            var window = new byte[Math.Min(Window, stream.Length)];
            var done = 1L;
            long? bundle = null;
            for (long start = 0; start < stream.Length; start += Window - Around)
            {
                cancellationToken.ThrowIfCancellationRequested();
                stream.Position = start;
                var length = stream.ReadAtLeast(window, window.Length, throwOnEndOfStream: false);
                Wide(subject, window.AsSpan(0, length), cancellationToken);
                if (bundle is null && (bundle = BundleInspector.Table(window.AsSpan(0, length))) is { } table)
                {
                    // Its table names what a search would find without a name.
                    _bundles.Inspect(subject, stream, table, cancellationToken);
                    done = long.MaxValue;
                }

                Carried(subject, stream, start, window.AsSpan(0, Math.Min(length, Window - Around)), ref done, cancellationToken);
            }
        }
    }

    private void Wide(Subject subject, ReadOnlySpan<byte> window, CancellationToken cancellationToken)
    {
        foreach (var word in s_wide)
        {
            var next = 0;
            while (next < window.Length && window[next..].IndexOf(word) is >= 0 and var distance)
            {
                var at = next + distance;
                var from = Math.Max(at & 1, at - Around);
                var to = Math.Min(window.Length, at + Around);
                texts.Inspect(subject, new MemoryStream(window[from..to].ToArray()), Encoding.Unicode, isText: false, cancellationToken);
                next = to == window.Length ? to : to - (Around / 2);
            }
        }
    }

    /// <param name="done">Up to where the stream was looked into as an assembly.</param>
    private void Carried(Subject subject, Stream stream, long start, ReadOnlySpan<byte> window, ref long done, CancellationToken cancellationToken)
    {
        var next = 0;
        while (next < window.Length && window[next..].IndexOfAny("XALZ"u8[0], "MZ"u8[0]) is >= 0 and var distance)
        {
            var at = next + distance;
            next = at + 1;
            var rest = window[at..];
            if (start + at < done)
            {
                continue;
            }

            if (rest.StartsWith("XALZ"u8))
            {
                var inner = subject.Inner($"assembly at {start + at}");
                stream.Position = start + at;
                if (CompressedAssembly.Read(stream, limits.InMemory) is { } assembly)
                {
                    done = stream.Position;
                    Take(inner, assembly, cancellationToken);
                }
                else
                {
                    findings.Omit(inner.Place, "a compressed assembly that is damaged");
                }
            }
            else if (rest.StartsWith("MZ"u8) && Portable(stream, start + at) is { } length and > 0)
            {
                var inner = subject.Inner($"assembly at {start + at}");
                if (length > limits.InMemory)
                {
                    findings.Omit(inner.Place, "larger than a scan holds in memory");
                    continue;
                }

                var assembly = new byte[length];
                stream.Position = start + at;
                stream.ReadExactly(assembly);
                done = stream.Position;
                Take(inner, assembly, cancellationToken);
            }
        }
    }

    private void Take(Subject subject, byte[] assembly, CancellationToken cancellationToken)
    {
        subject.Budget.TakeEntry();
        subject.Budget.TakeBytes(assembly.Length);
        inspector.Inspect(subject, new MemoryStream(assembly), cancellationToken);
    }

    /// <summary>The length of a managed assembly that starts here by its section table; null where none does.</summary>
    private static int? Portable(Stream stream, long at)
    {
        const int PeOffsetAt = 0x3C;
        const int SectionLength = 40;
        Span<byte> head = stackalloc byte[2048];
        stream.Position = at;
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        head = head[..read];
        if (read < 512 || BinaryPrimitives.ReadInt32LittleEndian(head[PeOffsetAt..]) is var pe && (pe < 0x40 || pe > 512 || pe + 280 > read) || !head[pe..].StartsWith("PE\0\0"u8))
        {
            return null;
        }

        var sections = BinaryPrimitives.ReadUInt16LittleEndian(head[(pe + 6)..]);
        var optional = BinaryPrimitives.ReadUInt16LittleEndian(head[(pe + 20)..]);
        var isWide = BinaryPrimitives.ReadUInt16LittleEndian(head[(pe + 24)..]) == 0x20B;
        var cli = pe + 24 + (isWide ? 112 : 96) + (14 * 8);
        var table = pe + 24 + optional;
        if (cli + 8 > read || BinaryPrimitives.ReadInt32LittleEndian(head[cli..]) == 0 || table + (sections * SectionLength) > read)
        {
            return null;
        }

        long end = 0;
        for (var i = 0; i < sections; i++)
        {
            var section = head.Slice(table + (i * SectionLength), SectionLength);
            end = Math.Max(end, (long)BinaryPrimitives.ReadUInt32LittleEndian(section[16..]) + BinaryPrimitives.ReadUInt32LittleEndian(section[20..]));
        }

        return end > 0 && at + end <= stream.Length ? (int)Math.Min(int.MaxValue, end) : null;
    }
}
