using System.Diagnostics;

namespace NumberVerify.Benchmarks;

/// <summary>Runs the rows of a scenario in turn, A B C D A B C D, so that whatever slows the machine slows all of them, and takes medians.</summary>
internal static class Measurement
{
    private const int Rounds = 9;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(400);

    /// <summary>Longer than the runtime waits before it compiles hot methods anew.</summary>
    private static readonly TimeSpan s_recompilation = TimeSpan.FromMilliseconds(250);

    public static async Task<IReadOnlyList<Result>> RunAsync(Scenario scenario)
    {
        // Twice: what the first pass made hot is recompiled, with what it calls, during the second.
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var row in scenario.Rows)
            {
                await WarmUpAsync(scenario, row);
            }

            await Task.Delay(s_recompilation);
        }

        var samples = scenario.Rows.Select(static _ => new Sample[Rounds]).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var row = 0; row < samples.Length; row++)
            {
                samples[row][round] = await scenario.MeasureAsync(scenario.Rows[row], scenario.Operations);
            }
        }

        var limit = samples[0];
        return [.. scenario.Rows.Zip(samples, (row, own) => new Result(
            scenario,
            row,
            Median(own.Select(static sample => sample.Bytes)),
            Median(own.Zip(limit, static (sample, limit) => sample.Bytes / limit.Bytes)),
            Median(own.Select(static sample => sample.Nanoseconds)),
            Median(own.Zip(limit, static (sample, limit) => sample.Nanoseconds / limit.Nanoseconds))))];
    }

    /// <summary>One round of one caller.</summary>
    public static async Task<Sample> MeasureAsync(Row row, int operations)
    {
        // What the row before left behind is not collected in this row's time.
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var operation = 0; operation < operations; operation++)
        {
            await row.RunAsync();
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new Sample((double)bytes / operations, elapsed.TotalNanoseconds / operations);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static async Task WarmUpAsync(Scenario scenario, Row row)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_warmUp;)
        {
            await scenario.MeasureAsync(row, Crowd.Callers);
        }
    }
}
