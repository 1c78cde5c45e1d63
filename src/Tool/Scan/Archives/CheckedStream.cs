namespace NumberVerify.Tool.Scan.Archives;

/// <summary>Sums up what is read, so that what an archive lost or holds back is noticed where its reader is content.</summary>
internal sealed class CheckedStream(Stream inner) : ForwardStream
{
    private Crc32 _sum;

    /// <summary>Whether the end was reached: a sum of less says nothing.</summary>
    public bool IsRead { get; private set; }

    public uint Sum => _sum.Value;

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        _sum.Add(buffer[..count]);
        IsRead |= count == 0 && buffer.Length > 0;
        return count;
    }
}
