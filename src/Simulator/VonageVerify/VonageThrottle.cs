namespace NumberVerify.Simulator;

/// <summary>Counts within one second of the clock at a time.</summary>
internal sealed class VonageThrottle(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string ApiKey, bool IsSearch), int> counts = [];
    private long second;

    /// <exception cref="VonageException">There were too many requests of the account within this second, or too many searches.</exception>
    internal void Count(string apiKey, bool isSearch, VonageVerifySettings settings)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        lock (gate)
        {
            if (now != second)
            {
                second = now;
                counts.Clear();
            }

            var searches = isSearch ? Next(apiKey, isSearch: true) : 0;
            var requests = Next(apiKey, isSearch: false);
            if (requests > settings.RequestsPerSecond || searches > settings.SearchesPerSecond)
            {
                throw new VonageException(VonageStatus.Throttled);
            }
        }
    }

    private int Next(string apiKey, bool isSearch) => counts[(apiKey, isSearch)] = counts.GetValueOrDefault((apiKey, isSearch)) + 1;
}
