namespace NumberVerify.Tool.Scan.Archives;

/// <summary>Remembers the last bytes that were read, where a packed file keeps its check sum.</summary>
internal sealed class TailStream(Stream inner) : Stream
{
    private const int TailLength = 8;

    private readonly byte[] _tail = new byte[TailLength];

    public ReadOnlySpan<byte> Tail => _tail;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        if (count >= TailLength)
        {
            buffer[(count - TailLength)..count].CopyTo(_tail);
        }
        else if (count > 0)
        {
            _tail.AsSpan(count).CopyTo(_tail);
            buffer[..count].CopyTo(_tail.AsSpan(TailLength - count));
        }

        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
