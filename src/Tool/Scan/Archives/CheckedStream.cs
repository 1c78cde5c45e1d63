namespace NumberVerify.Tool.Scan.Archives;

/// <summary>Sums up what is read, so that what an archive lost or holds back is noticed where its reader is content.</summary>
internal sealed class CheckedStream(Stream inner) : Stream
{
    private Crc32 _sum;

    /// <summary>Whether the end was reached: a sum of less says nothing.</summary>
    public bool IsRead { get; private set; }

    public uint Sum => _sum.Value;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        _sum.Add(buffer[..count]);
        IsRead |= count == 0 && buffer.Length > 0;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
