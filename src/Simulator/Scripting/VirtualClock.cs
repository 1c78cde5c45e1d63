namespace NumberVerify.Simulator;

/// <summary>
/// A clock for <see cref="OperatorSimulatorOptions.TimeProvider"/> that can be moved forward, so that a lifetime ends or a delay passes without anybody waiting. Timers
/// that come due fire inside <see cref="Advance"/>, in their order. Thread-safe.
/// </summary>
public sealed class VirtualClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<VirtualTimer> timers = [];
    private readonly TimeProvider? source;
    private readonly long sourceStart;
    private readonly DateTimeOffset start;
    private readonly ITimer? alarm;
    private TimeSpan advanced;

    /// <summary>A clock that stands still until it is advanced.</summary>
    /// <param name="start">What it shows at first. Default: what the system's clock shows now.</param>
    public VirtualClock(DateTimeOffset? start = null) => this.start = start ?? System.GetUtcNow();

    private VirtualClock(TimeProvider source)
    {
        this.source = source;
        start = source.GetUtcNow();
        sourceStart = source.GetTimestamp();
        alarm = source.CreateTimer(_ => FireDue(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>100 nanoseconds.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>A clock that runs with another one, and can be moved ahead of it.</summary>
    /// <param name="source">Default: <see cref="TimeProvider.System"/>.</param>
    /// <returns>A clock that shows what <paramref name="source"/> shows now.</returns>
    public static VirtualClock Running(TimeProvider? source = null) => new(source ?? System);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => start + Elapsed;

    /// <inheritdoc />
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>Moves the clock forward and fires the timers that come due on the way, each with the clock at its own time.</summary>
    /// <param name="duration">Not negative: a lifetime that ended does not begin again.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative, or more than a hundred years.</exception>
    public void Advance(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(duration, TimeSpan.FromDays(36_525));
        var end = Elapsed + duration;
        while (TakeDue(end) is { } callback)
        {
            callback();
        }

        lock (gate)
        {
            MoveTo(end);
            SetAlarm();
        }
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan Elapsed
    {
        get
        {
            lock (gate)
            {
                return ElapsedInside;
            }
        }
    }

    private TimeSpan ElapsedInside => source is null ? advanced : advanced + source.GetElapsedTime(sourceStart);

    private void FireDue()
    {
        while (TakeDue(Elapsed) is { } callback)
        {
            callback();
        }

        lock (gate)
        {
            SetAlarm();
        }
    }

    private Action? TakeDue(TimeSpan end)
    {
        lock (gate)
        {
            if (timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is not { } due)
            {
                return null;
            }

            MoveTo(due.Due);
            if (due.Period > TimeSpan.Zero)
            {
                due.Due += due.Period;
            }
            else
            {
                timers.Remove(due);
            }

            return due.Callback;
        }
    }

    private void MoveTo(TimeSpan instant)
    {
        if (instant - ElapsedInside is { Ticks: > 0 } missing)
        {
            advanced += missing;
        }
    }

    /// <summary>A clock that runs by itself is woken for its next timer.</summary>
    private void SetAlarm()
    {
        if (alarm is not null)
        {
            var wait = timers.Count == 0 ? Timeout.InfiniteTimeSpan : timers.Min(timer => timer.Due) - ElapsedInside;
            alarm.Change(wait == Timeout.InfiniteTimeSpan ? wait : TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, TimeSpan.TicksPerDay)), Timeout.InfiniteTimeSpan);
        }
    }

    private void Set(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Period = period;
                timer.Due = ElapsedInside + dueTime;
                timers.Add(timer);
            }

            SetAlarm();
        }
    }

    private sealed class VirtualTimer(VirtualClock clock, Action callback) : ITimer
    {
        internal Action Callback => callback;

        internal TimeSpan Due { get; set; }

        internal TimeSpan Period { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime, period);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
