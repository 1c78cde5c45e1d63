using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace NumberVerify.Simulator;

/// <summary>Tells listeners what just happened: an exchange or a message. A listener that does not keep up misses the oldest; nobody waits for it.</summary>
internal sealed class EventStream
{
    private const int Backlog = 1_000;
    private readonly ConcurrentDictionary<Channel<object>, bool> listeners = new();
    private volatile bool closed;

    internal void Publish(object happened)
    {
        foreach (var (listener, _) in listeners)
        {
            listener.Writer.TryWrite(happened);
        }
    }

    /// <summary>Listening begins with the call, not with the first step of the enumeration.</summary>
    internal IAsyncEnumerable<object> Listen(CancellationToken cancellationToken)
    {
        var listener = Channel.CreateBounded<object>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest });
        listeners[listener] = true;
        if (closed)
        {
            listener.Writer.TryComplete();
        }

        return ReadAsync(listener, cancellationToken);
    }

    /// <summary>Nothing happens any more: every listener comes to its end.</summary>
    internal void Close()
    {
        closed = true;
        foreach (var (listener, _) in listeners)
        {
            listener.Writer.TryComplete();
        }
    }

    private async IAsyncEnumerable<object> ReadAsync(Channel<object> listener, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var happened in listener.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return happened;
            }
        }
        finally
        {
            listeners.TryRemove(listener, out _);
        }
    }
}
