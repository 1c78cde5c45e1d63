namespace NumberVerify.Simulator;

/// <summary>The latest messages of all subscribers.</summary>
internal sealed class SmsInbox(EventStream events)
{
    private const int Capacity = 1_000;
    private readonly Lock gate = new();
    private readonly Queue<SmsMessage> messages = new();

    internal void Deliver(SmsMessage message)
    {
        lock (gate)
        {
            if (messages.Count == Capacity)
            {
                messages.Dequeue();
            }

            messages.Enqueue(message);
        }

        events.Publish(message);
    }

    internal IReadOnlyList<SmsMessage> Snapshot(Func<SmsMessage, bool>? filter = null)
    {
        lock (gate)
        {
            return Array.AsReadOnly(messages.Where(filter ?? (_ => true)).ToArray());
        }
    }
}
