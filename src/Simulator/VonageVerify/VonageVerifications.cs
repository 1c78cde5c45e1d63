using Names = NumberVerify.Simulator.Wire.VonageVerify;

namespace NumberVerify.Simulator;

/// <summary>
/// The verifications and their course in time: one timer sends what is due, ends what is over, and forgets it an hour later.
/// </summary>
internal sealed class VonageVerifications(OperatorSimulatorOptions options, Subscribers subscribers, SmsInbox inbox) : IDisposable
{
    private const int MaxWrongTries = 3;
    private static readonly TimeSpan CancelDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, VonageVerification> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(string ApiKey, string PhoneNumber), VonageVerification> underWay = [];
    private readonly Dictionary<string, int> messagesByAccount = new(StringComparer.Ordinal);

    // A verification stands here once for each time its Due was set; an entry that is not its Due any more means nothing.
    private readonly PriorityQueue<VonageVerification, DateTimeOffset> due = new();

    // Whoever verifies nothing has no timer.
    private ITimer? timer;

    public void Dispose()
    {
        lock (gate)
        {
            timer?.Dispose();
        }
    }

    /// <returns>The request id.</returns>
    /// <exception cref="VonageException">The number has a verification under way already, or nothing pays for it.</exception>
    internal string Start(VonageAccount account, VonageVerificationRequest request, int? maxMessages)
    {
        lock (gate)
        {
            var now = RunUntilNow();
            if (underWay.TryGetValue((account.ApiKey, request.PhoneNumber), out var other))
            {
                throw new VonageException(VonageStatus.Concurrent, other.Id);
            }

            RequireCredit(account.ApiKey, maxMessages);
            var verification = new VonageVerification { Id = Convert.ToHexStringLower(options.Secrets.Bytes(16)), ApiKey = account.ApiKey, Request = request, SubmittedAt = now };
            byId[verification.Id] = verification;
            underWay[(account.ApiKey, request.PhoneNumber)] = verification;
            Send(verification, now);
            return verification.Id;
        }
    }

    /// <returns>The id of the last event before the code, and how many there were.</returns>
    /// <exception cref="VonageException">The code is not right, or there is no such verification under way.</exception>
    internal (string EventId, int Events) Check(string apiKey, string requestId, string code, string? ipAddress)
    {
        lock (gate)
        {
            var now = RunUntilNow();
            var verification = UnderWay(apiKey, requestId);
            var isValid = now < verification.PinUntil && Secret.Matches(code, verification.Pin);
            verification.Checks.Add(new VonageCheck(code, isValid, ipAddress, now));
            if (isValid)
            {
                End(verification, Names.Success, now);
                return (verification.Events[^1].Id, verification.Events.Count);
            }

            if (++verification.WrongTries < MaxWrongTries)
            {
                throw new VonageException(VonageStatus.WrongCode, requestId);
            }

            End(verification, Names.Failed, now);
            throw new VonageException(VonageStatus.TooManyWrongCodes, requestId);
        }
    }

    /// <exception cref="VonageException">It is too early or too late, or there is no such verification under way.</exception>
    internal void Cancel(string apiKey, string requestId)
    {
        lock (gate)
        {
            var now = RunUntilNow();
            var verification = UnderWay(apiKey, requestId);
            if (now - verification.SubmittedAt < CancelDelay || verification.EventsDone > 1)
            {
                throw new VonageException(VonageStatus.CannotCancel);
            }

            End(verification, Names.Cancelled, now);
        }
    }

    /// <exception cref="VonageException">There is no further event, nothing pays for it, or there is no such verification under way.</exception>
    internal void TriggerNextEvent(string apiKey, string requestId, int? maxMessages)
    {
        lock (gate)
        {
            var now = RunUntilNow();
            var verification = UnderWay(apiKey, requestId);
            if (!verification.HasMoreEvents)
            {
                throw new VonageException(VonageStatus.NoMoreEvents);
            }

            RequireCredit(apiKey, maxMessages);
            Send(verification, now);
        }
    }

    /// <returns>What was known of it some time ago, or null when nothing was.</returns>
    internal VonageSearchResponse? Find(string apiKey, string requestId, TimeSpan ago)
    {
        lock (gate)
        {
            var now = RunUntilNow();
            return byId.TryGetValue(requestId, out var verification) && verification.ApiKey == apiKey ? VonageSearchResponse.Of(verification, now - ago) : null;
        }
    }

    private void RunDue()
    {
        lock (gate)
        {
            RunUntilNow();
            SetTimer();
        }
    }

    private DateTimeOffset RunUntilNow()
    {
        var now = options.TimeProvider.GetUtcNow();
        while (due.TryPeek(out var verification, out var at) && at <= now)
        {
            due.Dequeue();
            if (at != verification.Due)
            {
                continue;
            }

            if (verification.FinalizedAt is not null)
            {
                byId.Remove(verification.Id);
            }
            else if (verification.HasMoreEvents)
            {
                Send(verification, at);
            }
            else
            {
                End(verification, Names.Expired, at);
            }
        }

        return now;
    }

    private void SetTimer()
    {
        if (due.TryPeek(out _, out var next))
        {
            timer ??= options.TimeProvider.CreateTimer(_ => RunDue(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(TimeSpan.FromTicks(Math.Max((next - options.TimeProvider.GetUtcNow()).Ticks, 0)), Timeout.InfiniteTimeSpan);
        }
    }

    private void Schedule(VonageVerification verification, DateTimeOffset at)
    {
        verification.Due = at;
        due.Enqueue(verification, at);
        SetTimer();
    }

    /// <summary>The next event of the workflow. A code whose time is over is not sent again: a new one takes its place.</summary>
    private void Send(VonageVerification verification, DateTimeOffset at)
    {
        var request = verification.Request;
        if (at >= verification.PinUntil)
        {
            verification.Pin = request.PinCode ?? options.Secrets.CreateDigits(request.CodeLength);
            verification.PinUntil = at + request.PinExpiry;
            verification.WrongTries = 0;
        }

        var isVoice = request.Workflow.IsVoice[verification.EventsDone];
        verification.Events.Add(new VonageEvent(Convert.ToHexStringLower(options.Secrets.Bytes(8)), isVoice, at));
        messagesByAccount[verification.ApiKey] = messagesByAccount.GetValueOrDefault(verification.ApiKey) + 1;
        Schedule(verification, ++verification.EventsDone < request.Workflow.IsVoice.Count ? at + request.Wait(verification.EventsDone - 1) : verification.PinUntil);
        if (subscribers.Reaches(request.PhoneNumber, isVoice))
        {
            inbox.Deliver(new SmsMessage(request.PhoneNumber, request.Text(verification.Pin), verification.Pin, at) { Sender = isVoice ? null : request.SenderId, IsVoiceCall = isVoice });
        }
    }

    private void End(VonageVerification verification, string status, DateTimeOffset at)
    {
        verification.Status = status;
        verification.FinalizedAt = at;
        underWay.Remove((verification.ApiKey, verification.Request.PhoneNumber));
        Schedule(verification, at + Memory);
    }

    private VonageVerification UnderWay(string apiKey, string requestId) =>
        byId.TryGetValue(requestId, out var verification) && verification.ApiKey == apiKey && verification.FinalizedAt is null
            ? verification
            : throw new VonageException(VonageStatus.UnknownRequest);

    private void RequireCredit(string apiKey, int? maxMessages)
    {
        if (messagesByAccount.GetValueOrDefault(apiKey) >= maxMessages)
        {
            throw new VonageException(VonageStatus.QuotaExceeded);
        }
    }
}
