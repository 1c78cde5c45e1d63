namespace NumberVerify.AspNetCore;

/// <summary>The transactions of one process. A full store refuses new ones: dropping one would break a verification under way, and keeping all would break the process.</summary>
internal sealed class MemoryTransactionStore(TimeProvider timeProvider, int capacity) : ITransactionStore
{
    /// <summary>A sweep looks at every transaction, so an attack must not be able to ask for it at will.</summary>
    private static readonly TimeSpan s_betweenSweeps = TimeSpan.FromSeconds(5);

    /// <summary>A verification by code has a counter for its tries and one for its codes.</summary>
    private readonly MemoryAttemptStore _attempts = new(timeProvider, (int)Math.Min(2L * capacity, int.MaxValue));

    private readonly Dictionary<string, DateTimeOffset> _pending = new(StringComparer.Ordinal);
    private readonly Lock _taking = new();
    private long _sweptAt = timeProvider.GetTimestamp();

    public ValueTask<bool> TryAddAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_taking)
        {
            if (timeProvider.GetElapsedTime(_sweptAt) >= s_betweenSweeps)
            {
                Sweep();
            }

            return new(_pending.Count < capacity && _pending.TryAdd(id, expiresAt));
        }
    }

    public ValueTask<bool> TryTakeAsync(string id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_taking)
        {
            return new(_pending.Remove(id, out var expiresAt) && timeProvider.GetUtcNow() < expiresAt);
        }
    }

    public ValueTask<long> AddAsync(string key, long amount, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
        _attempts.AddAsync(key, amount, expiresAt, cancellationToken);

    private void Sweep()
    {
        _sweptAt = timeProvider.GetTimestamp();
        var now = timeProvider.GetUtcNow();
        foreach (var (id, expiresAt) in _pending)
        {
            if (expiresAt <= now)
            {
                _pending.Remove(id);
            }
        }
    }
}
