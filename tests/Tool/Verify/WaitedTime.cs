using NumberVerify.Testing;

namespace NumberVerify.Tool.Tests.Verify;

/// <summary>A clock that stands still until somebody waits for that long, and then lets it pass.</summary>
internal sealed class WaitedTime(TimeSpan wait) : TimeProvider
{
    private readonly ManualTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly TaskCompletionSource _waited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime == wait)
        {
            _waited.TrySetResult();
        }

        return timer;
    }

    public async Task PassAsync()
    {
        await _waited.Task;
        _clock.Advance(wait);
    }
}
