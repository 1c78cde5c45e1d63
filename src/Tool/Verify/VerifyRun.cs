using NumberVerify.Tool.Operators;
using NumberVerify.Tool.Running;
using Spectre.Console;

namespace NumberVerify.Tool.Verify;

/// <summary>One verification, step by step, from the number to its end.</summary>
/// <param name="context">Where it speaks.</param>
/// <param name="verifier">What verifies.</param>
/// <param name="watch">Sees which step is under way.</param>
/// <param name="settings">How it goes.</param>
/// <param name="listener">Takes the callback; null where it is pasted.</param>
/// <param name="phone">Opens the URL; null where a person does.</param>
internal sealed class VerifyRun(CommandContext context, PhoneVerifier verifier, ExchangeWatch watch, VerifySettings settings, CallbackListener? listener, SimulatedPhone? phone)
{
    private const int MostQuestions = 20;

    private bool _cameNoCallback;
    private int _questions;

    /// <summary>The end of the verification.</summary>
    public async Task<(PhoneVerificationResult Result, VerifyResult Told)> RunAsync(CancellationToken cancellationToken)
    {
        var result = await DuringAsync(ExchangeWatch.Discovery, () => verifier.StartAsync(settings.Number.Value, settings.Policy, cancellationToken: cancellationToken)).ConfigureAwait(false);
        while (await NextAsync(result, cancellationToken).ConfigureAwait(false) is { } next)
        {
            result = next;
        }

        var told = VerifyResult.Of(result, watch.CorrelationId);
        return (result, _cameNoCallback && result.Status == PhoneVerificationStatus.Expired ? told with { Reason = VerifyResult.NoCallback } : told);
    }

    /// <summary>What follows; null at the end.</summary>
    private async Task<PhoneVerificationResult?> NextAsync(PhoneVerificationResult result, CancellationToken cancellationToken) => result switch
    {
        { Status: PhoneVerificationStatus.RedirectToOperator } => await RedirectAsync(result, cancellationToken).ConfigureAwait(false),
        { Status: PhoneVerificationStatus.CodeSent or PhoneVerificationStatus.WrongCode } => await TryCodeAsync(result, cancellationToken).ConfigureAwait(false),

        // A check that got no answer: the code may still be tried.
        { Status: PhoneVerificationStatus.Unavailable, Handle: not null, AttemptsLeft: > 0 } => await TryCodeAsync(result, cancellationToken).ConfigureAwait(false),
        _ => null,
    };

    private async Task<PhoneVerificationResult> RedirectAsync(PhoneVerificationResult redirect, CancellationToken cancellationToken)
    {
        var state = AuthorizationLink.Parameter(redirect.AuthUrl!, "state") ?? throw new InvalidOperationException("An authorization URL without a state.");
        listener?.Expect(state);
        Show(redirect.AuthUrl!);
        AuthorizationResponse response;
        using (var inTime = new CancellationTokenSource(settings.Timeout, context.Surroundings.Time))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(inTime.Token, cancellationToken))
        {
            try
            {
                response = await (listener is null ? PasteAsync(state, either.Token) : WaitAsync(redirect.AuthUrl!, either.Token)).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (inTime.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                return await GoOnWithoutAsync(redirect, cancellationToken).ConfigureAwait(false);
            }
        }

        return await DuringAsync(ExchangeWatch.Exchange, () => verifier.ContinueAsync(redirect.Handle!, response, cancellationToken)).ConfigureAwait(false);
    }

    private Task<PhoneVerificationResult> GoOnWithoutAsync(PhoneVerificationResult redirect, CancellationToken cancellationToken)
    {
        _cameNoCallback = true;
        Say("No callback came in time.");
        return settings.Policy.CodeChannels.Count > 0
            ? DuringAsync("Asking for a code to be sent", () => verifier.SkipAsync(redirect.Handle!, cancellationToken))
            : verifier.CancelAsync(redirect.Handle!, cancellationToken);
    }

    private void Show(Uri url)
    {
        Say($"Number      {MaskedNumber.Of(settings.Number)}");
        if (phone is not null)
        {
            Say("A simulated phone opens the authorization URL.");
            return;
        }

        Say("Open this on the phone, over mobile data and not over Wi-Fi:");
        Say("");
        (context.Json ? context.Surroundings.Error : context.Surroundings.Output).WriteLine(url.AbsoluteUri);
        Say("");
        var code = new TerminalQrCode(url);
        if (code.Width <= context.People.Profile.Width)
        {
            code.WriteTo(context.People);
        }
        else
        {
            Say($"The QR code takes {code.Width} columns and this terminal has {context.People.Profile.Width}: make it wider, or the letters smaller, and start again.");
        }

        Say("");
        if (listener is not null && settings.RedirectUri is { IsLoopback: true } loopback)
        {
            Say($"The phone is sent back to port {loopback.Port} of itself. Lead that here (adb reverse tcp:{loopback.Port} tcp:{loopback.Port}), or use --paste.");
        }
    }

    private Task<AuthorizationResponse> WaitAsync(Uri url, CancellationToken cancellationToken) => DuringAsync("Waiting for the phone", async () =>
    {
        if (phone is not null)
        {
            await phone.OpenAsync(url, cancellationToken).ConfigureAwait(false);
        }

        return await listener!.ReceiveAsync(cancellationToken).ConfigureAwait(false);
    });

    private async Task<AuthorizationResponse> PasteAsync(string state, CancellationToken cancellationToken)
    {
        while (true)
        {
            var pasted = await AskAsync("Paste the address the phone's browser was sent to (it does not show):", mask: null, cancellationToken).ConfigureAwait(false);
            if (Read(pasted.Trim()) is { } response && response.State == state)
            {
                return response;
            }

            Say("That is not the callback of this verification.");
        }
    }

    private AuthorizationResponse? Read(string pasted)
    {
        try
        {
            return settings.RedirectUri is null || pasted.StartsWith(settings.RedirectUri.OriginalString, StringComparison.Ordinal) ? AuthorizationResponse.Parse(pasted) : null;
        }
        catch (InvalidCallbackException)
        {
            return null;
        }
    }

    private async Task<PhoneVerificationResult> TryCodeAsync(PhoneVerificationResult waiting, CancellationToken cancellationToken)
    {
        Say(waiting.Status switch
        {
            PhoneVerificationStatus.CodeSent => $"A code is on its way by {Words.Of(waiting.Channel)}: {Words.Of(waiting.Reason)}.",
            PhoneVerificationStatus.WrongCode => $"That was another code. Tries left: {waiting.AttemptsLeft}.",
            _ => $"The code could not be tried: {Words.Of(waiting.Reason)}. Tries left: {waiting.AttemptsLeft}.",
        });
        var code = (await AskAsync("Code, or resend:", mask: '*', cancellationToken).ConfigureAwait(false)).Trim();
        return code == "resend"
            ? await DuringAsync("Asking for another code", () => verifier.ResendAsync(waiting.Handle!, cancellationToken: cancellationToken)).ConfigureAwait(false)
            : await DuringAsync("Trying the code", () => verifier.SubmitCodeAsync(waiting.Handle!, code, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<string> AskAsync(string question, char? mask, CancellationToken cancellationToken) =>
        ++_questions <= MostQuestions && await context.AskAsync(question, mask, cancellationToken).ConfigureAwait(false) is { } answer
            ? answer
            : throw new ToolException(ExitCode.Failure, "No answer that could be used was given.", "Start it again.");

    private void Say(string text) => context.People.WriteLine(text);

    /// <summary>Shows the step that is under way, and keeps it on the screen once it is done.</summary>
    private async Task<T> DuringAsync<T>(string step, Func<Task<T>> work)
    {
        var current = step;
        try
        {
            // Without cursor movement a spinner would only repeat what is said anyway.
            return context.People.Profile.Capabilities.Ansi
                ? await context.People.Status().StartAsync(Markup.Escape(step), status => WatchAsync(next => status.Status(Markup.Escape(next)))).ConfigureAwait(false)
                : await WatchAsync(static _ => { }).ConfigureAwait(false);
        }
        finally
        {
            watch.Starting = null;
        }

        async Task<T> WatchAsync(Action<string> show)
        {
            watch.Starting = next =>
            {
                if (next != current)
                {
                    Done(current);
                    current = next;
                    show(next);
                }
            };
            var result = await work().ConfigureAwait(false);
            Done(current);
            return result;
        }
    }

    private void Done(string step) => Say($"{(context.People.Profile.Capabilities.Unicode ? "✓" : "+")} {step}");
}
