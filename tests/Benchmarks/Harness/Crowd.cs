using System.Diagnostics;

namespace NumberVerify.Benchmarks;

/// <summary>Runs a row as many callers at once, each one call after the other.</summary>
internal static class Crowd
{
    public const int Callers = 64;

    /// <summary>Bytes and elapsed time for each call; the time is the machine's share, not what one caller waits.</summary>
    public static async Task<Sample> MeasureAsync(Row row, int operations)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => CallAsync(row, operations / Callers)));
        var elapsed = Stopwatch.GetElapsedTime(start);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new Sample((double)bytes / operations, elapsed.TotalNanoseconds / operations);
    }

    private static async Task CallAsync(Row row, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            await row.RunAsync();
        }
    }
}
