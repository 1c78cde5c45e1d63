using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace NumberVerify;

/// <summary>The codes of a <see cref="PhoneVerifier"/>. Every code of a verification, the first or another, is sent in here, behind the same guards: there is no other way to a provider.</summary>
internal sealed class CodeSender(VerificationSettings settings)
{
    private const int MinCodeLength = 4;
    private const int MaxCodeLength = 10;

    private readonly ConcurrentDictionary<SendKey, Task<PhoneVerificationResult>> _underWay = new();

    /// <summary>The first code, after or instead of the silent channel.</summary>
    public Task<PhoneVerificationResult> StartAsync(VerificationState state, string? errorCode, CancellationToken cancellationToken)
    {
        if (state.Policy.CodeChannels.Count == 0 || state.Policy.Providers!.Count == 0)
        {
            var reason = state.Reason == PhoneVerificationReason.None ? PhoneVerificationReason.NotSupported : state.Reason;
            return Task.FromResult(settings.End(state, PhoneVerificationStatus.Unavailable, reason, PhoneVerificationChannel.Silent, errorCode));
        }

        var now = settings.TimeProvider.GetUtcNow();
        var waiting = state with { Step = VerificationStep.Code, MadeAt = now, ExpiresAt = now + state.Policy.Lifetime, Request = null };
        return OnceAsync(
            new SendKey(state.PhoneNumber, state.Subject, state.ClientKey, state.Policy, state.Reason, Verification: null, Channel: null),
            async () => await RefusalAsync(waiting, null, waiting.Policy.CodeChannels[0]).ConfigureAwait(false) ?? await SendAsync(waiting, null, channel: null, errorCode).ConfigureAwait(false),
            cancellationToken);
    }

    public async Task<PhoneVerificationResult> ResendAsync(VerificationState state, string handle, CodeChannel? channel, CancellationToken cancellationToken)
    {
        if (await EndOfAsync(state, amount: 0, cancellationToken).ConfigureAwait(false) is { Result: { } end })
        {
            return end;
        }

        var sameChannel = channel ?? state.Code?.Channel;
        return await OnceAsync(
            new SendKey(state.PhoneNumber, state.Subject, state.ClientKey, state.Policy, state.Reason, state.Id, channel),
            async () => await RefusalAsync(state, handle, sameChannel ?? state.Policy.CodeChannels[0]).ConfigureAwait(false)
                ?? (state.Code is { } code && code.Channel == sameChannel && settings.GetProvider(code.Provider) is ICodeResender resender
                    ? await SendAgainAsync(state, handle, code, resender).ConfigureAwait(false)
                    : await SendAsync(state, handle, sameChannel, errorCode: null).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<PhoneVerificationResult> CheckAsync(VerificationState state, string handle, string code, CancellationToken cancellationToken)
    {
        var isWellFormed = code.Length is >= MinCodeLength and <= MaxCodeLength && code.All(char.IsAsciiDigit);
        var (end, tried) = await EndOfAsync(state, isWellFormed && state.Code is not null ? 1 : 0, cancellationToken).ConfigureAwait(false);
        var channel = ChannelOf(state.Code?.Channel);
        if (end is not null)
        {
            return end;
        }

        if (state.Code is not { } sent)
        {
            return settings.Observed(Waiting(state, handle, PhoneVerificationStatus.Unavailable, PhoneVerificationReason.NoCodePending, channel));
        }

        if (!isWellFormed)
        {
            return settings.Observed(Waiting(state, handle, PhoneVerificationStatus.WrongCode, PhoneVerificationReason.MalformedCode, channel) with { AttemptsLeft = state.Policy.Attempts - tried });
        }

        if (tried > state.Policy.Attempts)
        {
            return settings.End(state, PhoneVerificationStatus.Denied, PhoneVerificationReason.TooManyAttempts, channel);
        }

        var provider = settings.GetProvider(sent.Provider);
        var next = state with { Tried = tried };
        var left = state.Policy.Attempts - tried;
        CodeCheck answer;
        using (var call = settings.Telemetry.Start(provider.Name, ChainTelemetry.CheckCode))
        {
            try
            {
                answer = await provider.CheckAsync(sent, code, cancellationToken).ConfigureAwait(false);
                call?.Succeeded(ChainTelemetry.OutcomeOf(answer));
            }
            catch (Exception failure)
            {
                call?.Failed(failure);
                await RecordAsync(state, provider, sent.Channel, AuditOutcome.Failed, failure).ConfigureAwait(false);
                var decision = CodeDecisions.OfCheck(failure, left);
                if (decision.Move == ChainMove.Throw)
                {
                    throw;
                }

                return decision.Status == PhoneVerificationStatus.Denied ? settings.End(state, decision.Status, decision.Reason, channel) : settings.Observed(Waiting(next, VerificationHandle.Protect(next, settings.Keys), decision.Status, decision.Reason, channel) with
                {
                    AttemptsLeft = left,
                    RetryAfter = (failure as NumberVerifyException)?.RetryAfter,
                    ErrorCode = ErrorCodes.KnownOrOther((failure as NumberVerifyException)?.Code),
                });
            }
        }

        var row = CodeDecisions.OfAnswer(answer, left);
        if (row.Status == PhoneVerificationStatus.Verified && await EndOfAsync(state, AttemptKeys.Ended, cancellationToken: default).ConfigureAwait(false) is { Result: { } used })
        {
            return used;
        }

        await RecordAsync(state, provider, sent.Channel, OutcomeOf(row.Status), failure: null).ConfigureAwait(false);
        return row.Status == PhoneVerificationStatus.WrongCode
            ? settings.Observed(Waiting(next, VerificationHandle.Protect(next, settings.Keys), row.Status, row.Reason, channel) with { AttemptsLeft = left })
            : settings.End(state, row.Status, row.Reason, channel);
    }

    public async Task<PhoneVerificationResult> CancelAsync(VerificationState state, CancellationToken cancellationToken)
    {
        if (await EndOfAsync(state, AttemptKeys.Ended, cancellationToken).ConfigureAwait(false) is { Result: { } end })
        {
            return end;
        }

        var isTakenBack = state.Code is not { } code
            || (settings.GetProvider(code.Provider) is ICodeCanceller canceller && await TryCancelAsync(canceller, code, cancellationToken).ConfigureAwait(false));
        return settings.End(
            state, PhoneVerificationStatus.Expired, isTakenBack ? PhoneVerificationReason.Cancelled : PhoneVerificationReason.CancelledHereOnly, ChannelOf(state.Code?.Channel));
    }

    private async Task<bool> TryCancelAsync(ICodeCanceller canceller, CodeHandle code, CancellationToken cancellationToken)
    {
        using var call = settings.Telemetry.Start(code.Provider, ChainTelemetry.CancelCode);
        try
        {
            var isTakenBack = await canceller.CancelAsync(code, cancellationToken).ConfigureAwait(false);
            call?.Succeeded(isTakenBack ? OperatorTelemetry.Success : ChainTelemetry.Refused);
            return isTakenBack;
        }
        catch (Exception failure)
        {
            call?.Failed(failure);
            if (CodeDecisions.OfResend(failure).Move == ChainMove.Throw)
            {
                throw;
            }

            return false;
        }
    }

    /// <summary>Counts a try, or the end, of a verification that has not ended: the result where it has, or else how many tries there were, as far as anybody knows.</summary>
    private async Task<(PhoneVerificationResult? Result, int Tried)> EndOfAsync(VerificationState state, long amount, CancellationToken cancellationToken)
    {
        var channel = ChannelOf(state.Code?.Channel);
        if (settings.IsOver(state))
        {
            return (settings.End(state, PhoneVerificationStatus.Expired, PhoneVerificationReason.HandleExpired, channel), 0);
        }

        // Longer than this handle: a later one of the same verification must not find its tries forgotten.
        var tries = await settings.Attempts.AddAsync(AttemptKeys.OfTries(state), amount, ForgottenAt(state), cancellationToken).ConfigureAwait(false);
        return tries switch
        {
            long.MaxValue => (settings.End(state, PhoneVerificationStatus.Unavailable, PhoneVerificationReason.LimitReached, channel), 0),
            _ when tries - amount >= AttemptKeys.Ended => (settings.End(state, PhoneVerificationStatus.Denied, PhoneVerificationReason.AlreadyUsed, channel), 0),
            _ when amount == AttemptKeys.Ended => (null, 0),
            _ => (null, Math.Max((int)tries, state.Tried + (int)amount)),
        };
    }

    /// <summary>The guards; null where the code may be sent.</summary>
    private async Task<PhoneVerificationResult?> RefusalAsync(VerificationState state, string? handle, CodeChannel channel)
    {
        var codes = await settings.Attempts.AddAsync(AttemptKeys.OfCodes(state), 0, ForgottenAt(state)).ConfigureAwait(false);
        if (codes < state.Policy.Codes)
        {
            var send = new CodeSend { PhoneNumber = state.PhoneNumber, Channel = channel, ClientKey = state.ClientKey };
            using var lease = await settings.Limiter.AcquireAsync(send).ConfigureAwait(false);
            if (!lease.IsAcquired)
            {
                var isCoolDown = lease.TryGetMetadata(MetadataName.ReasonPhrase, out var phrase) && phrase == CodeSendLimiter.CoolDown;
                return Refused(isCoolDown ? PhoneVerificationReason.CoolDown : PhoneVerificationReason.LimitReached) with
                {
                    RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : null,
                };
            }

            // Counted again: another call may have come in between.
            codes = await settings.Attempts.AddAsync(AttemptKeys.OfCodes(state), 1, ForgottenAt(state)).ConfigureAwait(false) - 1;
        }

        return codes < state.Policy.Codes ? null : Refused(codes >= long.MaxValue - 1 ? PhoneVerificationReason.LimitReached : PhoneVerificationReason.TooManyCodes);

        PhoneVerificationResult Refused(PhoneVerificationReason reason) =>
            settings.Observed(Waiting(state, handle ?? VerificationHandle.Protect(state, settings.Keys), PhoneVerificationStatus.Unavailable, reason, ChannelOf(channel)));
    }

    private async Task<PhoneVerificationResult> SendAsync(VerificationState state, string? handle, CodeChannel? channel, string? errorCode)
    {
        var (reason, last) = (PhoneVerificationReason.NotSupported, (NumberVerifyException?)null);
        var lastChannel = channel ?? state.Policy.CodeChannels[0];
        foreach (var way in channel is { } one ? [one] : state.Policy.CodeChannels)
        {
            foreach (var name in state.Policy.Providers!)
            {
                var provider = settings.GetProvider(name);
                using var call = settings.Telemetry.Start(name, ChainTelemetry.SendCode);
                CodeHandle? code = null;
                try
                {
                    code = await provider.StartAsync(new CodeRequest { PhoneNumber = state.PhoneNumber, Channel = way, Locale = state.Policy.Locale, CodeLength = state.Policy.CodeLength }).ConfigureAwait(false);
                    call?.Succeeded(OperatorTelemetry.Success);
                }
                catch (Exception failure)
                {
                    call?.Failed(failure);
                    await RecordAsync(state, provider, way, AuditOutcome.Failed, failure).ConfigureAwait(false);
                    var decision = CodeDecisions.OfSend(failure, state.Policy);
                    if (decision.Move == ChainMove.Throw)
                    {
                        throw;
                    }

                    (reason, last, lastChannel) = (decision.Reason, failure as NumberVerifyException, way);
                    if (decision.Move == ChainMove.End)
                    {
                        return NotSent(state, handle, reason, lastChannel, last);
                    }
                }

                // Out of the reach of the handler: what fails from here on must not send another.
                if (code is not null)
                {
                    return await SentAsync(state, provider, code, errorCode).ConfigureAwait(false);
                }
            }
        }

        return NotSent(state, handle, reason, lastChannel, last);
    }

    private async Task<PhoneVerificationResult> SendAgainAsync(VerificationState state, string handle, CodeHandle code, ICodeResender resender)
    {
        var provider = settings.GetProvider(code.Provider);
        using var call = settings.Telemetry.Start(provider.Name, ChainTelemetry.ResendCode);
        CodeHandle again;
        try
        {
            again = await resender.ResendAsync(code).ConfigureAwait(false);
            call?.Succeeded(OperatorTelemetry.Success);
        }
        catch (Exception failure)
        {
            call?.Failed(failure);
            await RecordAsync(state, provider, code.Channel, AuditOutcome.Failed, failure).ConfigureAwait(false);
            var decision = CodeDecisions.OfResend(failure);
            if (decision.Move == ChainMove.Throw)
            {
                throw;
            }

            return NotSent(state, handle, decision.Reason, code.Channel, failure as NumberVerifyException);
        }

        return await SentAsync(state, provider, again, errorCode: null).ConfigureAwait(false);
    }

    private async Task<PhoneVerificationResult> SentAsync(VerificationState state, IOneTimePasswordProvider provider, CodeHandle code, string? errorCode)
    {
        await RecordAsync(state, provider, code.Channel, AuditOutcome.CodeSent, failure: null).ConfigureAwait(false);
        var tries = await settings.Attempts.AddAsync(AttemptKeys.OfTries(state), 0, ForgottenAt(state)).ConfigureAwait(false);
        var now = settings.TimeProvider.GetUtcNow();
        var next = state with { MadeAt = now, ExpiresAt = now + state.Policy.Lifetime, Code = code, Tried = (int)Math.Min(Math.Max(tries, state.Tried), byte.MaxValue) };
        return settings.Observed(Waiting(next, VerificationHandle.Protect(next, settings.Keys), PhoneVerificationStatus.CodeSent, state.Reason, ChannelOf(code.Channel)) with
        {
            AttemptsLeft = Math.Max(0, state.Policy.Attempts - next.Tried),
            ErrorCode = errorCode,
        });
    }

    /// <summary>Where waiting may help, or a code of before may still come, the verification goes on.</summary>
    private PhoneVerificationResult NotSent(VerificationState state, string? handle, PhoneVerificationReason reason, CodeChannel channel, NumberVerifyException? failure)
    {
        var mayHelp = reason is PhoneVerificationReason.RateLimited or PhoneVerificationReason.ProviderUnavailable;
        return settings.Observed(Waiting(state, handle ?? (mayHelp ? VerificationHandle.Protect(state, settings.Keys) : null), PhoneVerificationStatus.Unavailable, reason, ChannelOf(channel)) with
        {
            RetryAfter = failure?.RetryAfter,
            ErrorCode = ErrorCodes.KnownOrOther(failure?.Code),
        });
    }

    private static PhoneVerificationResult Waiting(VerificationState state, string? handle, PhoneVerificationStatus status, PhoneVerificationReason reason, PhoneVerificationChannel? channel) => new()
    {
        Status = status,
        Channel = channel,
        Reason = reason,
        Handle = handle,
        Waiting = handle is null ? null : state,
        Subject = state.Subject,
    };

    private Task RecordAsync(VerificationState state, IOneTimePasswordProvider provider, CodeChannel channel, AuditOutcome outcome, Exception? failure) =>
        settings.Audit?.WriteAsync(state, provider.Name, ChannelOf(channel)!.Value, outcome, failure) ?? Task.CompletedTask;

    private static AuditOutcome OutcomeOf(PhoneVerificationStatus status) => status switch
    {
        PhoneVerificationStatus.Verified => AuditOutcome.Matched,
        PhoneVerificationStatus.WrongCode => AuditOutcome.WrongCode,
        _ => AuditOutcome.Failed,
    };

    private static PhoneVerificationChannel? ChannelOf(CodeChannel? channel) => channel switch
    {
        null => null,
        CodeChannel.Voice => PhoneVerificationChannel.Voice,
        _ => PhoneVerificationChannel.Sms,
    };

    /// <summary>A verification has as many handles as codes, each with the policy's lifetime of its own.</summary>
    private static DateTimeOffset ForgottenAt(VerificationState state) => state.ExpiresAt + (state.Policy.Lifetime * state.Policy.Codes);

    /// <summary>One send for all who ask for the same at the same time, with one result. Not the first caller's token: the others wait for the same code.</summary>
    private Task<PhoneVerificationResult> OnceAsync(SendKey key, Func<Task<PhoneVerificationResult>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var own = new TaskCompletionSource<PhoneVerificationResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var underWay = _underWay.GetOrAdd(key, own.Task);
        if (underWay == own.Task)
        {
            _ = RunAsync(key, own, send);
        }

        return underWay.WaitAsync(cancellationToken);
    }

    private async Task RunAsync(SendKey key, TaskCompletionSource<PhoneVerificationResult> own, Func<Task<PhoneVerificationResult>> send)
    {
        try
        {
            var result = await send().ConfigureAwait(false);

            // First out of the way, then told: who starts again after the answer is somebody new.
            _underWay.TryRemove(key, out _);
            own.SetResult(result);
        }
        catch (Exception failure)
        {
            _underWay.TryRemove(key, out _);
            own.SetException(failure);

            // Should every waiter go away, the failure nobody saw must not surface in the finalizer.
            _ = own.Task.Exception;
        }
    }

    /// <summary>Who asks for what. Verification is null for a first code: which of several verifications it is, is told by the result.</summary>
    private sealed record SendKey(
        PhoneNumber Number, string? Subject, string? ClientKey, PhoneVerificationPolicy Policy, PhoneVerificationReason Reason, string? Verification, CodeChannel? Channel);
}
