using System.Net;
using Microsoft.Extensions.Options;
using NumberVerify.Generated.OneTimePasswordSms;

namespace NumberVerify;

/// <summary>
/// CAMARA One Time Password SMS: the operator makes up a code, sends it and later compares it. Thread-safe. It asks with a token that the client gets for itself and keeps until shortly before its
/// end; one that the API does not accept is dropped, and the next call gets another. Nothing is sent twice, not even then: a gateway's 401 is no proof that no message went out.
/// </summary>
public class OneTimePasswordSmsClient : IOneTimePasswordProvider
{
    /// <summary>The <see cref="CodeHandle.Provider"/> of its handles.</summary>
    public const string ProviderName = "one-time-password-sms";

    private readonly NumberVerifyClient? _client;
    private readonly OneTimePasswordSmsOptions? _options;
    private readonly ApplicationTokens? _tokens;
    private volatile Addresses? _addresses;

    /// <summary>For fakes: every method is virtual.</summary>
    protected OneTimePasswordSmsClient()
    {
    }

    /// <summary>A client over another one's operator, credentials and connections.</summary>
    /// <param name="client">Whose API root, token endpoint and authentication are used.</param>
    /// <param name="options">Checked here; later changes have no effect. Null: the defaults.</param>
    /// <exception cref="OptionsValidationException">The options have faults; all are listed.</exception>
    public OneTimePasswordSmsClient(NumberVerifyClient client, OneTimePasswordSmsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _options = options?.Copy() ?? new OneTimePasswordSmsOptions();
        OneTimePasswordSmsOptionsValidator.ThrowIfInvalid(_options);
        _tokens = new ApplicationTokens(_options.Scope);
    }

    /// <inheritdoc/>
    string IOneTimePasswordProvider.Name => ProviderName;

    private OneTimePasswordSmsOptions Options => _options ?? throw new InvalidOperationException("A fake must override the method that is called.");

    /// <summary>Has a code sent (CAMARA <c>/send-code</c>). It ends the ones before it.</summary>
    /// <param name="phoneNumber">Who gets it.</param>
    /// <param name="message">The text, in which <c>{{code}}</c> stands where the code will be, at most 160 characters. Null: that of the options.</param>
    /// <param name="correlationId">The <c>x-correlator</c> to send. Null: the trace's identifier where an activity is under way, or else a random UUID.</param>
    /// <param name="cancellationToken">Stops waiting; the message may be sent all the same.</param>
    /// <exception cref="ArgumentException">Message or correlator are malformed. Nothing was sent.</exception>
    /// <exception cref="PhoneNumberRejectedException">The number is barred, not allowed, another operator's, or has had its share of codes.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport, of the token request or of the call.</exception>
    public virtual async Task<SentCode> SendCodeAsync(PhoneNumber phoneNumber, string? message = null, string? correlationId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(phoneNumber);
        message ??= Options.Message;
        if (OneTimePasswordSmsRules.MessageFault(message) is { } fault)
        {
            throw new ArgumentException($"The message {fault}", nameof(message));
        }

        correlationId ??= CorrelationId.Create();
        OneTimePasswordSmsApiClient.CheckSendCodeHeaders(correlationId);
        var context = _client!.Context;
        var token = await _tokens!.GetAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            var body = new SendCodeBody { PhoneNumber = phoneNumber.Value, Message = message };
            var answer = await CreateClient(context, token).SendCodeAsync(body, correlationId, cancellationToken).ConfigureAwait(false);
            return answer.Result.AuthenticationId.Length > 0
                ? new SentCode { AuthenticationId = answer.Result.AuthenticationId, CorrelationId = answer.CorrelationId ?? correlationId }
                : throw new UnexpectedResponseException("The operator answered outside the contract: the code that was sent has no name.") { RequestMayHaveBeenProcessed = true, CorrelationId = answer.CorrelationId };
        }
        catch (ApiException failure)
        {
            DropRefused(token, failure);
            throw OneTimePasswordSmsErrors.OfSending(failure);
        }
    }

    /// <summary>Tries a code (CAMARA <c>/validate-code</c>).</summary>
    /// <param name="authenticationId">The operator's name for the code that was sent.</param>
    /// <param name="code">What the person typed: 1 to 10 printable ASCII characters.</param>
    /// <param name="correlationId">The <c>x-correlator</c> to send. Null: as at <see cref="SendCodeAsync"/>.</param>
    /// <param name="cancellationToken">Stops waiting; the try may count all the same.</param>
    /// <exception cref="ArgumentException">Identifier, code or correlator are malformed. Nothing was sent.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport; what became of the code is unknown.</exception>
    public virtual async Task<CodeCheck> ValidateCodeAsync(string authenticationId, string code, string? correlationId = null, CancellationToken cancellationToken = default)
    {
        ProviderRules.CheckId(authenticationId, OneTimePasswordSmsRules.MaxAuthenticationIdLength, nameof(authenticationId));
        ProviderRules.CheckId(code, OneTimePasswordSmsRules.MaxCodeLength, nameof(code));
        correlationId ??= CorrelationId.Create();
        OneTimePasswordSmsApiClient.CheckValidateCodeHeaders(correlationId);
        _ = Options;
        var context = _client!.Context;
        var token = await _tokens!.GetAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            var body = new ValidateCodeBody { AuthenticationId = authenticationId, Code = code };
            await CreateClient(context, token).ValidateCodeAsync(body, correlationId, cancellationToken).ConfigureAwait(false);
            return CodeCheck.Correct;
        }
        catch (ApiException failure)
        {
            DropRefused(token, failure);
            return OneTimePasswordSmsErrors.AnswerOf(failure) ?? throw ErrorMap.OfApi(failure);
        }
    }

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(OneTimePasswordSmsClient);

    /// <inheritdoc/>
    async Task<CodeHandle> IOneTimePasswordProvider.StartAsync(CodeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Channel != CodeChannel.Sms || request.CodeLength is not null)
        {
            throw new ArgumentException("The operator sends text messages only, and chooses the length of their codes.", nameof(request));
        }

        var context = (_client ?? throw new InvalidOperationException("A fake must override the method that is called.")).Context;
        var startedAt = context.TimeProvider.GetUtcNow();
        var sent = await SendCodeAsync(request.PhoneNumber, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new CodeHandle { Provider = ProviderName, Id = sent.AuthenticationId, ExpiresAt = startedAt + Options.CodeLifetime };
    }

    /// <inheritdoc/>
    async Task<CodeCheck> IOneTimePasswordProvider.CheckAsync(CodeHandle handle, string code, CancellationToken cancellationToken)
    {
        ProviderRules.CheckHandle(handle, ProviderName);
        ProviderRules.CheckCode(code);
        return await ValidateCodeAsync(handle.Id, code, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private void DropRefused(ApplicationToken token, ApiException failure)
    {
        if (failure.StatusCode == HttpStatusCode.Unauthorized)
        {
            _tokens!.Drop(token);
        }
    }

    private OneTimePasswordSmsApiClient CreateClient(OperatorContext context, ApplicationToken token)
    {
        var addresses = _addresses;
        if (addresses?.Context != context)
        {
            var root = OperatorAddresses.Of(context.Options).ApiRoot!;
            var path = _options!.ApiPath;
            _addresses = addresses = new Addresses(
                context, ProviderHttp.Below(root, $"{path}/{OneTimePasswordSmsApiClient.SendCodePath}"), ProviderHttp.Below(root, $"{path}/{OneTimePasswordSmsApiClient.ValidateCodePath}"));
        }

        return new OneTimePasswordSmsApiClient(token.CreateHttpClient(context), token) { SendCodeUri = addresses.SendCode, ValidateCodeUri = addresses.ValidateCode };
    }

    /// <summary>Of the client as it was then: other settings have others.</summary>
    private sealed record Addresses(OperatorContext Context, Uri SendCode, Uri ValidateCode);
}
