using Microsoft.Extensions.Logging;

namespace NumberVerify.AspNetCore;

/// <summary>A store whose every failure is one refusal: what it cannot vouch for is not gone on with, by the endpoints or by the verifier.</summary>
internal sealed class GuardedStore(ITransactionStore store, ILoggerFactory loggers) : ITransactionStore
{
    private readonly ILogger _logger = loggers.CreateLogger(typeof(ITransactionStore));

    public ValueTask<bool> TryAddAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
        GuardAsync(() => store.TryAddAsync(id, expiresAt, cancellationToken), cancellationToken);

    public ValueTask<bool> TryTakeAsync(string id, CancellationToken cancellationToken = default) =>
        GuardAsync(() => store.TryTakeAsync(id, cancellationToken), cancellationToken);

    public async ValueTask<long> AddAsync(string key, long amount, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
        await GuardAsync(() => store.AddAsync(key, amount, expiresAt, cancellationToken), cancellationToken).ConfigureAwait(false) is var count and < long.MaxValue
            ? count
            : throw new RefusedException(Problem.Full);

    private async ValueTask<T> GuardAsync<T>(Func<ValueTask<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The store's own words stay with the store: they may quote an address or an account.
            Log.StoreFailed(_logger, failure.GetType().Name);
            throw new RefusedException(Problem.Unavailable);
        }
    }
}
