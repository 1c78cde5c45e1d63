using System.Threading.RateLimiting;

namespace NumberVerify;

/// <summary>
/// The limits that hold unless the application brings its own: a cool-down and a limit by number, limits by block, prefix and client, all or none of them counted. Thread-safe; it waits
/// for nothing, and its memory ends at <see cref="CodeSendLimits.Capacity"/>.
/// </summary>
/// <remarks>The limiters of the framework read the system's clock, keep a timer for their partitions, and have no bound to their number; this one has the application's clock.</remarks>
internal sealed class CodeSendLimiter : PartitionedRateLimiter<CodeSend>
{
    /// <summary>The reason phrase of a refusal that is a cool-down.</summary>
    public const string CoolDown = "cool-down";

    private const int BlockDigits = 4;
    private const int PrefixDigits = 4;

    private readonly Lock _counting = new();
    private readonly TimeProvider _timeProvider;
    private readonly long _startedAt;
    private readonly SendCounter _numbers;
    private readonly SendCounter _clients;
    private readonly SendCounter _blocks;
    private readonly SendCounter _prefixes;

    public CodeSendLimiter(CodeSendLimits limits, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _startedAt = timeProvider.GetTimestamp();
        _numbers = new(limits.PerNumber, limits.Window, limits.CoolDown, limits.Capacity);
        _clients = new(limits.PerClient, limits.Window, TimeSpan.Zero, limits.Capacity);
        _blocks = new(limits.PerBlock, limits.Window, TimeSpan.Zero, limits.Capacity);
        _prefixes = new(limits.PerPrefix, limits.Window, TimeSpan.Zero, limits.Capacity);
    }

    /// <summary>How many keys are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_counting)
            {
                return _numbers.Count + _clients.Count + _blocks.Count + _prefixes.Count;
            }
        }
    }

    /// <summary>None: the limits are several, and what they count is nobody's business.</summary>
    public override RateLimiterStatistics? GetStatistics(CodeSend resource) => null;

    protected override RateLimitLease AttemptAcquireCore(CodeSend resource, int permitCount)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentOutOfRangeException.ThrowIfNotEqual(permitCount, 1);
        var number = resource.PhoneNumber.Value;
        (SendCounter Counter, string Key)[] dimensions =
        [
            (_numbers, number),
            .. resource.ClientKey is { } client ? [(_clients, client)] : Array.Empty<(SendCounter, string)>(),
            (_blocks, number[..^BlockDigits]),
            (_prefixes, number[..(1 + PrefixDigits)]),
        ];

        lock (_counting)
        {
            var now = _timeProvider.GetElapsedTime(_startedAt);
            _numbers.Forget(now);
            _clients.Forget(now);
            _blocks.Forget(now);
            _prefixes.Forget(now);
            var longest = TimeSpan.Zero;
            var isCoolDown = false;
            foreach (var (counter, key) in dimensions)
            {
                var wait = counter.WaitOf(key, now, out var coolsDown);
                if (wait > longest)
                {
                    (longest, isCoolDown) = (wait, coolsDown);
                }
            }

            if (longest > TimeSpan.Zero)
            {
                return new CodeSendLease(longest, isCoolDown ? CoolDown : null);
            }

            foreach (var (counter, key) in dimensions)
            {
                counter.Add(key, now);
            }

            return CodeSendLease.Acquired;
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(CodeSend resource, int permitCount, CancellationToken cancellationToken) => new(AttemptAcquireCore(resource, permitCount));
}
