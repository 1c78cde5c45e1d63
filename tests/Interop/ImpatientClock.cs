namespace NumberVerify.Interop.Tests;

/// <summary>The system's clock, whose timers fire at once: a foreign server keeps real time, and assertions must too, but nobody needs to wait.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
