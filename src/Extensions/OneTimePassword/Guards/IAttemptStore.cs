namespace NumberVerify;

/// <summary>
/// Counters that every node of a backend shares, so that a handle which is brought again, or to another node, wins no further try. Without one each process counts for itself, and the
/// providers' own limits hold across them. Implementations are thread-safe.
/// </summary>
public interface IAttemptStore
{
    /// <summary>Adds to a counter, atomically; one that is not there begins at zero.</summary>
    /// <param name="key">At most 64 ASCII characters, unguessable; it holds nothing personal.</param>
    /// <param name="amount">Zero reads.</param>
    /// <param name="expiresAt">Until when the counter must be kept, longer where it was promised longer before.</param>
    /// <param name="cancellationToken">Stops waiting; the amount may have been added.</param>
    /// <returns>What the counter is now. <see cref="long.MaxValue"/> where the store has no place left: then everything is refused.</returns>
    ValueTask<long> AddAsync(string key, long amount, DateTimeOffset expiresAt, CancellationToken cancellationToken = default);
}
