namespace NumberVerify.AspNetCore.Tests;

/// <summary>A store that fails, or is full, when a test says so.</summary>
internal sealed class FakeStore(TimeProvider timeProvider) : ITransactionStore
{
    private readonly MemoryTransactionStore _store = new(timeProvider, capacity: 1000);

    public Func<Exception?> Fails { get; set; } = static () => null;

    public bool IsFull { get; set; }

    public ValueTask<bool> TryAddAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
        Fails() is { } failure ? throw failure : IsFull ? new(false) : _store.TryAddAsync(id, expiresAt, cancellationToken);

    public ValueTask<bool> TryTakeAsync(string id, CancellationToken cancellationToken = default) => Fails() is { } failure ? throw failure : _store.TryTakeAsync(id, cancellationToken);

    public ValueTask<long> AddAsync(string key, long amount, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
        Fails() is { } failure ? throw failure : IsFull && amount > 0 ? new(long.MaxValue) : _store.AddAsync(key, amount, expiresAt, cancellationToken);
}
