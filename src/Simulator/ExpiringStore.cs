namespace NumberVerify.Simulator;

/// <summary>
/// Remembers values by a secret for a fixed time. It keeps hashes, never the secrets, and holds nothing longer than <paramref name="retention"/>
/// once the next value comes in.
/// </summary>
internal sealed class ExpiringStore<TValue>(TimeProvider time, TimeSpan retention)
    where TValue : class
{
    private readonly Lock gate = new();
    private readonly Dictionary<SecretHash, TValue> entries = [];

    // All entries live equally long, so the order of arrival is the order of departure.
    private readonly PiecewiseQueue<(long Until, SecretHash Key)> departures = new();

    /// <returns>False when the secret is already known.</returns>
    internal bool TryAdd(string secret, TValue value)
    {
        var key = SecretHash.Of(secret);
        lock (gate)
        {
            var now = time.GetUtcNow().UtcTicks;
            while (departures.TryPeek(out var next) && next.Until <= now)
            {
                entries.Remove(next.Key);
                departures.Dequeue();
            }

            if (!entries.TryAdd(key, value))
            {
                return false;
            }

            departures.Enqueue((now + retention.Ticks, key));
            return true;
        }
    }

    internal TValue? Find(string secret)
    {
        var key = SecretHash.Of(secret);
        lock (gate)
        {
            return entries.GetValueOrDefault(key);
        }
    }

    /// <summary>Finds and removes in one step: of many callers at once, one gets the value.</summary>
    internal TValue? Take(string secret)
    {
        var key = SecretHash.Of(secret);
        lock (gate)
        {
            return entries.Remove(key, out var value) ? value : null;
        }
    }
}
