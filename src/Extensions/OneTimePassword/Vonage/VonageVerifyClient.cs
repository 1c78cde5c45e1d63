using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using NumberVerify.Generated.VonageVerify;

namespace NumberVerify;

/// <summary>
/// Vonage Verify, version 1: codes by text message or call, with a next way of delivery when nobody answers. Stateless and thread-safe. Every call is a form by POST; the secret, numbers and
/// codes are never part of an address. Nothing is sent twice.
/// </summary>
/// <remarks>
/// Failures are told by their status: <see cref="RateLimitedException"/> (1, 9), <see cref="RequestRejectedException"/> (2, 3, 18, 20), <see cref="ClientRejectedException"/> (4, 8),
/// <see cref="OperatorUnavailableException"/> (5), <see cref="PhoneNumberRejectedException"/> (6 at a start, 7, 15, 29), <see cref="UnexpectedResponseException"/> (any that is not documented for
/// its call). 10, 16, 17, 19 and 101 are answers.
/// </remarks>
public class VonageVerifyClient : IOneTimePasswordProvider, ICodeResender, ICodeCanceller
{
    /// <summary>The <see cref="CodeHandle.Provider"/> of its handles.</summary>
    public const string ProviderName = "vonage-verify";

    /// <summary>How many verifications one search may name.</summary>
    public const int MaxSearched = 10;

    private const string Cancel = "cancel";
    private const string TriggerNextEvent = "trigger_next_event";
    private const string DateFormat = "yyyy-MM-dd HH:mm:ss";

    private readonly VonageVerifyOptions? _options;
    private readonly ApiClientSource<VonageVerifyApiClient>? _clients;
    private readonly TimeProvider _timeProvider = TimeProvider.System;
    private readonly string? _authorization;

    /// <summary>For fakes: every method is virtual.</summary>
    protected VonageVerifyClient()
    {
    }

    /// <summary>A client without a container. Prefer <c>AddVonageVerify</c>, which pools connections and lets proxies be configured.</summary>
    /// <param name="options">Checked here; later changes have no effect.</param>
    /// <param name="handler">Sends the requests and stays the caller's; it must not follow redirects. Null: connections of its own.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="OptionsValidationException">The options have faults, or the handler follows redirects; all are listed.</exception>
    public VonageVerifyClient(VonageVerifyOptions options, HttpMessageHandler? handler = null, TimeProvider? timeProvider = null)
        : this(Checked(options), ProviderHttp.Of(handler, options.Timeout), timeProvider ?? TimeProvider.System)
    {
    }

    /// <summary>Over options that were checked.</summary>
    internal VonageVerifyClient(VonageVerifyOptions options, Func<HttpClient> createHttpClient, TimeProvider timeProvider)
    {
        _options = options.Copy();
        _timeProvider = timeProvider;
        _authorization = options.SendsCredentialsInForm ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ApiKey}:{options.ApiSecret}"));
        var root = options.ApiRoot;
        _clients = new ApiClientSource<VonageVerifyApiClient>(createHttpClient, timeProvider, http => new VonageVerifyApiClient(http)
        {
            StartVerificationUri = ProviderHttp.Below(root, VonageVerifyApiClient.StartVerificationPath),
            StartPaymentVerificationUri = ProviderHttp.Below(root, VonageVerifyApiClient.StartPaymentVerificationPath),
            CheckVerificationUri = ProviderHttp.Below(root, VonageVerifyApiClient.CheckVerificationPath),
            SearchVerificationsUri = ProviderHttp.Below(root, VonageVerifyApiClient.SearchVerificationsPath),
            ControlVerificationUri = ProviderHttp.Below(root, VonageVerifyApiClient.ControlVerificationPath),
        });
    }

    /// <summary>The languages of messages and calls; a payment has a list of its own. The first of a language is its usual region.</summary>
    public static IReadOnlyList<string> Languages { get; } = Array.AsReadOnly<string>(
        [
            "ar-xa", "cs-cz", "cy-cy", "cy-gb", "da-dk", "de-de", "el-gr", "en-us", "en-au", "en-gb", "en-in", "es-es", "es-mx", "es-us", "fi-fi", "fil-ph", "fr-fr", "fr-ca", "hi-in", "hu-hu",
            "id-id", "is-is", "it-it", "ja-jp", "ko-kr", "nb-no", "nl-nl", "pl-pl", "pt-pt", "pt-br", "ro-ro", "ru-ru", "sv-se", "th-th", "tr-tr", "vi-vn", "yue-cn", "zh-cn", "zh-tw",
        ]);

    /// <inheritdoc/>
    string IOneTimePasswordProvider.Name => ProviderName;

    private VonageVerifyOptions Options => _options ?? throw new InvalidOperationException("A fake must override the method that is called.");

    /// <summary>Starts a verification; its first message or call goes out at once.</summary>
    /// <exception cref="ArgumentException">The request breaks one of Vonage's limits. Nothing was sent.</exception>
    /// <exception cref="PhoneNumberRejectedException">The number cannot be reached, or is barred.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport.</exception>
    public virtual async Task<VonageVerification> StartAsync(VonageVerifyRequest request, CancellationToken cancellationToken = default)
    {
        var body = VonageForms.Of(request, Options);
        return Read(await AskAsync(_clients!.Get().StartVerificationAsync(body, _authorization, cancellationToken)).ConfigureAwait(false));
    }

    /// <summary>Starts a verification whose message names a payee and an amount (PSD2).</summary>
    /// <exception cref="ArgumentException">The request breaks one of Vonage's limits. Nothing was sent.</exception>
    /// <exception cref="PhoneNumberRejectedException">The number cannot be reached, or is barred.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport.</exception>
    public virtual async Task<VonageVerification> StartPaymentAsync(VonagePaymentRequest request, CancellationToken cancellationToken = default)
    {
        var body = VonageForms.Of(request, Options);
        return Read(await AskAsync(_clients!.Get().StartPaymentVerificationAsync(body, _authorization, cancellationToken)).ConfigureAwait(false));
    }

    /// <summary>Tries a code. Three wrong ones end the verification.</summary>
    /// <param name="requestId">The verification.</param>
    /// <param name="code">What the person typed: 4 to 6 ASCII digits.</param>
    /// <param name="cancellationToken">Stops waiting; the try may count all the same.</param>
    /// <exception cref="ArgumentException">Identifier or code are malformed. Nothing was sent.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport; what became of the code is unknown.</exception>
    public virtual async Task<VonageCheckResult> CheckAsync(string requestId, string code, CancellationToken cancellationToken = default)
    {
        var options = Options;
        ProviderRules.CheckId(requestId, VonageForms.MaxRequestIdLength, nameof(requestId));
        ProviderRules.CheckCode(code, VonageForms.MinCodeLength, VonageForms.MaxCodeLength);
        var body = new CheckRequest { ApiKey = VonageForms.KeyOf(options), ApiSecret = VonageForms.SecretOf(options), RequestId = requestId, Code = code };
        var answer = await AskAsync(_clients!.Get().CheckVerificationAsync(body, _authorization, cancellationToken)).ConfigureAwait(false);
        var status = VonageErrors.StatusOf(answer.Status);
        var outcome = status switch
        {
            VonageVerifyStatus.Ok when answer.RequestId != requestId => throw VonageErrors.Unexpected("the code of another verification was checked"),
            VonageVerifyStatus.Ok => CodeCheck.Correct,
            VonageVerifyStatus.WrongCode => CodeCheck.Wrong,
            VonageVerifyStatus.TooManyWrongCodes => CodeCheck.TooManyAttempts,
            VonageVerifyStatus.NotRoutableOrNotPending => CodeCheck.NonePending,
            _ => throw VonageErrors.Of(answer.Status),
        };
        return new VonageCheckResult
        {
            Outcome = outcome,
            Status = status.Value,
            EventId = answer.EventId,
            Price = PriceOf(answer.Price),
            EstimatedPriceMessagesSent = PriceOf(answer.EstimatedPriceMessagesSent),
            Currency = answer.Currency,
        };
    }

    /// <summary>Looks up one verification; null where Vonage knows none of that name (status 101).</summary>
    /// <exception cref="ArgumentException">The identifier is malformed. Nothing was sent.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport.</exception>
    public virtual async Task<VonageVerificationDetails?> SearchAsync(string requestId, CancellationToken cancellationToken = default)
    {
        var options = Options;
        ProviderRules.CheckId(requestId, VonageForms.MaxRequestIdLength, nameof(requestId));
        var body = new SearchRequest { ApiKey = VonageForms.KeyOf(options), ApiSecret = VonageForms.SecretOf(options), RequestId = requestId };
        var answer = await AskAsync(_clients!.Get().SearchVerificationsAsync(body, _authorization, cancellationToken)).ConfigureAwait(false);
        if (VonageErrors.StatusOf(answer.Status) == VonageVerifyStatus.NotFound)
        {
            return null;
        }

        var state = StateOf(answer.Status) ?? throw VonageErrors.Of(answer.Status);
        return answer.RequestId == requestId
            ? Details(
                requestId, state, answer.AccountId, answer.Number, answer.SenderId, (answer.DateSubmitted, answer.DateFinalized, answer.FirstEventDate, answer.LastEventDate),
                (answer.Price, answer.EstimatedPriceMessagesSent, answer.Currency), answer.Checks, answer.Events)
            : throw VonageErrors.Unexpected("another verification was found");
    }

    /// <summary>Looks up several verifications; those Vonage does not know are not in the answer.</summary>
    /// <param name="requestIds">One to <see cref="MaxSearched"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException">There are none or too many, or one is malformed. Nothing was sent.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport.</exception>
    public virtual async Task<IReadOnlyList<VonageVerificationDetails>> SearchAsync(IReadOnlyList<string> requestIds, CancellationToken cancellationToken = default)
    {
        var options = Options;
        ArgumentNullException.ThrowIfNull(requestIds);
        if (requestIds.Count is 0 or > MaxSearched)
        {
            throw new ArgumentException($"One to {MaxSearched} identifiers can be searched at once.", nameof(requestIds));
        }

        foreach (var requestId in requestIds)
        {
            ProviderRules.CheckId(requestId, VonageForms.MaxRequestIdLength, nameof(requestIds));
        }

        var body = new SearchRequest { ApiKey = VonageForms.KeyOf(options), ApiSecret = VonageForms.SecretOf(options), RequestIds = [.. requestIds] };
        var answer = await AskAsync(_clients!.Get().SearchVerificationsAsync(body, _authorization, cancellationToken)).ConfigureAwait(false);
        return answer.VerificationRequests is { } found ? [.. found.Select(Read)]
            : VonageErrors.StatusOf(answer.Status) == VonageVerifyStatus.NotFound ? []
            : throw VonageErrors.Of(answer.Status);
    }

    /// <summary>Cancels a verification: half a minute after its start at the earliest, and before its second event.</summary>
    /// <returns>False where it is too early or too late (status 19), or where the verification is over or unknown (status 6).</returns>
    /// <exception cref="ArgumentException">The identifier is malformed. Nothing was sent.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport.</exception>
    public virtual async Task<bool> CancelAsync(string requestId, CancellationToken cancellationToken = default) =>
        IsDone(await ControlAsync(requestId, Cancel, cancellationToken).ConfigureAwait(false));

    /// <summary>Takes the next step of the workflow now.</summary>
    /// <returns>False where there is none (status 19), or where the verification is over or unknown (status 6).</returns>
    /// <exception cref="ArgumentException">The identifier is malformed. Nothing was sent.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport.</exception>
    public virtual async Task<bool> TriggerNextEventAsync(string requestId, CancellationToken cancellationToken = default) =>
        IsDone(await ControlAsync(requestId, TriggerNextEvent, cancellationToken).ConfigureAwait(false));

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(VonageVerifyClient);

    /// <inheritdoc/>
    async Task<CodeHandle> IOneTimePasswordProvider.StartAsync(CodeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = Options;
        if (!Enum.IsDefined(request.Channel))
        {
            throw new ArgumentException("The channel is unknown.", nameof(request));
        }

        var startedAt = _timeProvider.GetUtcNow();
        var verification = await StartAsync(
            new VonageVerifyRequest
            {
                PhoneNumber = request.PhoneNumber,
                CodeLength = request.CodeLength,
                Language = ProviderRules.Nearest(request.Locale, Languages),
                PinExpiry = options.PinExpiry,
                Workflow = options.Workflow ?? (request.Channel == CodeChannel.Voice ? VonageWorkflow.CallCall : VonageWorkflow.SmsSms),
            },
            cancellationToken).ConfigureAwait(false);
        return new CodeHandle { Provider = ProviderName, Id = verification.RequestId, Channel = request.Channel, ExpiresAt = startedAt + options.PinExpiry };
    }

    /// <inheritdoc/>
    async Task<CodeCheck> IOneTimePasswordProvider.CheckAsync(CodeHandle handle, string code, CancellationToken cancellationToken)
    {
        ProviderRules.CheckHandle(handle, ProviderName);
        ProviderRules.CheckCode(code);

        // Vonage's codes are shorter: one that long cannot be right, and need not count as a try.
        return code.Length > VonageForms.MaxCodeLength ? CodeCheck.Wrong : (await CheckAsync(handle.Id, code, cancellationToken).ConfigureAwait(false)).Outcome;
    }

    /// <inheritdoc/>
    async Task<CodeHandle> ICodeResender.ResendAsync(CodeHandle handle, CancellationToken cancellationToken)
    {
        ProviderRules.CheckHandle(handle, ProviderName);
        var status = await ControlAsync(handle.Id, TriggerNextEvent, cancellationToken).ConfigureAwait(false);
        return VonageErrors.StatusOf(status) == VonageVerifyStatus.Ok ? handle : throw VonageErrors.Of(status);
    }

    /// <inheritdoc/>
    Task<bool> ICodeCanceller.CancelAsync(CodeHandle handle, CancellationToken cancellationToken)
    {
        ProviderRules.CheckHandle(handle, ProviderName);
        return CancelAsync(handle.Id, cancellationToken);
    }

    private static VonageVerifyOptions Checked(VonageVerifyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        VonageVerifyOptionsValidator.ThrowIfInvalid(options);
        return options;
    }

    private static async ValueTask<T> AskAsync<T>(ValueTask<ApiResponse<T>> call)
    {
        try
        {
            return (await call.ConfigureAwait(false)).Result;
        }
        catch (ApiException failure)
        {
            throw ErrorMap.OfProvider(failure);
        }
    }

    private static VonageVerification Read(StartResponse answer) => VonageErrors.StatusOf(answer.Status) switch
    {
        VonageVerifyStatus.Ok or VonageVerifyStatus.AlreadyUnderWay when string.IsNullOrEmpty(answer.RequestId) => throw VonageErrors.Unexpected("the verification has no name"),
        VonageVerifyStatus.Ok => new VonageVerification { RequestId = answer.RequestId! },
        VonageVerifyStatus.AlreadyUnderWay => new VonageVerification { RequestId = answer.RequestId!, WasUnderWay = true },
        _ => throw VonageErrors.Of(answer.Status, isStart: true),
    };

    private static VonageVerificationDetails Read(VerificationRecord record) => Details(
        record.RequestId ?? throw VonageErrors.Unexpected("a verification that was found has no name"),
        StateOf(record.Status) ?? throw VonageErrors.Unexpected("the state of a verification is unknown"),
        record.AccountId, record.Number, record.SenderId, (record.DateSubmitted, record.DateFinalized, record.FirstEventDate, record.LastEventDate),
        (record.Price, record.EstimatedPriceMessagesSent, record.Currency), record.Checks, record.Events);

    private static VonageVerificationDetails Details(
        string requestId, VonageVerificationState state, string? accountId, string? number, string? senderId, (string? Submitted, string? Finalized, string? First, string? Last) dates,
        (string? Price, string? Estimate, string? Currency) price, IReadOnlyList<CheckRecord>? checks, IReadOnlyList<EventRecord>? events) => new()
    {
        RequestId = requestId,
        State = state,
        AccountId = accountId,
        PhoneNumber = PhoneNumber.TryParse("+" + number, out var phoneNumber) ? phoneNumber : null,
        SenderId = senderId,
        SubmittedAt = DateOf(dates.Submitted),
        FinalizedAt = DateOf(dates.Finalized),
        FirstEventAt = DateOf(dates.First),
        LastEventAt = DateOf(dates.Last),
        Price = PriceOf(price.Price),
        EstimatedPriceMessagesSent = PriceOf(price.Estimate),
        Currency = price.Currency,
        Checks = [.. (checks ?? []).Select(static check => new VonageCheckDetails { IsValid = check.Status == "VALID", ReceivedAt = DateOf(check.DateReceived), Code = check.Code, IpAddress = check.IpAddress })],
        Events = [.. (events ?? []).Select(static one => new VonageEventDetails { Id = one.Id, Channel = one.Type switch { "sms" => CodeChannel.Sms, "tts" => CodeChannel.Voice, _ => null } })],
    };

    private static VonageVerificationState? StateOf(string? status) => status switch
    {
        "IN PROGRESS" => VonageVerificationState.InProgress,
        "SUCCESS" => VonageVerificationState.Success,
        "FAILED" => VonageVerificationState.Failed,
        "EXPIRED" => VonageVerificationState.Expired,
        "CANCELLED" => VonageVerificationState.Cancelled,
        _ => null,
    };

    private static bool IsDone(string status) => VonageErrors.StatusOf(status) switch
    {
        VonageVerifyStatus.Ok => true,
        VonageVerifyStatus.NotPossibleNow or VonageVerifyStatus.NotRoutableOrNotPending => false,
        _ => throw VonageErrors.Of(status),
    };

    /// <summary>What is not a date is not told as one; nothing depends on it.</summary>
    private static DateTimeOffset? DateOf(string? text) =>
        DateTimeOffset.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static decimal? PriceOf(string? text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) ? price : null;

    private async Task<string> ControlAsync(string requestId, string command, CancellationToken cancellationToken)
    {
        var options = Options;
        ProviderRules.CheckId(requestId, VonageForms.MaxRequestIdLength, nameof(requestId));
        var body = new ControlRequest { ApiKey = VonageForms.KeyOf(options), ApiSecret = VonageForms.SecretOf(options), RequestId = requestId, Cmd = command };
        var answer = await AskAsync(_clients!.Get().ControlVerificationAsync(body, _authorization, cancellationToken)).ConfigureAwait(false);
        return answer.Command is null || answer.Command == command ? answer.Status : throw VonageErrors.Unexpected("another command was carried out");
    }
}
