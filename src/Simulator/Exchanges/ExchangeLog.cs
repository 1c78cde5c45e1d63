using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>
/// The latest requests, and of the very latest also what they said. A path that is not the simulator's own may hold anything, a phone number too, and is not kept.
/// </summary>
internal sealed class ExchangeLog(TimeProvider time, EventStream events)
{
    private const int RequestCapacity = 10_000;
    private const int ExchangeCapacity = 500;
    private readonly Lock gate = new();
    private readonly Queue<SimulatorRequest> requests = new();
    private readonly Queue<SimulatorExchange> exchanges = new();
    private long count;

    internal IReadOnlyList<SimulatorRequest> Requests
    {
        get
        {
            lock (gate)
            {
                return Array.AsReadOnly(requests.ToArray());
            }
        }
    }

    internal IReadOnlyList<SimulatorExchange> Exchanges
    {
        get
        {
            lock (gate)
            {
                return Array.AsReadOnly(exchanges.ToArray());
            }
        }
    }

    /// <summary>An exchange is in the log before its answer leaves: whoever has the answer finds it there.</summary>
    /// <param name="context">The request to serve.</param>
    /// <param name="path">The route's own path, or null when there is none.</param>
    /// <param name="serve">Answers it.</param>
    internal async Task RecordAsync(HttpContext context, string? path, Func<Task> serve)
    {
        var request = new SimulatorRequest(context.Request.Method, path ?? SimulatorRequest.UnknownPath);
        var number = Add(request);
        var startedAt = time.GetUtcNow();
        var start = time.GetTimestamp();
        var draft = new ExchangeDraft();
        var isRecorded = false;
        context.Features.Set(draft);
        context.Response.OnStarting(() =>
        {
            Record();
            return Task.CompletedTask;
        });
        try
        {
            await serve().ConfigureAwait(false);
        }
        finally
        {
            // An answer without a body starts only when this returns; one that was never to start has no other place.
            Record();
        }

        void Record()
        {
            if (isRecorded)
            {
                return;
            }

            isRecorded = true;
            Add(new SimulatorExchange
            {
                Number = number,
                StartedAt = startedAt,
                Duration = time.GetElapsedTime(start),
                Method = request.Method,
                Path = request.Path,
                Request = path is null ? [] : ExchangeMask.Request(context.Request, draft.RequestBody),
                StatusCode = context.Response.StatusCode,
                Response = path is null ? [] : ExchangeMask.Response(context.Response, path, draft.ResponseBody),
                Fault = draft.Fault,
            });
        }
    }

    private long Add(SimulatorRequest request)
    {
        lock (gate)
        {
            if (requests.Count == RequestCapacity)
            {
                requests.Dequeue();
            }

            requests.Enqueue(request);
            return ++count;
        }
    }

    private void Add(SimulatorExchange exchange)
    {
        lock (gate)
        {
            if (exchanges.Count == ExchangeCapacity)
            {
                exchanges.Dequeue();
            }

            exchanges.Enqueue(exchange);
        }

        events.Publish(exchange);
    }
}
