using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>The context of one name: made anew whenever the monitor has other options than it was made from. Thread-safe.</summary>
internal sealed class OperatorContextSource(
    string name,
    IOptionsMonitor<NumberVerifyClientOptions> options,
    IOptionsMonitorCache<NumberVerifyClientOptions> cache,
    Func<string, NumberVerifyClientOptions, OperatorContext?, OperatorContext> create)
{
    private readonly Lock _making = new();
    private volatile Entry? _current;

    /// <exception cref="OptionsValidationException">The options have faults now.</exception>
    public OperatorContext Current
    {
        get
        {
            // Asked for each time: a name that no change token is registered for changes by leaving the monitor's cache.
            var given = Read();
            return _current is { } current && ReferenceEquals(current.MadeFrom, given) ? current.Context : Renew();
        }
    }

    private OperatorContext Renew()
    {
        lock (_making)
        {
            // Read again: another caller may have seen newer options in the meantime.
            var given = Read();
            var current = _current;
            if (current is null || !ReferenceEquals(current.MadeFrom, given))
            {
                _current = new Entry(given, create(name, given, current?.Context));
                current?.Context.Telemetry.OptionsChanged();
            }

            return _current!.Context;
        }
    }

    private NumberVerifyClientOptions Read()
    {
        try
        {
            return options.Get(name);
        }
        catch
        {
            // The monitor would repeat this failure for ever, repaired or not; and what was removed, its secret too, is not kept.
            cache.TryRemove(name);
            _current = null;
            throw;
        }
    }

    private sealed record Entry(NumberVerifyClientOptions MadeFrom, OperatorContext Context);
}
