using NumberVerify.Testing;

namespace NumberVerify.Integration.Tests.Simulator;

/// <summary>A clock a test moves, which tells when somebody has begun to wait for it.</summary>
internal sealed class WatchedClock : TimeProvider
{
    private readonly ManualTimeProvider clock = new();
    private readonly SemaphoreSlim waits = new(0);

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        waits.Release();
        return timer;
    }

    public void Advance(TimeSpan duration) => clock.Advance(duration);

    public Task SomebodyWaitsAsync() => waits.WaitAsync();
}
