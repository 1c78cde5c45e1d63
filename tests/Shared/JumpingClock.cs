namespace NumberVerify.Testing;

/// <summary>A clock on which nobody waits: whoever would is taken to the end of the wait at once, and the clock below moves that far. A wait may be seen before, and left hanging.</summary>
internal sealed class JumpingClock(ManualTimeProvider time, Func<TimeSpan, bool>? jumps = null) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan || jumps?.Invoke(dueTime) == false)
        {
            return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }

        time.Advance(dueTime);
        callback(state);
        return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
