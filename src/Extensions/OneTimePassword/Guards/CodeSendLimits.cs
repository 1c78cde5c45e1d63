namespace NumberVerify;

/// <summary>
/// How many codes one process has sent at the most, counted in windows that begin with a first code. Immutable. What is refused is not counted; what was allowed is, whatever became of it.
/// </summary>
/// <remarks>
/// Pumping buys messages to numbers that lie close together: the limits of blocks and prefixes bound what it costs, however many numbers, clients and starts it takes.
/// </remarks>
public sealed record CodeSendLimits
{
    /// <summary>The wait between the first code to a number and the second. It doubles with each further one in the window, up to the window itself. Default: 30 seconds.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What the limits below are for. Default: one hour.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>To one number. Default: 5.</summary>
    public int PerNumber { get; init; } = 5;

    /// <summary>For one client key; starts without one are not counted here. Default: 10.</summary>
    public int PerClient { get; init; } = 10;

    /// <summary>To all numbers that differ in their last four digits only. Default: 30.</summary>
    public int PerBlock { get; init; } = 30;

    /// <summary>To all numbers whose first four digits are the same: a country's network or area. Raise it to what your users need there. Default: 1000.</summary>
    public int PerPrefix { get; init; } = 1000;

    /// <summary>The numbers, and the clients, that are remembered. Once it is full, codes to others are refused until a window ends. Default: 100,000.</summary>
    public int Capacity { get; init; } = 100_000;

    /// <summary>Everything that is wrong with the values.</summary>
    internal IEnumerable<string> Faults()
    {
        if (Window < TimeSpan.FromSeconds(1) || Window > TimeSpan.FromDays(7))
        {
            yield return "Limits.Window must be between one second and seven days.";
        }

        if (CoolDown < TimeSpan.Zero || CoolDown > Window)
        {
            yield return "Limits.CoolDown must be between zero and the window.";
        }

        foreach (var (name, value) in new[] { (nameof(PerNumber), PerNumber), (nameof(PerClient), PerClient), (nameof(PerBlock), PerBlock), (nameof(PerPrefix), PerPrefix), (nameof(Capacity), Capacity) })
        {
            if (value < 1)
            {
                yield return $"Limits.{name} must be at least 1.";
            }
        }
    }
}
