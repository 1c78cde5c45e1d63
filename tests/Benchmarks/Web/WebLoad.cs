using System.Diagnostics;

namespace NumberVerify.Benchmarks;

/// <summary>What the endpoints cost: a callback's way to its result, beside a minimal API written by hand; and transactions nobody has come back for.</summary>
internal static class WebLoad
{
    private const int Rounds = 45;
    private const int Callbacks = 300;
    private const double TimeGoal = 1.15;
    private const int Pending = 100_000;
    private const double MaxMegabytes = 100;

    /// <returns>Whether everything succeeded within the memory. The time is told, and never gates: machines are noisy.</returns>
    public static async Task<bool> MeasureAsync(Uri mobileOperator)
    {
        await using var byHand = await Backend.ByHandAsync(mobileOperator);
        await using var ours = await Backend.OursAsync(mobileOperator);
        await MeasureCallbacksAsync(byHand, ours);
        return await MeasurePendingAsync(ours);
    }

    private static async Task MeasureCallbacksAsync(params Backend[] backends)
    {
        var visitors = Array.ConvertAll(backends, static backend => new Visitor(backend.Address));
        var samples = Array.ConvertAll(backends, static _ => new List<double>());

        // One callback of each in turn, so that whatever slows the machine slows both; the first rounds warm up.
        for (var round = -5; round < Rounds; round++)
        {
            var started = new List<(string, string)[]>();
            for (var i = 0; i < Callbacks; i++)
            {
                started.Add(await Task.WhenAll(visitors.Select(static visitor => visitor.StartAsync())));
            }

            GC.Collect();
            var elapsed = new TimeSpan[visitors.Length];
            for (var i = 0; i < Callbacks; i++)
            {
                for (var turn = 0; turn < visitors.Length; turn++)
                {
                    var row = (turn + i) % visitors.Length;
                    var start = Stopwatch.GetTimestamp();
                    await visitors[row].ContinueAsync(started[i][row]);
                    elapsed[row] += Stopwatch.GetElapsedTime(start);
                }
            }

            for (var row = 0; row < visitors.Length && round >= 0; row++)
            {
                samples[row].Add(elapsed[row].TotalMicroseconds / Callbacks);
            }
        }

        var table = new Table(names: 2, "scenario", "row", "us", "ratio", "goal");
        for (var row = 0; row < backends.Length; row++)
        {
            table.Add(
                row == 0 ? "callback to result, loopback" : "",
                backends[row].Row,
                $"{Measurement.Median(samples[row]):0}",
                $"{Measurement.Median(samples[row].Zip(samples[0], static (own, limit) => own / limit)):0.00}",
                backends[row].Row == Row.Ours ? $"{TimeGoal:0.00}" : "");
            visitors[row].Dispose();
        }

        table.Print();
    }

    private static async Task<bool> MeasurePendingAsync(Backend backend)
    {
        using var visitor = new Visitor(backend.Address);
        await Task.WhenAll(Enumerable.Range(0, Crowd.Callers).Select(_ => visitor.StartAsync()));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Task.WhenAll(Enumerable.Range(0, Crowd.Callers).Select(async caller =>
        {
            for (var i = Crowd.Callers + caller; i < Pending; i += Crowd.Callers)
            {
                await visitor.StartAsync();
            }
        }));
        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
        Console.WriteLine($"{Pending} pending transactions in memory: {megabytes:0.0} MB; goal {MaxMegabytes:0} MB.");
        return megabytes < MaxMegabytes;
    }
}
