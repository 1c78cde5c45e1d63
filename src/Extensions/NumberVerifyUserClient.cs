using System.Diagnostics;

namespace NumberVerify;

/// <summary>
/// One user's authorization: exchanges its code once, and makes its one API call. Thread-safe; keep it for one callback, at most 300 seconds.
/// </summary>
/// <remarks>
/// The code or operator token is exchanged at the first call that needs it, once however many callers there are; cancelling a caller stops its waiting, not the exchange. A backchannel
/// authentication is polled as long as a caller waits, and polled on for the next one.
/// Where certainly nothing was sent (<see cref="NumberVerifyException.RequestMayHaveBeenProcessed"/> is false), the same call may be made again.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public class NumberVerifyUserClient
{
    private readonly OperatorContext? _context;
    private readonly AuthorizationRequest? _request;
    private readonly string? _code;
    private readonly string? _phoneNumber;
    private readonly object _starting = new();
    private Task<Session>? _exchange;

    /// <summary>For fakes: every method is virtual.</summary>
    protected NumberVerifyUserClient()
    {
    }

    internal NumberVerifyUserClient(OperatorContext context, AuthorizationRequest? request, string code, string? phoneNumber)
    {
        _context = context;
        _request = request;
        _code = code;
        _phoneNumber = phoneNumber;
    }

    /// <summary>For a user who is not named by a code.</summary>
    private protected NumberVerifyUserClient(OperatorContext context, string? phoneNumber)
    {
        _context = context;
        _phoneNumber = phoneNumber;
    }

    /// <summary>What the application gave to <see cref="AuthorizationRequest.Create"/>.</summary>
    public virtual string? ApplicationState => _request?.ApplicationState;

    private protected OperatorContext Context => _context ?? throw new InvalidOperationException("A fake must override the method that is called.");

    /// <summary>What the authorization is for.</summary>
    private protected virtual NumberVerifyOperation Operation => _request?.Operation ?? NumberVerifyOperation.VerifyNumber;

    /// <summary>The session, exchanging the code for it where that was not done yet.</summary>
    /// <exception cref="CodeRejectedException">The operator does not accept the code.</exception>
    /// <exception cref="OperatorTokenRejectedException">The operator does not accept the operator token.</exception>
    /// <exception cref="AuthorizationRefusedException">The operator refused a backchannel authentication.</exception>
    /// <exception cref="AuthorizationExpiredException">A backchannel authentication ended undecided.</exception>
    /// <exception cref="ClientRejectedException">The operator does not accept this client.</exception>
    /// <exception cref="InsufficientScopeException">The token lacks the scope that was asked for.</exception>
    /// <exception cref="IdTokenRejectedException">The id_token is missing or wrong.</exception>
    /// <exception cref="NumberVerifyException">Another refusal or failure; the types are listed under this base.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public virtual Task<Session> GetSessionAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<Session>(cancellationToken);
        }

        var exchange = Volatile.Read(ref _exchange);
        if (exchange is null || IsUnspent(exchange))
        {
            exchange = StartExchange(exchange);
        }

        return SharedWork.WaitAsync(exchange, cancellationToken);
    }

    /// <summary>Asks whether a number is that of the device's SIM (CAMARA <c>/verify</c>).</summary>
    /// <param name="phoneNumber">In E.164 form. Null: the number, plain or hashed, that was given to ForUser.</param>
    /// <param name="config">Another session or correlator; null for the usual.</param>
    /// <param name="cancellationToken">Stops waiting. Once the call was sent, the session is spent.</param>
    /// <exception cref="ArgumentException">There is no number, or it is malformed. Nothing was sent; the message does not repeat it.</exception>
    /// <exception cref="InvalidOperationException">The authorization was for <see cref="NumberVerifyOperation.GetDevicePhoneNumber"/>.</exception>
    /// <exception cref="NotOnMobileNetworkException">The device was not authenticated by the mobile network.</exception>
    /// <exception cref="SessionAlreadyUsedException">The session has made its call. Nothing was sent.</exception>
    /// <exception cref="SessionExpiredException">The session is too old. Nothing was sent.</exception>
    /// <exception cref="AuditFailedException">The registered audit could not record it; the result is withheld.</exception>
    /// <exception cref="NumberVerifyException">Another refusal or failure, of the exchange (see <see cref="GetSessionAsync"/>) or of the call.</exception>
    public virtual Task<NumberVerifyResponse> VerifyNumberAsync(string? phoneNumber = null, ApiConfig? config = null, CancellationToken cancellationToken = default) =>
        VerifyAsync(NumberToVerify.Plain(phoneNumber, _phoneNumber), config, cancellationToken);

    /// <summary>As <see cref="VerifyNumberAsync"/>, sending the number's SHA-256 in its place.</summary>
    /// <param name="hashedPhoneNumber">64 hex digits, as <see cref="HashedPhoneNumber.Compute"/> makes them. Null: the number that was given to ForUser, hashed where it is plain.</param>
    /// <param name="config">Another session or correlator; null for the usual.</param>
    /// <param name="cancellationToken">Stops waiting. Once the call was sent, the session is spent.</param>
    /// <exception cref="ArgumentException">There is no number, or it is malformed. Nothing was sent; the message does not repeat it.</exception>
    /// <exception cref="NumberVerifyException">As there.</exception>
    public virtual Task<NumberVerifyResponse> VerifyHashedNumberAsync(string? hashedPhoneNumber = null, ApiConfig? config = null, CancellationToken cancellationToken = default) =>
        VerifyAsync(NumberToVerify.Hashed(hashedPhoneNumber, _phoneNumber), config, cancellationToken);

    /// <summary>Asks for the device's own number (CAMARA <c>/device-phone-number</c>).</summary>
    /// <param name="config">Another session or correlator; null for the usual.</param>
    /// <param name="cancellationToken">Stops waiting. Once the call was sent, the session is spent.</param>
    /// <exception cref="InvalidOperationException">The authorization was for <see cref="NumberVerifyOperation.VerifyNumber"/>.</exception>
    /// <exception cref="NumberVerifyException">As at <see cref="VerifyNumberAsync"/>; an answer that is no E.164 number is an <see cref="UnexpectedResponseException"/>.</exception>
    public virtual Task<DevicePhoneNumberResponse> GetDevicePhoneNumberAsync(ApiConfig? config = null, CancellationToken cancellationToken = default)
    {
        CheckSubject(config);
        var correlationId = CorrelationIdOf(config);
        var call = ShareAsync(config, correlationId, cancellationToken);
        return Context.Audit is { } audit ? audit.RecordAsync(call, correlationId, config?.Subject) : call;
    }

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(NumberVerifyUserClient);

    private Task<NumberVerifyResponse> VerifyAsync(NumberVerificationRequestBody body, ApiConfig? config, CancellationToken cancellationToken)
    {
        CheckSubject(config);
        var correlationId = CorrelationIdOf(config);
        var call = AskAsync(body, config, correlationId, cancellationToken);
        return Context.Audit is { } audit ? audit.RecordAsync(call, body, correlationId, config?.Subject) : call;
    }

    private async Task<DevicePhoneNumberResponse> ShareAsync(ApiConfig? config, string correlationId, CancellationToken cancellationToken)
    {
        CheckOperation(NumberVerifyOperation.GetDevicePhoneNumber, config);
        NumberVerificationClient.CheckPhoneNumberShareHeaders(correlationId);
        var session = config?.Session ?? await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        using var call = Context.Telemetry.Start(OperatorTelemetry.Share, Context.DevicePhoneNumberUri, correlationId);
        try
        {
            var response = await CreateApiClient(session).PhoneNumberShareAsync(correlationId, cancellationToken).ConfigureAwait(false);
            var answer = new DevicePhoneNumberResponse
            {
                DevicePhoneNumber = ReadNumber(response.Result.DevicePhoneNumber),
                CorrelationId = Checked(correlationId, response.CorrelationId),
            };
            call?.Succeeded(OperatorTelemetry.Success);
            return answer;
        }
        catch (ApiException failure)
        {
            throw Failed(session, failure, call);
        }
        catch (Exception exception) when (ObservedCall.Saw(call, exception))
        {
            throw;
        }
    }

    private async Task<NumberVerifyResponse> AskAsync(NumberVerificationRequestBody body, ApiConfig? config, string correlationId, CancellationToken cancellationToken)
    {
        CheckOperation(NumberVerifyOperation.VerifyNumber, config);
        NumberVerificationClient.CheckPhoneNumberVerifyHeaders(correlationId);
        var session = config?.Session ?? await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        using var call = Context.Telemetry.Start(OperatorTelemetry.Verify, Context.VerifyUri, correlationId);
        try
        {
            var response = await CreateApiClient(session).PhoneNumberVerifyAsync(body, correlationId, cancellationToken).ConfigureAwait(false);
            var answer = new NumberVerifyResponse
            {
                DevicePhoneNumberVerified = response.Result.DevicePhoneNumberVerified,
                CorrelationId = Checked(correlationId, response.CorrelationId),
            };
            call?.Succeeded(answer.DevicePhoneNumberVerified ? OperatorTelemetry.Match : OperatorTelemetry.NoMatch);
            return answer;
        }
        catch (ApiException failure)
        {
            throw Failed(session, failure, call);
        }
        catch (Exception exception) when (ObservedCall.Saw(call, exception))
        {
            throw;
        }
    }

    /// <summary>Whether an exchange failed before anything was sent: the code is still good, and the next call may try again.</summary>
    private static bool IsUnspent(Task exchange) =>
        exchange.IsCanceled || (exchange.IsFaulted && exchange.Exception!.InnerException is not NumberVerifyException { RequestMayHaveBeenProcessed: true });

    private Task<Session> StartExchange(Task<Session>? seen)
    {
        lock (_starting)
        {
            if (_exchange == seen)
            {
                // Not the first caller's token: the others wait for the same session. The HTTP client's timeout ends it.
                _exchange = ExchangeAsync();
            }

            return _exchange!;
        }
    }

    private Task<Session> ExchangeAsync() => Context.Telemetry.IsOn ? ObservedExchangeAsync() : RedeemAsync();

    /// <summary>The span begins in here: begun by a method that is not asynchronous, it would stay the caller's current one.</summary>
    private async Task<Session> ObservedExchangeAsync()
    {
        using var call = Context.Telemetry.Start(OperatorTelemetry.Exchange, Context.Directory.Known?.TokenEndpoint);
        try
        {
            var session = await RedeemAsync().ConfigureAwait(false);
            call?.Succeeded(OperatorTelemetry.Success);
            return session;
        }
        catch (Exception exception) when (ObservedCall.Saw(call, exception))
        {
            throw;
        }
    }

    /// <summary>Sends what there is for a session, once.</summary>
    private protected virtual Task<Session> RedeemAsync() => Context.Exchange.RedeemAsync(_code!, _request, CancellationToken.None);

    private NumberVerificationClient CreateApiClient(Session session)
    {
        var context = Context;
        return new NumberVerificationClient(session.Binding?.CreateHttpClient(session.AccessToken) ?? context.GetHttpClient(), new SessionTokenProvider(session, context.ApiHosts, context.TimeProvider))
        {
            PhoneNumberVerifyUri = context.VerifyUri,
            PhoneNumberShareUri = context.DevicePhoneNumberUri,
        };
    }

    /// <summary>The authorization asked for one scope; a caller's own session is the caller's business.</summary>
    private void CheckOperation(NumberVerifyOperation operation, ApiConfig? config)
    {
        if (config?.Session is null && Operation != operation)
        {
            throw new InvalidOperationException($"The authorization was not for {operation}: create its request for that operation.");
        }
    }

    private static void CheckSubject(ApiConfig? config)
    {
        if (config?.Subject is { } subject && ParameterRules.LooksLikePhoneNumber(subject))
        {
            throw new ArgumentException("The subject looks like a phone number: give an identifier of the application's own.", nameof(config));
        }
    }

    private static string CorrelationIdOf(ApiConfig? config) => config?.CorrelationId ?? CorrelationId.Create();

    private string Checked(string sent, string? received)
    {
        if (received is not null && received != sent)
        {
            Log.CorrelatorDiffers(Context.Telemetry.Logger, Context.Telemetry.Operator);
        }

        return received ?? sent;
    }

    private static PhoneNumber ReadNumber(string text)
    {
        // CAMARA 0.3 lets an operator leave the plus out.
        var number = text.Length > 0 && char.IsAsciiDigit(text[0]) ? $"+{text}" : text;
        return PhoneNumber.TryParse(number, out var parsed)
            ? parsed
            : throw new UnexpectedResponseException("The operator answered with a device phone number that is not in E.164 form.") { RequestMayHaveBeenProcessed = true };
    }

    private static NumberVerifyException Failed(Session session, ApiException failure, ObservedCall? call)
    {
        if (!failure.RequestMayHaveBeenProcessed)
        {
            session.Release();
        }

        var typed = ErrorMap.OfApi(failure);
        call?.Failed(typed);
        return typed;
    }
}
