using NumberVerify.Simulator;
using NumberVerify.Testing;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class VirtualClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void It_stands_still_until_it_is_advanced()
    {
        var clock = new VirtualClock(Start);
        var timestamp = clock.GetTimestamp();

        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(Start.AddMinutes(5), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(5), clock.GetElapsedTime(timestamp));
    }

    [Fact]
    public void Timers_fire_in_their_order_each_at_its_own_time()
    {
        var clock = new VirtualClock(Start);
        var fired = new List<(string Name, DateTimeOffset At)>();
        using var late = clock.CreateTimer(_ => fired.Add(("late", clock.GetUtcNow())), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var early = clock.CreateTimer(_ => fired.Add(("early", clock.GetUtcNow())), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var again = clock.CreateTimer(_ => fired.Add(("again", clock.GetUtcNow())), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        using var cancelled = clock.CreateTimer(_ => fired.Add(("cancelled", default)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        cancelled.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal([("early", Start.AddSeconds(1)), ("again", Start.AddSeconds(2)), ("late", Start.AddSeconds(3)), ("again", Start.AddSeconds(4))], fired);
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_gets_there()
    {
        var clock = new VirtualClock(Start);
        var delay = Task.Delay(TimeSpan.FromHours(1), clock);

        clock.Advance(TimeSpan.FromMinutes(59));
        var before = delay.IsCompleted;
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(before);
        await delay;
    }

    [Fact]
    public async Task A_running_clock_goes_with_its_source_and_ahead_of_it()
    {
        var source = new ManualTimeProvider(Start);
        var clock = VirtualClock.Running(source);
        var delay = Task.Delay(TimeSpan.FromSeconds(10), clock);

        clock.Advance(TimeSpan.FromSeconds(7));
        source.Advance(TimeSpan.FromSeconds(2));
        var before = delay.IsCompleted;
        source.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Start.AddSeconds(10), clock.GetUtcNow());
        Assert.False(before);
        await delay;
    }

    [Fact]
    public void It_does_not_go_back()
    {
        var clock = new VirtualClock(Start);

        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.MaxValue));
        Assert.Equal(Start, clock.GetUtcNow());
    }
}
