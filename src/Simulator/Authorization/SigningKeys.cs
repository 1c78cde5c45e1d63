namespace NumberVerify.Simulator;

/// <summary>The keys of ID tokens: one signs, and those it replaced stay published as long as a token signed with them can live. Thread-safe.</summary>
internal sealed class SigningKeys(string algorithm, TimeSpan tokenLifetime, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<(SigningKey Key, DateTimeOffset PublishedUntil)> replaced = [];
    private SigningKey current = SigningKey.Create(algorithm);

    internal PublicKeySet Published
    {
        get
        {
            lock (gate)
            {
                var now = time.GetUtcNow();
                return new PublicKeySet([current.Public, .. replaced.Where(old => old.PublishedUntil > now).Select(old => old.Key.Public)]);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            current.Dispose();
            replaced.ForEach(old => old.Key.Dispose());
        }
    }

    internal void Rotate(bool publishOldKeys)
    {
        var next = SigningKey.Create(algorithm);
        lock (gate)
        {
            var now = time.GetUtcNow();
            replaced.Add((current, now + tokenLifetime));
            current = next;
            foreach (var (key, _) in replaced.FindAll(old => !publishOldKeys || old.PublishedUntil <= now))
            {
                key.Dispose();
            }

            replaced.RemoveAll(old => !publishOldKeys || old.PublishedUntil <= now);
        }
    }

    // Within the lock, because a key that is replaced meanwhile may be disposed.
    internal string Sign(string payload)
    {
        lock (gate)
        {
            return current.Sign(payload);
        }
    }
}
