namespace NumberVerify.Generated;

/// <summary>
/// Bounds the reading of one body. Small bodies come with their headers, so the timer starts only when a read has to wait, and only once: a drip cannot go on for ever.
/// </summary>
internal struct Deadline
{
    // A source that never fired is as good as new, and the next body is never far away.
    private static CancellationTokenSource? s_spare;

    private readonly bool _isLinked;
    private bool _started;
    private CancellationTokenSource? _source;

    public Deadline(CancellationToken cancellationToken)
    {
        _isLinked = cancellationToken.CanBeCanceled;
        _source = _isLinked
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken)
            : Interlocked.Exchange(ref s_spare, null) ?? new CancellationTokenSource();
    }

    public readonly CancellationToken Token => _source!.Token;

    public void Start(TimeSpan timeout)
    {
        if (!_started)
        {
            _started = true;
            _source!.CancelAfter(timeout);
        }
    }

    /// <summary>Ends it once no read is under way.</summary>
    public void End()
    {
        if (_source is { } source)
        {
            _source = null;
            if (_isLinked || !source.TryReset() || Interlocked.CompareExchange(ref s_spare, source, null) is not null)
            {
                source.Dispose();
            }
        }
    }
}
