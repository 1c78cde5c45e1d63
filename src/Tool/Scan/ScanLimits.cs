namespace NumberVerify.Tool.Scan;

/// <summary>How far a scan goes into what it is given. Whatever lies beyond is named as not looked into, never passed over.</summary>
internal sealed record ScanLimits
{
    /// <summary>Archives within archives.</summary>
    public int Depth { get; init; } = 8;

    /// <summary>Entries of all archives within one file.</summary>
    public int Entries { get; init; } = 200_000;

    /// <summary>What one small file may unpack to, in bytes.</summary>
    public long Unpacked { get; init; } = 1L << 30;

    /// <summary>What a larger file may unpack to, as a multiple of its length.</summary>
    public int Ratio { get; init; } = 100;

    /// <summary>The largest assembly or resource table, which is held in memory.</summary>
    public int InMemory { get; init; } = 96 << 20;

    /// <summary>Nested archives up to this length are held in memory, larger ones in a temporary file.</summary>
    public int Spooled { get; init; } = 8 << 20;

    /// <summary>How many characters of a text are judged at once.</summary>
    public int Window { get; init; } = 2 << 20;

    /// <summary>How many characters two windows share; half of it is more than the longest key.</summary>
    public int Overlap { get; init; } = 64 << 10;
}
