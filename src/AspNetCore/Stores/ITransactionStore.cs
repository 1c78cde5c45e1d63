namespace NumberVerify.AspNetCore;

/// <summary>
/// What all nodes of a backend must agree on: which transactions wait for their callback, each of which is taken once, before anything is exchanged; and, as an <see cref="IAttemptStore"/>, how
/// often codes were tried and sent. One store is both, so that a backend shares one thing. Register one of your own after <c>AddNumberVerifyEndpoints</c>, or before. Implementations are thread-safe.
/// </summary>
/// <remarks>
/// A store never lets anything pass that it cannot vouch for: whatever a method throws is answered with 503, and nobody is verified. It is given neither numbers nor codes nor users, and
/// identifiers are random. Without a store of the application's own, each process keeps them in its memory, at most <see cref="NumberVerifyEndpointOptions.PendingLimit"/>.
/// </remarks>
public interface ITransactionStore : IAttemptStore
{
    /// <summary>Remembers a transaction.</summary>
    /// <param name="id">22 base64url characters, new for each transaction.</param>
    /// <param name="expiresAt">Until when it can be taken; afterwards it may be forgotten.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False where the store has no place left: the start is answered with 503. A store never makes place by dropping one that can still be taken.</returns>
    ValueTask<bool> TryAddAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken = default);

    /// <summary>Takes a transaction out, atomically over all nodes: of any number of calls with one identifier at most one is told that it was there.</summary>
    /// <param name="id">As it came back from a browser, after its cookie was found genuine.</param>
    /// <param name="cancellationToken">Stops waiting; it may have been taken.</param>
    /// <returns>True where it was there and its time had not passed; it is gone now.</returns>
    ValueTask<bool> TryTakeAsync(string id, CancellationToken cancellationToken = default);
}
