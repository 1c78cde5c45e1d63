namespace NumberVerify;

/// <summary>Counts what was sent under each key, in windows that begin with a key's first. Not thread-safe: its limiter locks.</summary>
/// <remarks>All windows are of one length, so they end in the order they began: what has ended leaves from the front of a queue, and nothing is ever searched.</remarks>
internal sealed class SendCounter(int limit, TimeSpan window, TimeSpan coolDown, int capacity)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<(TimeSpan End, string Key)> _ends = new();

    public int Count => _entries.Count;

    public void Forget(TimeSpan now)
    {
        while (_ends.TryPeek(out var first) && first.End <= now)
        {
            _ends.Dequeue();
            _entries.Remove(first.Key);
        }
    }

    /// <summary>How long until one more may go under a key; zero where it may now.</summary>
    public TimeSpan WaitOf(string key, TimeSpan now, out bool isCoolDown)
    {
        isCoolDown = false;
        if (!_entries.TryGetValue(key, out var entry))
        {
            return _entries.Count < capacity ? TimeSpan.Zero : _ends.Peek().End - now;
        }

        if (entry.Count >= limit)
        {
            return entry.End - now;
        }

        // The shift stays small: no cool-down is longer than the window, whatever the number of codes.
        var wait = coolDown * Math.Pow(2, Math.Min(entry.Count - 1, 30));
        var rest = entry.Last + (wait < window ? wait : window) - now;
        isCoolDown = rest > TimeSpan.Zero;
        return isCoolDown ? rest : TimeSpan.Zero;
    }

    public void Add(string key, TimeSpan now)
    {
        if (_entries.TryGetValue(key, out var entry))
        {
            _entries[key] = entry with { Last = now, Count = entry.Count + 1 };
        }
        else
        {
            _entries.Add(key, new Entry(now + window, now, 1));
            _ends.Enqueue((now + window, key));
        }
    }

    private readonly record struct Entry(TimeSpan End, TimeSpan Last, int Count);
}
