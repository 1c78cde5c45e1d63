namespace NumberVerify.Tool.Scan;

/// <summary>What one file may still unpack to, all its layers together. Used by one thread.</summary>
internal sealed class Budget(ScanLimits limits, long length)
{
    private long _bytes = Math.Max(limits.Unpacked, length > long.MaxValue / limits.Ratio ? long.MaxValue : length * limits.Ratio);
    private int _entries = limits.Entries;

    public void TakeBytes(int count)
    {
        _bytes -= count;
        if (_bytes < 0)
        {
            throw new UnpackingException("it unpacks to more than a scan looks through");
        }
    }

    public void TakeEntry()
    {
        if (--_entries < 0)
        {
            throw new UnpackingException("its archives have more entries than a scan looks through");
        }
    }
}
