using System.Diagnostics;

namespace NumberVerify.Load.Tests.Soak;

/// <summary>What the process holds at one moment. What nobody refers to is not counted.</summary>
internal sealed record Reading(TimeSpan At, double ManagedMegabytes, double WorkingSetMegabytes, int Handles, int Threads, long Timers, int InFlight)
{
    public static string Header => $"{"s",6} {"managed MB",11} {"working set MB",15} {"handles",8} {"threads",8} {"timers",7} {"in flight",10}";

    public static Reading Take(TimeSpan at, int inFlight)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        return new Reading(at, managed / 1e6, process.WorkingSet64 / 1e6, process.HandleCount, process.Threads.Count, Timer.ActiveCount, inFlight);
    }

    public override string ToString() => $"{At.TotalSeconds,6:0} {ManagedMegabytes,11:0.0} {WorkingSetMegabytes,15:0.0} {Handles,8} {Threads,8} {Timers,7} {InFlight,10}";
}
