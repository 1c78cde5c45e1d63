using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace NumberVerify;

/// <summary>
/// Verifies a number by the network where it can, and by a one-time code where it cannot, and says how it ended. Stateless but for its guards, and thread-safe: a verification is the handle the
/// caller keeps, good in every process with the same keys.
/// </summary>
/// <remarks>
/// What becomes of a number is a <see cref="PhoneVerificationResult"/>. Exceptions are mistakes: of the caller, of the configuration (<see cref="ClientRejectedException"/> and its like, unless
/// the policy goes on after them), or an audit that failed. <see cref="AuthorizationResponse.Parse(string)"/> throws for a malformed callback, which is to be taken for
/// <see cref="PhoneVerificationStatus.Denied"/>.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public class PhoneVerifier
{
    private const int MaxTextLength = 128;

    /// <summary>The protected request inside the handle is good for no longer.</summary>
    private static readonly TimeSpan s_longestRedirect = TimeSpan.FromMinutes(5);

    private readonly VerificationSettings? _settings;
    private readonly CodeSender? _codes;

    /// <summary>For fakes: every method is virtual.</summary>
    protected PhoneVerifier()
    {
    }

    /// <summary>A verifier without a container. Prefer <c>AddPhoneVerifier</c>.</summary>
    /// <param name="options">Checked here; later changes have no effect.</param>
    /// <param name="clients">The operators to ask silently, by name. Null: none.</param>
    /// <param name="providers">Who sends codes. Null: nobody.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options have faults, or there is neither a client nor a provider; all are listed.</exception>
    public PhoneVerifier(
        PhoneVerifierOptions options,
        IReadOnlyDictionary<string, NumberVerifyClient>? clients = null,
        IEnumerable<IOneTimePasswordProvider>? providers = null,
        TimeProvider? timeProvider = null)
        : this(VerificationSettings.Create(options, clients, providers, timeProvider))
    {
    }

    internal PhoneVerifier(VerificationSettings settings)
    {
        _settings = settings;
        _codes = new CodeSender(settings);
    }

    private VerificationSettings Settings => _settings ?? throw new InvalidOperationException("A fake must override the method that is called.");

    private CodeSender Codes => _codes ?? throw new InvalidOperationException("A fake must override the method that is called.");

    /// <summary>Begins: with the URL of the first operator, or with a code where there is none, or none that answers.</summary>
    /// <param name="phoneNumber">The number to verify, in E.164 form.</param>
    /// <param name="policy">Null: the options'.</param>
    /// <param name="clientKey">Who asks, for the limits on codes: an account, a session or an address. At most 128 bytes. Null: the subject.</param>
    /// <param name="subject">For whom, an identifier of the application's own: kept in the handle, given back with each result, recorded by the audit, never sent. At most 128 bytes; a phone number is refused.</param>
    /// <param name="cancellationToken">Stops waiting; a code may be sent all the same.</param>
    /// <returns>RedirectToOperator, CodeSent or Unavailable; Denied where the policy's only way was refused.</returns>
    /// <exception cref="ArgumentException">The number, subject, client key or policy is at fault. Nothing was sent; the message repeats none.</exception>
    /// <exception cref="NumberVerifyException">A configuration fault, or <see cref="AuditFailedException"/>.</exception>
    public virtual Task<PhoneVerificationResult> StartAsync(
        string phoneNumber, PhoneVerificationPolicy? policy = null, string? clientKey = null, string? subject = null, CancellationToken cancellationToken = default)
    {
        var settings = Settings;
        CheckText(clientKey, nameof(clientKey));
        CheckText(subject, nameof(subject));
        if (subject is not null && ParameterRules.LooksLikePhoneNumber(subject))
        {
            throw new ArgumentException("The subject looks like a phone number: give an identifier of the application's own.", nameof(subject));
        }

        var now = settings.TimeProvider.GetUtcNow();
        return GoOnAsync(
            new VerificationState
            {
                Step = VerificationStep.Callback,
                Id = RandomValue.Create(RandomValue.Length128),
                MadeAt = now,
                ExpiresAt = now,
                PhoneNumber = PhoneNumber.Parse(phoneNumber),
                Subject = subject,
                ClientKey = clientKey ?? subject,
                Policy = settings.Resolve(policy),
            },
            settings,
            errorCode: null,
            cancellationToken);
    }

    /// <summary>Goes on with the callback of a <see cref="PhoneVerificationStatus.RedirectToOperator"/>.</summary>
    /// <param name="handle">Of that result. It is used up by this call, whatever becomes of it.</param>
    /// <param name="response">The callback, as <see cref="AuthorizationResponse.Parse(string)"/> read it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Verified, NotMatched or Denied; or RedirectToOperator (the next client), CodeSent or Unavailable where the network could not tell; or Expired.</returns>
    /// <exception cref="InvalidHandleException">The handle is no verification's, or waits for a code.</exception>
    /// <exception cref="NumberVerifyException">A configuration fault, or <see cref="AuditFailedException"/>.</exception>
    public virtual async Task<PhoneVerificationResult> ContinueAsync(string handle, AuthorizationResponse response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        ArgumentNullException.ThrowIfNull(response);
        var settings = Settings;
        var state = settings.Read(handle, VerificationStep.Callback);
        return await TakeAsync(state, settings, cancellationToken).ConfigureAwait(false) ?? await ContinueTakenAsync(state, response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As <see cref="ContinueAsync"/>, for who made sure that this handle is used once.</summary>
    internal async Task<PhoneVerificationResult> ContinueTakenAsync(VerificationState state, AuthorizationResponse response, CancellationToken cancellationToken)
    {
        var settings = Settings;
        try
        {
            var request = RequestOf(state, settings);
            var user = settings.GetClient(state.ClientName).ForUser(request, response, state.PhoneNumber.Value);
            var answer = await user.VerifyNumberAsync(config: new ApiConfig { Subject = state.Subject }, cancellationToken: cancellationToken).ConfigureAwait(false);
            return settings.End(state, answer.DevicePhoneNumberVerified ? PhoneVerificationStatus.Verified : PhoneVerificationStatus.NotMatched, PhoneVerificationReason.None, PhoneVerificationChannel.Silent);
        }
        catch (NumberVerifyException failure)
        {
            var decision = SilentDecisions.Of(failure, state.Policy);
            var code = ErrorCodes.KnownOrOther(failure.Code);
            switch (decision.Move)
            {
                case ChainMove.GoOn:
                    return await GoOnAsync(state with { Reason = decision.Reason, SilentIndex = state.SilentIndex + 1 }, settings, code, cancellationToken).ConfigureAwait(false);
                case ChainMove.End:
                    return settings.End(state, decision.Status, decision.Reason, PhoneVerificationChannel.Silent, code);
                default:
                    throw;
            }
        }
    }

    /// <summary>Goes past the silent channel: the device never came back, or the application knows that it is not on mobile data. Asks no further operator.</summary>
    /// <param name="handle">Of a <see cref="PhoneVerificationStatus.RedirectToOperator"/>. It is used up by this call: its callback counts no more.</param>
    /// <param name="cancellationToken">Stops waiting; a code may be sent all the same.</param>
    /// <returns>CodeSent, Unavailable or Expired; Denied where the callback came first.</returns>
    /// <exception cref="InvalidHandleException">The handle is no verification's, or waits for a code.</exception>
    /// <exception cref="NumberVerifyException">A configuration fault, or <see cref="AuditFailedException"/>.</exception>
    public virtual async Task<PhoneVerificationResult> SkipAsync(string handle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var settings = Settings;
        var state = settings.Read(handle, VerificationStep.Callback);
        return await TakeAsync(state, settings, cancellationToken).ConfigureAwait(false) ?? await SkipTakenAsync(state, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As <see cref="SkipAsync"/>, for who made sure that this handle is used once.</summary>
    internal Task<PhoneVerificationResult> SkipTakenAsync(VerificationState state, CancellationToken cancellationToken) =>
        GoOnAsync(state with { Reason = PhoneVerificationReason.Skipped, SilentIndex = state.Policy.SilentClients!.Count }, Settings, errorCode: null, cancellationToken);

    /// <summary>Tries a code.</summary>
    /// <param name="handle">Of a <see cref="PhoneVerificationStatus.CodeSent"/> or <see cref="PhoneVerificationStatus.WrongCode"/>.</param>
    /// <param name="code">What the user typed. What is not 4 to 10 ASCII digits is wrong without being tried.</param>
    /// <param name="cancellationToken">Stops waiting; the try counts all the same.</param>
    /// <returns>Verified, WrongCode, Denied (no tries left), Expired; or Unavailable with a handle to try again.</returns>
    /// <exception cref="InvalidHandleException">The handle is no verification's, or waits for a callback.</exception>
    /// <exception cref="NumberVerifyException">A configuration fault, or <see cref="AuditFailedException"/>.</exception>
    public virtual Task<PhoneVerificationResult> SubmitCodeAsync(string handle, string code, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        ArgumentNullException.ThrowIfNull(code);
        return Codes.CheckAsync(Settings.Read(handle, VerificationStep.Code), handle, code, cancellationToken);
    }

    /// <summary>
    /// Has the code sent again: within the provider's own verification where it can (<see cref="ICodeResender"/>), else a new one. After a cool-down it is what sends the code that had to wait.
    /// </summary>
    /// <param name="handle">Of any result that waits for a code.</param>
    /// <param name="channel">Another channel of the policy: "call me instead". Null: the same.</param>
    /// <param name="cancellationToken">Stops waiting; a code may be sent all the same.</param>
    /// <returns>CodeSent with the handle to use from now on; or Unavailable, with one where the code of before may still come, and with when to ask again; or Expired.</returns>
    /// <exception cref="ArgumentException">The channel is none of the policy's.</exception>
    /// <exception cref="InvalidHandleException">The handle is no verification's, or waits for a callback.</exception>
    /// <exception cref="NumberVerifyException">A configuration fault, or <see cref="AuditFailedException"/>.</exception>
    public virtual Task<PhoneVerificationResult> ResendAsync(string handle, CodeChannel? channel = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var state = Settings.Read(handle, VerificationStep.Code);
        return channel is null || state.Policy.CodeChannels.Contains(channel.Value)
            ? Codes.ResendAsync(state, handle, channel, cancellationToken)
            : throw new ArgumentException("The channel is none of the policy's.", nameof(channel));
    }

    /// <summary>Ends a verification: no handle of it, and no code, is good for anything from then on; at the provider too where it can (<see cref="ICodeCanceller"/>).</summary>
    /// <param name="handle">Of any result that has one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Expired, with <see cref="PhoneVerificationReason.Cancelled"/>, or <see cref="PhoneVerificationReason.CancelledHereOnly"/> where the provider cannot or would not.</returns>
    /// <exception cref="InvalidHandleException">The handle is no verification's.</exception>
    /// <exception cref="NumberVerifyException">A configuration fault.</exception>
    public virtual async Task<PhoneVerificationResult> CancelAsync(string handle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var settings = Settings;
        var state = settings.Read(handle, step: null);
        if (state.Step == VerificationStep.Code)
        {
            return await Codes.CancelAsync(state, cancellationToken).ConfigureAwait(false);
        }

        return await TakeAsync(state, settings, cancellationToken).ConfigureAwait(false)
            ?? settings.End(state, PhoneVerificationStatus.Expired, PhoneVerificationReason.Cancelled, PhoneVerificationChannel.Silent);
    }

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(PhoneVerifier);

    /// <summary>What a frontend of the application's own may know of the redirect that a handle waits for, to build the URL by itself.</summary>
    /// <exception cref="InvalidCallbackException">It is too old.</exception>
    /// <exception cref="InvalidOperationException">The operator wants a signed URL, which only the backend builds.</exception>
    internal (string ClientId, Uri AuthorizationEndpoint, Uri? RedirectUri, AuthorizationParameters Parameters) GetPublicHalves(VerificationState state)
    {
        var settings = Settings;
        var client = settings.GetClient(state.ClientName);
        var (clientId, endpoint, redirectUri) = client.PublicHalves;
        return (clientId, endpoint, redirectUri, client.GetParameters(RequestOf(state, settings)));
    }

    /// <summary>What a handle holds; null where it is no verification's.</summary>
    internal VerificationState? Open(string handle)
    {
        try
        {
            return Settings.Read(handle, step: null);
        }
        catch (InvalidHandleException)
        {
            return null;
        }
    }

    /// <summary>Whether <see cref="StartAsync"/> takes it as a subject.</summary>
    internal static bool IsSubject(string text) => IsText(text) && !ParameterRules.LooksLikePhoneNumber(text);

    private static bool IsText(string text) => text.Length > 0 && Encoding.UTF8.GetByteCount(text) <= MaxTextLength;

    private static AuthorizationRequest RequestOf(VerificationState state, VerificationSettings settings) => AuthorizationRequest.FromBytes(Base64Url.DecodeFromChars(state.Request!), settings.TimeProvider);

    private static void CheckText(string? text, string name)
    {
        if (text is not null && !IsText(text))
        {
            throw new ArgumentException($"It must be 1 to {MaxTextLength} bytes of UTF-8.", name);
        }
    }

    /// <summary>A callback's handle is good once; null where this is that time.</summary>
    private static async Task<PhoneVerificationResult?> TakeAsync(VerificationState state, VerificationSettings settings, CancellationToken cancellationToken)
    {
        if (settings.IsOver(state))
        {
            return settings.End(state, PhoneVerificationStatus.Expired, PhoneVerificationReason.HandleExpired, PhoneVerificationChannel.Silent);
        }

        var used = await settings.Attempts.AddAsync(AttemptKeys.OfCallback(state), 1, state.ExpiresAt, cancellationToken).ConfigureAwait(false);
        return used switch
        {
            1 => null,
            long.MaxValue => settings.End(state, PhoneVerificationStatus.Unavailable, PhoneVerificationReason.LimitReached, PhoneVerificationChannel.Silent),
            _ => settings.End(state, PhoneVerificationStatus.Denied, PhoneVerificationReason.AlreadyUsed, PhoneVerificationChannel.Silent),
        };
    }

    /// <summary>The next client's URL; after the last one, a code.</summary>
    private async Task<PhoneVerificationResult> GoOnAsync(VerificationState state, VerificationSettings settings, string? errorCode, CancellationToken cancellationToken)
    {
        for (; state.SilentIndex < state.Policy.SilentClients!.Count; state = state with { SilentIndex = state.SilentIndex + 1 })
        {
            var client = settings.GetClient(state.Policy.SilentClients[state.SilentIndex]);
            try
            {
                var request = AuthorizationRequest.Create(useDevNumber: state.Policy.UseDevNumber ? state.PhoneNumber.Value : null);
                var url = await client.GetAuthUrlAsync(request, cancellationToken).ConfigureAwait(false);
                return Redirect(state, settings, request, url, errorCode);
            }
            catch (NumberVerifyException failure)
            {
                var decision = SilentDecisions.Of(failure, state.Policy);
                errorCode = ErrorCodes.KnownOrOther(failure.Code);
                switch (decision.Move)
                {
                    case ChainMove.GoOn:
                        state = state with { Reason = decision.Reason };
                        break;
                    case ChainMove.End:
                        return settings.End(state, decision.Status, decision.Reason, PhoneVerificationChannel.Silent, errorCode);
                    default:
                        throw;
                }
            }
        }

        return await Codes.StartAsync(state, errorCode, cancellationToken).ConfigureAwait(false);
    }

    private static PhoneVerificationResult Redirect(VerificationState state, VerificationSettings settings, AuthorizationRequest request, Uri url, string? errorCode)
    {
        var now = settings.TimeProvider.GetUtcNow();
        var lifetime = state.Policy.Lifetime < s_longestRedirect ? state.Policy.Lifetime : s_longestRedirect;
        var waiting = state with { Step = VerificationStep.Callback, MadeAt = now, ExpiresAt = now + lifetime, Request = Base64Url.EncodeToString(request.ToBytes(settings.TimeProvider)) };
        return settings.Observed(new PhoneVerificationResult
        {
            Status = PhoneVerificationStatus.RedirectToOperator,
            Channel = PhoneVerificationChannel.Silent,
            Reason = state.Reason,
            AuthUrl = url,
            Handle = VerificationHandle.Protect(waiting, settings.Keys),
            Waiting = waiting,
            State = request.State,
            Subject = state.Subject,
            ErrorCode = errorCode,
        });
    }
}
