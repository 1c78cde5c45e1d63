namespace NumberVerify.Tool.Scan.Archives;

/// <summary>A stream whose first bytes are known before it is read.</summary>
internal sealed class HeadStream : Stream
{
    private readonly Stream _inner;
    private int _position;

    public HeadStream(Stream inner, int length)
    {
        _inner = inner;
        var head = new byte[length];
        Head = head.AsMemory(0, inner.ReadAtLeast(head, length, throwOnEndOfStream: false));
        if (inner.CanSeek)
        {
            inner.Position = 0;
            Seekable = inner;
            _position = Head.Length;
        }
    }

    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>The stream itself, from its start, where it can be read in any order.</summary>
    public Stream? Seekable { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>All of it, for what is looked into in any order; damaged where it is longer.</summary>
    public byte[] ReadAll(int longest)
    {
        using var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (Read(buffer) is > 0 and var count)
        {
            if (all.Length + count > longest)
            {
                throw new InvalidDataException();
            }

            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position >= Head.Length)
        {
            return _inner.Read(buffer);
        }

        var count = Math.Min(buffer.Length, Head.Length - _position);
        Head.Span.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
