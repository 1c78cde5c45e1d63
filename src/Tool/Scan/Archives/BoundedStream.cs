namespace NumberVerify.Tool.Scan.Archives;

/// <summary>What is unpacked counts against the budget of the file that it came from, as it is read and not as a header says.</summary>
internal sealed class BoundedStream(Stream inner, Budget budget) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        budget.TakeBytes(count);
        return count;
    }
}
