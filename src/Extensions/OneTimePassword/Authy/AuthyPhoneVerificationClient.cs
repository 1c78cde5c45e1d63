using Microsoft.Extensions.Options;
using NumberVerify.Generated.AuthyPhoneVerification;

namespace NumberVerify;

/// <summary>
/// Authy Phone Verification, version 1: codes by text message or call, found again by the number. Stateless and thread-safe. Nothing is sent twice. A code is tried by a GET whose address holds
/// number and code, as Authy has it: keep addresses out of the logs of proxies and of handlers of your own.
/// </summary>
/// <remarks>
/// Failures are told by Authy's code: <see cref="ClientRejectedException"/> (60001), <see cref="RateLimitedException"/> (60003), <see cref="OperatorUnavailableException"/> (60060 and HTTP 5xx),
/// <see cref="PhoneNumberRejectedException"/> (60033, 60078, 60082, 60083), <see cref="RequestRejectedException"/> (60000, 60002, 60004, 60005, 60021, 60032, 60042). 60022 and 60023 are answers.
/// </remarks>
public class AuthyPhoneVerificationClient : IOneTimePasswordProvider, ICodeResender
{
    /// <summary>The <see cref="CodeHandle.Provider"/> of its handles.</summary>
    public const string ProviderName = "authy-phone-verification";

    private const int MaxUuidLength = 64;
    private static readonly TimeSpan s_usualLifetime = TimeSpan.FromSeconds(600);

    private readonly AuthyPhoneVerificationOptions? _options;
    private readonly ApiClientSource<AuthyPhoneVerificationApiClient>? _clients;
    private readonly TimeProvider _timeProvider = TimeProvider.System;

    /// <summary>For fakes: every method is virtual.</summary>
    protected AuthyPhoneVerificationClient()
    {
    }

    /// <summary>A client without a container. Prefer <c>AddAuthyPhoneVerification</c>, which pools connections and lets proxies be configured.</summary>
    /// <param name="options">Checked here; later changes have no effect.</param>
    /// <param name="handler">Sends the requests and stays the caller's; it must not follow redirects. Null: connections of its own.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="OptionsValidationException">The options have faults, or the handler follows redirects; all are listed.</exception>
    public AuthyPhoneVerificationClient(AuthyPhoneVerificationOptions options, HttpMessageHandler? handler = null, TimeProvider? timeProvider = null)
        : this(Checked(options), ProviderHttp.Of(handler, options.Timeout), timeProvider ?? TimeProvider.System)
    {
    }

    /// <summary>Over options that were checked.</summary>
    internal AuthyPhoneVerificationClient(AuthyPhoneVerificationOptions options, Func<HttpClient> createHttpClient, TimeProvider timeProvider)
    {
        _options = options.Copy();
        _timeProvider = timeProvider;
        var root = options.ApiRoot;
        _clients = new ApiClientSource<AuthyPhoneVerificationApiClient>(createHttpClient, timeProvider, http => new AuthyPhoneVerificationApiClient(http)
        {
            StartVerificationUri = ProviderHttp.Below(root, AuthyPhoneVerificationApiClient.StartVerificationPath),
            CheckVerificationUri = ProviderHttp.Below(root, AuthyPhoneVerificationApiClient.CheckVerificationPath),
            GetVerificationStatusUri = ProviderHttp.Below(root, AuthyPhoneVerificationApiClient.GetVerificationStatusPath),
        });
    }

    /// <summary>The languages of messages and calls.</summary>
    public static IReadOnlyList<string> Locales { get; } = Array.AsReadOnly<string>(
        [
            "af", "ar", "ca", "zh", "zh-CN", "zh-HK", "hr", "cs", "da", "nl", "en", "fi", "fr", "de", "el", "he", "hi", "hu", "id", "it", "ja", "ko", "ms", "nb", "pl", "pt-BR", "pt", "ro", "ru",
            "es", "sv", "tl", "th", "tr", "vi",
        ]);

    /// <inheritdoc/>
    string IOneTimePasswordProvider.Name => ProviderName;

    private AuthyPhoneVerificationApiClient Client => (_clients ?? throw new InvalidOperationException("A fake must override the method that is called.")).Get();

    private AuthyPhoneVerificationOptions Options => _options ?? throw new InvalidOperationException("A fake must override the method that is called.");

    /// <summary>Has a code sent or read out. Within ten minutes of another start for the number, the same code is sent again.</summary>
    /// <exception cref="ArgumentException">The request breaks one of Authy's limits. Nothing was sent.</exception>
    /// <exception cref="PhoneNumberRejectedException">No code can be sent to this number.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport.</exception>
    public virtual async Task<AuthyStartResult> StartAsync(AuthyStartRequest request, CancellationToken cancellationToken = default)
    {
        var body = FormOf(request);
        StartResponse answer;
        try
        {
            answer = (await Client.StartVerificationAsync(body, Options.ApiKey, cancellationToken).ConfigureAwait(false)).Result;
        }
        catch (ApiException failure)
        {
            throw AuthyErrors.Of(failure);
        }

        return answer.Success
            ? new AuthyStartResult
            {
                Uuid = answer.Uuid,
                Success = true,
                Message = answer.Message,
                SecondsToExpire = answer.SecondsToExpire,
                IsCellphone = answer.IsCellphone,
                IsPorted = answer.IsPorted,
                Carrier = answer.Carrier,
            }
            : throw AuthyErrors.Unexpected("a start succeeded and says that it did not");
    }

    /// <summary>Tries a code.</summary>
    /// <param name="phoneNumber">Who got it.</param>
    /// <param name="code">What the person typed: 4 to 10 ASCII digits.</param>
    /// <param name="cancellationToken">Stops waiting; the try may count all the same.</param>
    /// <exception cref="ArgumentException">The code is malformed. Nothing was sent.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport; what became of the code is unknown.</exception>
    public virtual async Task<AuthyCheckResult> CheckAsync(PhoneNumber phoneNumber, string code, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(phoneNumber);
        ProviderRules.CheckCode(code);
        var (countryCode, nationalNumber) = CountryCallingCode.Split(phoneNumber);
        CheckResponse answer;
        try
        {
            answer = (await Client.CheckVerificationAsync(Options.ApiKey, countryCode, nationalNumber, code, cancellationToken).ConfigureAwait(false)).Result;
        }
        catch (ApiException failure) when (AuthyErrors.IsAnswer(failure, AuthyErrors.WrongCode) || AuthyErrors.IsAnswer(failure, AuthyErrors.NonePending))
        {
            return NotOk(failure.Code!);
        }
        catch (ApiException failure)
        {
            throw AuthyErrors.Of(failure);
        }

        return answer switch
        {
            { Success: true, ErrorCode: null or "" } => new AuthyCheckResult { Outcome = CodeCheck.Correct },
            { Success: false, ErrorCode: AuthyErrors.WrongCode or AuthyErrors.NonePending } => NotOk(answer.ErrorCode),
            _ => throw AuthyErrors.Unexpected("a check succeeded and says that it did not"),
        };
    }

    /// <summary>Looks up a verification by its identifier; null where Authy knows none.</summary>
    /// <exception cref="ArgumentException">The identifier is malformed. Nothing was sent.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport.</exception>
    public virtual Task<AuthyVerificationStatus?> GetStatusAsync(string uuid, CancellationToken cancellationToken = default)
    {
        ProviderRules.CheckId(uuid, MaxUuidLength, nameof(uuid));
        return ReadStatusAsync(Client.GetVerificationStatusAsync(Options.ApiKey, uuid, cancellationToken: cancellationToken));
    }

    /// <summary>Looks up the last verification of a number; null where Authy knows none.</summary>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport.</exception>
    public virtual Task<AuthyVerificationStatus?> GetStatusAsync(PhoneNumber phoneNumber, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(phoneNumber);
        var (countryCode, nationalNumber) = CountryCallingCode.Split(phoneNumber);
        return ReadStatusAsync(Client.GetVerificationStatusAsync(Options.ApiKey, countryCode: countryCode, phoneNumber: nationalNumber, cancellationToken: cancellationToken));
    }

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(AuthyPhoneVerificationClient);

    /// <inheritdoc/>
    Task<CodeHandle> IOneTimePasswordProvider.StartAsync(CodeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return StartAsync(
            new AuthyStartRequest
            {
                PhoneNumber = request.PhoneNumber,
                Channel = request.Channel,
                Locale = ProviderRules.Nearest(request.Locale, Locales),
                CodeLength = request.CodeLength,
            },
            request.PhoneNumber,
            cancellationToken);
    }

    /// <inheritdoc/>
    async Task<CodeCheck> IOneTimePasswordProvider.CheckAsync(CodeHandle handle, string code, CancellationToken cancellationToken) =>
        (await CheckAsync(NumberOf(handle), code, cancellationToken).ConfigureAwait(false)).Outcome;

    /// <inheritdoc/>
    Task<CodeHandle> ICodeResender.ResendAsync(CodeHandle handle, CancellationToken cancellationToken)
    {
        var phoneNumber = NumberOf(handle);
        return StartAsync(new AuthyStartRequest { PhoneNumber = phoneNumber, Channel = handle.Channel }, phoneNumber, cancellationToken);
    }

    private static AuthyPhoneVerificationOptions Checked(AuthyPhoneVerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        AuthyPhoneVerificationOptionsValidator.ThrowIfInvalid(options);
        return options;
    }

    private static PhoneNumber NumberOf(CodeHandle handle)
    {
        ProviderRules.CheckHandle(handle, ProviderName);
        return handle.PhoneNumber ?? throw new ArgumentException("The handle has no number, by which Authy finds its code.", nameof(handle));
    }

    private static AuthyCheckResult NotOk(string code) => new() { Outcome = code == AuthyErrors.WrongCode ? CodeCheck.Wrong : CodeCheck.NonePending, ErrorCode = code };

    private static async Task<AuthyVerificationStatus?> ReadStatusAsync(ValueTask<ApiResponse<StatusResponse>> call)
    {
        StatusResponse answer;
        try
        {
            answer = (await call.ConfigureAwait(false)).Result;
        }
        catch (ApiException failure) when (AuthyErrors.IsAnswer(failure, AuthyErrors.NonePending))
        {
            return null;
        }
        catch (ApiException failure)
        {
            throw AuthyErrors.Of(failure);
        }

        return answer switch
        {
            { Success: false, ErrorCode: AuthyErrors.NonePending } => null,
            { Success: true } => new AuthyVerificationStatus
            {
                State = answer.Status switch
                {
                    "pending" => AuthyVerificationState.Pending,
                    "verified" => AuthyVerificationState.Verified,
                    "expired" => AuthyVerificationState.Expired,
                    _ => throw AuthyErrors.Unexpected("the status of a verification is unknown"),
                },
                SecondsToExpire = answer.SecondsToExpire,
            },
            _ => throw AuthyErrors.Unexpected("a look-up succeeded and says that it did not"),
        };
    }

    private StartRequest FormOf(AuthyStartRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var locale = request.Locale ?? Options.Locale;
        Check(Enum.IsDefined(request.Channel), "The channel is unknown.");
        Check(locale is null || Locales.Contains(locale, StringComparer.Ordinal), $"{nameof(request.Locale)} must be one of {nameof(AuthyPhoneVerificationClient)}.{nameof(Locales)}.");
        Check(
            request.CodeLength is null or (>= ProviderRules.MinCodeLength and <= ProviderRules.MaxCodeLength),
            "CodeLength must be 4 to 10.");
        Check(
            request.CustomCode is not { } custom || (custom.Length is >= ProviderRules.MinCodeLength and <= ProviderRules.MaxCodeLength && !custom.AsSpan().ContainsAnyExceptInRange('0', '9')),
            "CustomCode must be 4 to 10 ASCII digits.");
        var (countryCode, nationalNumber) = CountryCallingCode.Split(request.PhoneNumber);
        return new StartRequest
        {
            Via = request.Channel == CodeChannel.Voice ? "call" : "sms",
            CountryCode = countryCode,
            PhoneNumber = nationalNumber,
            Locale = locale,
            CodeLength = request.CodeLength,
            CustomCode = request.CustomCode,
        };

        // With texts that are constants: one that is put together would be, whether or not it is needed.
        static void Check(bool isFine, string fault)
        {
            if (!isFine)
            {
                throw new ArgumentException(fault, nameof(request));
            }
        }
    }

    private async Task<CodeHandle> StartAsync(AuthyStartRequest request, PhoneNumber phoneNumber, CancellationToken cancellationToken)
    {
        var startedAt = _timeProvider.GetUtcNow();
        var result = await StartAsync(request, cancellationToken).ConfigureAwait(false);
        return new CodeHandle
        {
            Provider = ProviderName,
            Id = result.Uuid,
            PhoneNumber = phoneNumber,
            Channel = request.Channel,
            ExpiresAt = startedAt + (result.SecondsToExpire is { } seconds and > 0 && seconds < s_usualLifetime.TotalSeconds ? TimeSpan.FromSeconds(seconds) : s_usualLifetime),
        };
    }
}
