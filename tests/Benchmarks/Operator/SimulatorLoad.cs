using System.Diagnostics;
using NumberVerify.Simulator;

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
        await using var simulator = await OperatorSimulator.StartAsync(static options =>
        {
            options.TimeProvider = new VirtualClock(); // stands still: nothing expires under the load
            options.Clients.Add(new SimulatedClient { ClientId = RawFlow.ClientId, ClientSecret = RawFlow.ClientSecret, RedirectUris = [RawFlow.Callback] });
        });
        using var flow = new RawFlow(simulator.Issuer, simulator.AddDevice(RawFlow.PhoneNumber).Id);
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
        using var program = new SimulatorProgram();
        using var flow = new RawFlow(program.Address, program.DeviceId);
        await RunAsync(flow.AuthorizeAsync, WarmUps);
        var before = program.WorkingSet;
        await RunAsync(flow.AuthorizeAsync, Pending);
        var megabytes = program.WorkingSet / 1e6;
        Console.WriteLine($"{Pending} pending authorizations: the program's working set is {megabytes:0} MB, {before / 1e6:0} MB of it before the first; goal {MaxMegabytes:0} MB.");
        return megabytes < MaxMegabytes;
    }

    private static Task RunAsync(Func<Task> operation, int times) => Task.WhenAll(Enumerable.Range(0, Crowd.Callers).Select(async caller =>
    {
        for (var i = caller; i < times; i += Crowd.Callers)
        {
            await operation();
        }
    }));
}
