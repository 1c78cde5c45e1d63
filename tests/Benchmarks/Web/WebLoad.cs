using System.Diagnostics;

namespace NumberVerify.Benchmarks;

/// <summary>What the endpoints cost: a callback's way to its result, beside a minimal API written by hand; and transactions nobody has come back for.</summary>
internal static class WebLoad
{
    private const int Rounds = 15;
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

        // Rounds of each in turn, so that whatever slows the machine slows both; the first ones warm up.
        for (var round = -5; round < Rounds; round++)
        {
            for (var row = 0; row < visitors.Length; row++)
            {
                var started = new List<(string, string)>();
                for (var i = 0; i < Callbacks; i++)
                {
                    started.Add(await visitors[row].StartAsync());
                }

                GC.Collect();
                var start = Stopwatch.GetTimestamp();
                foreach (var each in started)
                {
                    await visitors[row].ContinueAsync(each);
                }

                if (round >= 0)
                {
                    samples[row].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Callbacks);
                }
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
