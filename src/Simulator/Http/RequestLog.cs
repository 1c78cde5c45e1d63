namespace NumberVerify.Simulator;

/// <summary>The latest requests. A path that is not the simulator's own may hold anything, a phone number too, and is not kept.</summary>
internal sealed class RequestLog
{
    private const int Capacity = 10_000;
    private readonly Lock gate = new();
    private readonly Queue<SimulatorRequest> requests = new();

    internal void Add(string method, IReadOnlyList<Route> candidates)
    {
        var request = new SimulatorRequest(method, candidates.Count > 0 ? candidates[0].Path : SimulatorRequest.UnknownPath);
        lock (gate)
        {
            if (requests.Count == Capacity)
            {
                requests.Dequeue();
            }

            requests.Enqueue(request);
        }
    }

    internal IReadOnlyList<SimulatorRequest> Snapshot()
    {
        lock (gate)
        {
            return Array.AsReadOnly(requests.ToArray());
        }
    }
}
