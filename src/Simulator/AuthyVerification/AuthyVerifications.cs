using Names = NumberVerify.Simulator.Wire.AuthyVerification;

namespace NumberVerify.Simulator;

/// <summary>The verifications: ten minutes each, whatever happens meanwhile, and known for an hour longer.</summary>
internal sealed class AuthyVerifications(OperatorSimulatorOptions options, Subscribers subscribers, SmsInbox inbox)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(600);
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, AuthyVerification> byUuid = new(StringComparer.Ordinal);
    private readonly Dictionary<(string ApiKey, string PhoneNumber), AuthyVerification> latest = [];
    private readonly Queue<AuthyVerification> inOrder = new();

    /// <summary>Sends a code, or, where one is pending for the number, the same one again: neither its lifetime nor its tries begin anew.</summary>
    /// <returns>The verification, and the seconds it has left.</returns>
    /// <exception cref="AuthyException">The number was sent as many as it may be.</exception>
    internal (string Uuid, int SecondsToExpire) Start(AuthyAccount account, AuthyStart start, int maxSends)
    {
        lock (gate)
        {
            var now = options.TimeProvider.GetUtcNow();
            Forget(now);
            var known = latest.GetValueOrDefault((account.ApiKey, start.PhoneNumber));
            var sends = known is not null && now < known.ExpiresAt ? known.Sends : 0;
            if (sends >= maxSends)
            {
                throw new AuthyException(AuthyError.TooManyRequests);
            }

            var verification = known?.IsPending(now) == true ? known : Create(account, start, now);
            verification.Sends = sends + 1;
            if (subscribers.Reaches(start.PhoneNumber, start.IsCall))
            {
                var text = start.IsCall ? $"Your verification code is {verification.Code}." : $"{verification.Code} is your verification code.";
                inbox.Deliver(new SmsMessage(start.PhoneNumber, text, verification.Code, now) { IsVoiceCall = start.IsCall });
            }

            return (verification.Uuid, verification.SecondsToExpire(now));
        }
    }

    /// <summary>Returns when the code is right, which it is once.</summary>
    /// <exception cref="AuthyException">It is not, it was tried too often, or nothing is pending.</exception>
    internal void Check(AuthyAccount account, string phoneNumber, string code, int maxTries)
    {
        lock (gate)
        {
            if (latest.GetValueOrDefault((account.ApiKey, phoneNumber)) is not { } verification || !verification.IsPending(options.TimeProvider.GetUtcNow()))
            {
                throw new AuthyException(AuthyError.NotPending);
            }

            if (verification.WrongTries >= maxTries)
            {
                throw new AuthyException(AuthyError.TooManyRequests);
            }

            if (!Secret.Matches(code, verification.Code))
            {
                verification.WrongTries++;
                throw new AuthyException(AuthyError.WrongCode);
            }

            verification.IsVerified = true;
        }
    }

    /// <param name="account">Whose verification it must be.</param>
    /// <param name="uuid">Its own name; null for the latest one of the number.</param>
    /// <param name="phoneNumber">Null when the uuid is not.</param>
    /// <returns>The status, and the seconds that are left.</returns>
    /// <exception cref="AuthyException">There is no such verification.</exception>
    internal (string Status, int SecondsToExpire) Find(AuthyAccount account, string? uuid, string? phoneNumber)
    {
        lock (gate)
        {
            var now = options.TimeProvider.GetUtcNow();
            Forget(now);
            var found = uuid is not null ? byUuid.GetValueOrDefault(uuid) : latest.GetValueOrDefault((account.ApiKey, phoneNumber!));
            return found is not null && found.ApiKey == account.ApiKey
                ? (found.IsVerified ? Names.Verified : found.IsPending(now) ? Names.Pending : Names.Expired, found.SecondsToExpire(now))
                : throw new AuthyException(AuthyError.NotPending);
        }
    }

    private AuthyVerification Create(AuthyAccount account, AuthyStart start, DateTimeOffset now)
    {
        var verification = new AuthyVerification
        {
            Uuid = options.Secrets.CreateUuid(),
            ApiKey = account.ApiKey,
            PhoneNumber = start.PhoneNumber,
            Code = start.CustomCode ?? options.Secrets.CreateDigits(start.CodeLength),
            ExpiresAt = now + Lifetime,
            Sends = 0,
        };
        byUuid[verification.Uuid] = verification;
        latest[(account.ApiKey, start.PhoneNumber)] = verification;
        inOrder.Enqueue(verification);
        return verification;
    }

    private void Forget(DateTimeOffset now)
    {
        while (inOrder.TryPeek(out var oldest) && oldest.ExpiresAt + Memory <= now)
        {
            inOrder.Dequeue();
            byUuid.Remove(oldest.Uuid);
            var key = (oldest.ApiKey, oldest.PhoneNumber);
            if (latest.GetValueOrDefault(key) == oldest)
            {
                latest.Remove(key);
            }
        }
    }
}
