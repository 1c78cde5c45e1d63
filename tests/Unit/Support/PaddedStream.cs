namespace NumberVerify.Unit.Tests.Support;

/// <summary>A body followed by blanks up to a length, made while it is read; its position tells how much was.</summary>
internal sealed class PaddedStream(byte[] body, long length) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var taken = (int)Math.Min(count, length - Position);
        for (var index = 0; index < taken; index++)
        {
            buffer[offset + index] = Position + index < body.Length ? body[Position + index] : (byte)' ';
        }

        Position += taken;
        return taken;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
