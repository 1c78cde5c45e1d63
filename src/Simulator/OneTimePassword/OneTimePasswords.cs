namespace NumberVerify.Simulator;

/// <summary>Sends codes and checks them.</summary>
internal sealed class OneTimePasswords(OperatorSimulatorOptions options, Subscribers subscribers, SmsInbox inbox)
{
    // The hour of the limit. A code lives no longer than that, so that one that has expired is still known to have been sent.
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, SentCode> sent = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, SentCode Code)> inOrder = new();
    private readonly Dictionary<string, List<SentCode>> byNumber = new(StringComparer.Ordinal);

    /// <returns>The authenticationId.</returns>
    /// <exception cref="ApiException">The number is not sent a code.</exception>
    internal string Send(string clientId, string phoneNumber, string template)
    {
        switch (subscribers.Find(phoneNumber))
        {
            case null:
                throw new ApiException(ErrorInfo.NotFound);
            case SubscriberLine.SmsBarred:
                throw new ApiException(OneTimePasswordErrors.PhoneNumberBlocked);
            case not SubscriberLine.Mobile:
                throw new ApiException(OneTimePasswordErrors.PhoneNumberNotAllowed);
        }

        var now = options.TimeProvider.GetUtcNow();
        var id = options.Secrets.CreateUuid();
        var code = options.Secrets.CreateDigits(options.OneTimePassword.CodeLength);
        lock (gate)
        {
            Forget(now);
            Remember(id, new SentCode { ClientId = clientId, PhoneNumber = phoneNumber, CodeHash = Secret.Hash(code), SentAt = now });
        }

        inbox.Deliver(new SmsMessage(phoneNumber, template.Replace(Wire.OneTimePassword.CodePlaceholder, code, StringComparison.Ordinal), code, now));
        return id;
    }

    /// <summary>Returns when the code is right, which it is once.</summary>
    /// <exception cref="ApiException">It is not, or the id is not one of this client's.</exception>
    internal void Validate(string clientId, string authenticationId, string code)
    {
        lock (gate)
        {
            if (!sent.TryGetValue(authenticationId, out var expected) || expected.ClientId != clientId)
            {
                throw new ApiException(ErrorInfo.NotFound);
            }

            if (expected.IsOver || expected.SentAt + options.OneTimePassword.Lifetime <= options.TimeProvider.GetUtcNow())
            {
                throw new ApiException(OneTimePasswordErrors.VerificationExpired);
            }

            if (expected.WrongTries < options.OneTimePassword.MaxTries && Secret.Matches(Secret.Hash(code), expected.CodeHash))
            {
                expected.IsOver = true;
                return;
            }

            expected.WrongTries++;
            throw new ApiException(expected.WrongTries < options.OneTimePassword.MaxTries ? OneTimePasswordErrors.InvalidOtp : OneTimePasswordErrors.VerificationFailed);
        }
    }

    private void Remember(string id, SentCode code)
    {
        if (!byNumber.TryGetValue(code.PhoneNumber, out var earlier))
        {
            byNumber[code.PhoneNumber] = earlier = [];
        }

        if (earlier.Count >= options.OneTimePassword.MaxCodes)
        {
            throw new ApiException(OneTimePasswordErrors.MaxCodesExceeded);
        }

        foreach (var replaced in earlier)
        {
            replaced.IsOver = true;
        }

        earlier.Add(code);
        sent[id] = code;
        inOrder.Enqueue((id, code));
    }

    private void Forget(DateTimeOffset now)
    {
        while (inOrder.TryPeek(out var oldest) && oldest.Code.SentAt + Memory < now)
        {
            inOrder.Dequeue();
            sent.Remove(oldest.Id);
            var earlier = byNumber[oldest.Code.PhoneNumber];
            earlier.Remove(oldest.Code);
            if (earlier.Count == 0)
            {
                byNumber.Remove(oldest.Code.PhoneNumber);
            }
        }
    }
}
