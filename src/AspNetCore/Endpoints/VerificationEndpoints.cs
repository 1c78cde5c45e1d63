using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.AspNetCore;

/// <summary>The endpoints below one path: each takes a request, asks the verifier, and keeps what follows in the browser's cookie. The end of a verification is the application's to answer.</summary>
internal sealed class VerificationEndpoints(string path, Func<HttpContext, PhoneVerificationResult, CancellationToken, ValueTask<IResult>> onResult)
{
    /// <summary>What is put aside of a callback by form must fit into a cookie.</summary>
    private const int MaxFormLength = 2500;

    private static readonly TimeSpan s_formLifetime = TimeSpan.FromMinutes(1);

    public string StartPath => path + "/start";

    public Task ShowStartAsync(HttpContext http) => AnswerAsync(http, Refuses.Prefetch, call => Task.FromResult<IResult>(new NumberPage(StartPath, call.Services.Clients.StartFormAction, isInvalid: false)));

    public Task StartAsync(HttpContext http) => AnswerAsync(http, Refuses.CrossSite, async call =>
    {
        var request = await RequestReader.ReadAsync(http).ConfigureAwait(false);
        if (!PhoneNumber.TryParse(WithoutSeparators(request.PhoneNumber), out var number))
        {
            return IsForm(http)
                ? new NumberPage(StartPath, call.Services.Clients.StartFormAction, isInvalid: true)
                : throw new RefusedException(Problem.InvalidNumber);
        }

        var result = await call.Services.Verifier.StartAsync(number.Value, clientKey: call.ClientKey, subject: call.Subject, cancellationToken: call.Aborted).ConfigureAwait(false);
        return await FollowAsync(call, result, tag: null, IsForm(http)).ConfigureAwait(false);
    });

    public Task ContinueAsync(HttpContext http, string callbackPath) => AnswerAsync(http, Refuses.Prefetch, async call =>
    {
        var response = AuthorizationResponse.Parse(CallbackOf(call));
        var tag = TransactionTag.OfState(response.State ?? throw new RefusedException(Problem.InvalidRequest));
        var (_, transaction) = call.Find(tag, VerificationStep.Callback);
        await TakeAsync(call, tag, transaction).ConfigureAwait(false);
        if (call.Services.Clients.CallbackPathOf(transaction.State.ClientName) != callbackPath)
        {
            throw new RefusedException(Problem.UnknownTransaction);
        }

        var result = await call.Services.Verifier.ContinueTakenAsync(transaction.State, response, call.Aborted).ConfigureAwait(false);
        return await FollowAsync(call, result, tag: null, isPage: true).ConfigureAwait(false);
    });

    /// <summary>A callback by POST comes without this site's cookies: it is put aside, and the browser asked to come again by GET.</summary>
    public Task ContinueByFormAsync(HttpContext http) => AnswerAsync(http, Refuses.Nothing, async call =>
    {
        var form = await RequestReader.ReadFormTextAsync(http).ConfigureAwait(false);
        AuthorizationResponse.Parse(form);
        if (form.Length > MaxFormLength)
        {
            throw new RefusedException(Problem.InvalidRequest);
        }

        var cookies = call.Services.Cookies;
        var expiresAt = cookies.TimeProvider.GetUtcNow() + s_formLifetime;
        http.Response.Cookies.Append(cookies.FormName, cookies.ProtectForm([.. BitConverter.GetBytes(expiresAt.UtcTicks), .. Encoding.UTF8.GetBytes(form)]), cookies.Options(expiresAt));
        return new SeeOther(http.Request.PathBase + http.Request.Path);
    });

    public Task ShowCodeAsync(HttpContext http) => AnswerAsync(http, Refuses.Prefetch, call =>
    {
        var (tag, transaction) = call.Find(call.TagOfQuery(), VerificationStep.Code);
        return Task.FromResult<IResult>(new CodePage(tag, transaction, path, call.Services.Clients.FormAction, call.Services.Policy.CodeChannels.Contains(CodeChannel.Voice)));
    });

    public Task SubmitCodeAsync(HttpContext http) => AnswerAsync(http, Refuses.CrossSite, async call =>
    {
        var request = await RequestReader.ReadAsync(http).ConfigureAwait(false);
        var (tag, transaction) = call.Find(request.Transaction, VerificationStep.Code);
        var code = WithoutSeparators(request.Code) ?? throw new RefusedException(Problem.InvalidRequest);
        var result = await OrForgetAsync(call, tag, () => call.Services.Verifier.SubmitCodeAsync(transaction.Handle, code, call.Aborted)).ConfigureAwait(false);
        return await FollowAsync(call, result, tag, IsForm(http)).ConfigureAwait(false);
    });

    public Task ResendAsync(HttpContext http) => AnswerAsync(http, Refuses.CrossSite, async call =>
    {
        var request = await RequestReader.ReadAsync(http).ConfigureAwait(false);
        CodeChannel? channel = request.Channel switch
        {
            null => null,
            "sms" => CodeChannel.Sms,
            "voice" => CodeChannel.Voice,
            _ => throw new RefusedException(Problem.InvalidRequest),
        };
        var (tag, transaction) = call.Find(request.Transaction, VerificationStep.Code);
        if (channel is not null && !call.Services.Policy.CodeChannels.Contains(channel.Value))
        {
            throw new RefusedException(Problem.InvalidRequest);
        }

        var result = await OrForgetAsync(call, tag, () => call.Services.Verifier.ResendAsync(transaction.Handle, channel, call.Aborted)).ConfigureAwait(false);
        return await FollowAsync(call, result, tag, IsForm(http)).ConfigureAwait(false);
    });

    public Task SkipAsync(HttpContext http) => AnswerAsync(http, Refuses.CrossSite, async call =>
    {
        var request = await RequestReader.ReadAsync(http).ConfigureAwait(false);
        var (tag, transaction) = call.Find(request.Transaction, VerificationStep.Callback);
        await TakeAsync(call, tag, transaction).ConfigureAwait(false);
        var result = await call.Services.Verifier.SkipTakenAsync(transaction.State, call.Aborted).ConfigureAwait(false);
        return await FollowAsync(call, result, tag: null, IsForm(http)).ConfigureAwait(false);
    });

    public Task GetParametersAsync(HttpContext http) => AnswerAsync(http, Refuses.Prefetch, call =>
    {
        var (_, transaction) = call.Find(call.TagOfQuery(), VerificationStep.Callback);
        var (clientId, endpoint, redirectUri, parameters) = call.Services.Verifier.GetPublicHalves(transaction.State);
        return Task.FromResult<IResult>(new JsonResult<PublicParameters>(new PublicParameters(clientId, endpoint, redirectUri, parameters), EndpointJson.Default.PublicParameters));
    });

    private static bool IsForm(HttpContext http) => RequestReader.TypeOf(http.Request) == BodyType.Form;

    private static string? WithoutSeparators(string? text) => text?.Length <= 64 ? string.Concat(text.Split([' ', '-', '.', '(', ')', '/', '\u00a0'])) : null;

    private static string CallbackOf(Call call)
    {
        var (http, cookies) = (call.Http, call.Services.Cookies);
        if (!call.Services.Options.AcceptsFormPost || http.Request.QueryString.HasValue || http.Request.Cookies[cookies.FormName] is not { } text)
        {
            return call.Query;
        }

        http.Response.Cookies.Delete(cookies.FormName, cookies.Options(expiresAt: null));
        return cookies.UnprotectForm(text) is { Length: > sizeof(long) } form && cookies.TimeProvider.GetUtcNow().UtcTicks < BitConverter.ToInt64(form)
            ? Encoding.UTF8.GetString(form, sizeof(long), form.Length - sizeof(long))
            : "";
    }

    /// <summary>Once, over all nodes, before anything is sent; the cookie goes whatever becomes of it.</summary>
    private static async Task TakeAsync(Call call, string tag, Transaction transaction)
    {
        call.Transactions.Remove(tag);
        if (!await call.Services.Store.TryTakeAsync(transaction.Id, call.Aborted).ConfigureAwait(false))
        {
            throw new RefusedException(Problem.UnknownTransaction);
        }
    }

    private static async Task<PhoneVerificationResult> OrForgetAsync(Call call, string tag, Func<Task<PhoneVerificationResult>> step)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (InvalidHandleException)
        {
            call.Transactions.Remove(tag);
            throw;
        }
    }

    private static Notice NoticeOf(PhoneVerificationResult result) => (result.Status, result.Reason) switch
    {
        (PhoneVerificationStatus.CodeSent, _) => Notice.CodeSent,
        (PhoneVerificationStatus.WrongCode, _) => Notice.WrongCode,
        (_, PhoneVerificationReason.TooManyCodes) => Notice.NoMoreCodes,
        (_, PhoneVerificationReason.CoolDown or PhoneVerificationReason.LimitReached or PhoneVerificationReason.RateLimited) => Notice.Wait,
        _ => Notice.TryAgain,
    };

    /// <summary>Keeps what the next request needs, and sends the browser there; a verification that is over goes to the application.</summary>
    private async Task<IResult> FollowAsync(Call call, PhoneVerificationResult result, string? tag, bool isPage)
    {
        if (result is not { Handle: { } handle, Waiting: { } state })
        {
            if (tag is not null)
            {
                call.Transactions.Remove(tag);
            }

            return new Ended(result);
        }

        var isRedirect = result.Status == PhoneVerificationStatus.RedirectToOperator;
        int? retryAfter = result.RetryAfter is { } wait ? (int)Math.Min(Math.Ceiling(wait.TotalSeconds), int.MaxValue) : null;
        var transaction = new Transaction
        {
            Handle = handle,
            State = state,
            Notice = isRedirect ? Notice.None : NoticeOf(result),
            AttemptsLeft = result.AttemptsLeft,
            RetryAfterSeconds = retryAfter,
        };
        tag = isRedirect ? TransactionTag.OfState(result.State!) : tag ?? TransactionTag.Create();
        if (isRedirect && !await call.Services.Store.TryAddAsync(transaction.Id, state.ExpiresAt, call.Aborted).ConfigureAwait(false))
        {
            throw new RefusedException(Problem.Full);
        }

        call.Transactions.Set(tag, transaction);
        if (isPage)
        {
            return new SeeOther(isRedirect ? result.AuthUrl!.AbsoluteUri : $"{call.Http.Request.PathBase}{path}/code?transaction={tag}");
        }

        return new JsonResult<VerificationResponse>(
            new VerificationResponse
            {
                Status = result.Status,
                AuthUrl = result.AuthUrl?.AbsoluteUri,
                Channel = result.Channel,
                AttemptsLeft = result.AttemptsLeft,
                RetryAfter = retryAfter,
                Transaction = tag,
            },
            EndpointJson.Default.VerificationResponse);
    }

    private async Task AnswerAsync(HttpContext http, Refuses refuses, Func<Call, Task<IResult>> handle)
    {
        ResponseHeaders.Write(http.Response);
        var services = http.RequestServices.GetRequiredService<EndpointServices>();
        Call? call = null;
        IResult answer;
        try
        {
            call = new Call(http, services);
            answer = services.Limiter.Allows(http, call.Subject) ? await CheckedAsync(call, refuses, handle).ConfigureAwait(false) : throw new RefusedException(Problem.TooManyRequests);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
            return;
        }
        catch (Exception failure)
        {
            answer = new Refusal(ProblemOf(services, failure), StartPath);
        }

        call?.Apply();

        // Out of the reach of the handler: a fault of the application's own is the application's to see.
        if (answer is Ended ended)
        {
            answer = await onResult(http, ended.Result, http.RequestAborted).ConfigureAwait(false);
        }

        await answer.ExecuteAsync(http).ConfigureAwait(false);
    }

    private static Task<IResult> CheckedAsync(Call call, Refuses refuses, Func<Call, Task<IResult>> handle) => refuses switch
    {
        Refuses.Prefetch when RequestRules.IsPrefetch(call.Http.Request) => throw new RefusedException(Problem.Prefetch),
        Refuses.CrossSite when RequestRules.IsCrossSite(call.Http.Request, call.Services.Clients.OwnOrigins) => throw new RefusedException(Problem.CrossSite),
        _ => handle(call),
    };

    private static Problem ProblemOf(EndpointServices services, Exception failure)
    {
        var problem = failure switch
        {
            RefusedException refused => refused.Problem,
            InvalidCallbackException => Problem.InvalidRequest,
            InvalidHandleException => Problem.UnknownTransaction,
            _ => Problem.Unavailable,
        };
        if (failure is RefusedException or InvalidCallbackException or InvalidHandleException)
        {
            Log.Refused(services.Logger, problem.Name);
        }
        else
        {
            // The exception may be a provider's of the application's own, and its words may hold anything.
            Log.Failed(services.Logger, failure.GetType().Name, ErrorCodes.KnownOrOther((failure as NumberVerifyException)?.Code));
        }

        return problem;
    }
}
