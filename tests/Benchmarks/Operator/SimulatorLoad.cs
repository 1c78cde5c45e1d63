using System.Diagnostics;

namespace NumberVerify.Benchmarks;

/// <summary>What the simulator bears: many callers at once, and many authorizations nobody has come back for.</summary>
internal static class SimulatorLoad
{
    private const int WarmUps = 640;
    private const int Flows = 6_400;
    private const int Pending = 100_000;
    private const double MaxMegabytes = 200;

    /// <returns>Whether everything succeeded within the memory.</returns>
    public static async Task<bool> MeasureAsync()
    {
        await MeasureFlowsAsync();
        return await MeasurePendingAsync();
    }

    private static async Task MeasureFlowsAsync()
    {
        var (simulator, flow) = await RawFlow.StartAsync();
        await using var stop = simulator;
        using var dispose = flow;
        await RunAsync(flow.RunAsync, WarmUps);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        await RunAsync(flow.RunAsync, Flows);
        var elapsed = Stopwatch.GetElapsedTime(start);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        Console.WriteLine($"{Crowd.Callers} callers, {Flows} whole flows, no failure: {Flows / elapsed.TotalSeconds:0} flows per second, {bytes / Flows} bytes per flow (both sides, three requests).");
    }

    private static async Task<bool> MeasurePendingAsync()
    {
        var (simulator, flow) = await RawFlow.StartAsync();
        await using var stop = simulator;
        using var dispose = flow;
        await RunAsync(flow.AuthorizeAsync, WarmUps);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await RunAsync(flow.AuthorizeAsync, Pending);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{Pending} pending authorizations: {held / 1e6:0.0} MB held, {held / Pending} bytes each; the process has {process.WorkingSet64 / 1e6:0} MB, goal below {MaxMegabytes:0} MB held.");
        return held < MaxMegabytes * 1e6;
    }

    private static Task RunAsync(Func<Task> operation, int times) => Task.WhenAll(Enumerable.Range(0, Crowd.Callers).Select(async caller =>
    {
        for (var i = caller; i < times; i += Crowd.Callers)
        {
            await operation();
        }
    }));
}
