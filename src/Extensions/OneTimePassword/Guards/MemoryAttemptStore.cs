namespace NumberVerify;

/// <summary>The counters of one process. A full store refuses: dropping a counter would give its tries back.</summary>
internal sealed class MemoryAttemptStore(TimeProvider timeProvider, int capacity = MemoryAttemptStore.DefaultCapacity) : IAttemptStore
{
    private const int DefaultCapacity = 100_000;

    /// <summary>A sweep looks at every counter, so an attack must not be able to ask for it.</summary>
    private static readonly TimeSpan s_betweenSweeps = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, (long Value, DateTimeOffset ExpiresAt)> _counters = new(StringComparer.Ordinal);
    private readonly Lock _counting = new();
    private long _sweptAt = timeProvider.GetTimestamp();

    public int Count
    {
        get
        {
            lock (_counting)
            {
                return _counters.Count;
            }
        }
    }

    public ValueTask<long> AddAsync(string key, long amount, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_counting)
        {
            if (timeProvider.GetElapsedTime(_sweptAt) >= s_betweenSweeps)
            {
                Sweep();
            }

            if (!_counters.TryGetValue(key, out var counter) && (amount == 0 || _counters.Count >= capacity))
            {
                return new(amount == 0 ? 0 : long.MaxValue);
            }

            counter = (counter.Value + amount, counter.ExpiresAt > expiresAt ? counter.ExpiresAt : expiresAt);
            _counters[key] = counter;
            return new(counter.Value);
        }
    }

    private void Sweep()
    {
        _sweptAt = timeProvider.GetTimestamp();
        var now = timeProvider.GetUtcNow();
        foreach (var (key, counter) in _counters)
        {
            if (counter.ExpiresAt < now)
            {
                _counters.Remove(key);
            }
        }
    }
}
