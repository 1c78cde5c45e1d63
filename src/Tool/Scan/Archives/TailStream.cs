namespace NumberVerify.Tool.Scan.Archives;

/// <summary>Remembers the last bytes that were read, where a packed file keeps its check sum.</summary>
internal sealed class TailStream(Stream inner) : ForwardStream
{
    private const int TailLength = 8;

    private readonly byte[] _tail = new byte[TailLength];

    public ReadOnlySpan<byte> Tail => _tail;

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
}
