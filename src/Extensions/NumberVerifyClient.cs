using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NumberVerify;

/// <summary>
/// The backend of phone number verification at one operator. Stateless and thread-safe: what must outlive the redirect is the <see cref="AuthorizationRequest"/> the caller keeps.
/// </summary>
public class NumberVerifyClient
{
    private readonly OperatorContext? _context;
    private readonly OperatorContextSource? _contexts;

    /// <summary>For fakes: every method is virtual.</summary>
    protected NumberVerifyClient()
    {
    }

    /// <summary>A client without a container. Prefer <c>AddNumberVerify</c>, which pools connections and lets proxies and certificates be configured.</summary>
    /// <param name="options">Checked here; later changes have no effect.</param>
    /// <param name="handler">Sends the requests and stays the caller's; it must not follow redirects. Null: connections of its own.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options have faults, or the handler follows redirects; all are listed.</exception>
    public NumberVerifyClient(NumberVerifyClientOptions options, HttpMessageHandler? handler = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        NumberVerifyClientOptionsValidator.ThrowIfInvalid(options);
        handler ??= HandlerRules.CreatePrimaryHandler();
        HandlerRules.ThrowIfUnsafe(handler);
        var client = new HttpClient(handler, disposeHandler: false) { Timeout = options.Timeout };
        _context = new OperatorContext(options.Copy(), () => client, () => handler, timeProvider ?? TimeProvider.System, static () => NullLogger.Instance, Surroundings.IsProduction(environment: null));
    }

    /// <summary>A client that follows its options: each method works with those of its moment.</summary>
    internal NumberVerifyClient(OperatorContextSource contexts) => _contexts = contexts;

    internal OperatorContext Context => _context ?? _contexts?.Current ?? throw new InvalidOperationException("A fake must override the method that is called.");

    /// <summary>Reads the operator's metadata where the endpoints are not in the options; a host does it at its start. Repeating it costs nothing.</summary>
    /// <exception cref="NumberVerifyException">The metadata cannot be read, or names another issuer.</exception>
    public virtual async Task DiscoverAsync(CancellationToken cancellationToken = default) =>
        await Context.Directory.GetEndpointsAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// The URL to open on the user's device, over its mobile data connection, as a top-level page. Pure: nothing is sent. Never call it from a server.
    /// Write it out with <see cref="Uri.AbsoluteUri"/>: the text form of a <see cref="Uri"/> undoes its escapes.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The endpoints are to be discovered, and <see cref="DiscoverAsync"/> was not awaited; the request belongs to another client; or the profile signs its authorization requests, which
    /// is for <see cref="GetAuthUrlAsync"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A test number was asked for, and the profile is no sandbox or the environment is Production; or none was, and the profile requires one.
    /// </exception>
    /// <remarks>The request belongs to this client from now on: no other one builds its URL or takes its callback.</remarks>
    public virtual Uri GetAuthUrl(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var context = Context;
        var options = context.Options;
        ThrowIfSigned(context);
        request.BindTo(context.Owner);
        Span<char> challenge = stackalloc char[options.Profile.UsesPkce ? AuthorizationRequest.CodeChallengeLength : 0];
        if (!challenge.IsEmpty)
        {
            request.WriteCodeChallenge(challenge);
        }

        return AuthorizationUrl.Build(
            context.PlanOf(request.Operation).PrefixOf(Endpoints(context).AuthorizationEndpoint, options),
            request.State,
            options.Profile.HasNonce ? request.Nonce : null,
            challenge,
            LoginHintOf(context, request));
    }

    /// <summary>
    /// As <see cref="GetAuthUrl"/>, for every profile: it signs the request where the profile says so, and reads the operator's metadata where that was not done yet.
    /// The authorization endpoint itself is never called.
    /// </summary>
    /// <exception cref="InvalidOperationException">The request belongs to another client.</exception>
    /// <exception cref="ArgumentException">As at <see cref="GetAuthUrl"/>.</exception>
    /// <exception cref="NumberVerifyException">The metadata cannot be read, or names another issuer.</exception>
    public virtual async Task<Uri> GetAuthUrlAsync(AuthorizationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var context = Context;
        var endpoints = await context.Directory.GetEndpointsAsync(cancellationToken).ConfigureAwait(false);
        if (!context.Options.Profile.SignsAuthorizationRequests)
        {
            return GetAuthUrl(request);
        }

        request.BindTo(context.Owner);
        return await SignedRequest.BuildAsync(context, endpoints.AuthorizationEndpoint, request, LoginHintOf(context, request), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The public half of <paramref name="request"/>, for a <see cref="NumberVerifyFrontendClient"/> that builds the URL itself.
    /// </summary>
    /// <exception cref="InvalidOperationException">The request belongs to another client, or the profile signs its authorization requests: no frontend can build these.</exception>
    /// <exception cref="ArgumentException">As at <see cref="GetAuthUrl"/>.</exception>
    public virtual AuthorizationParameters GetParameters(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var context = Context;
        var profile = context.Options.Profile;
        var plan = context.PlanOf(request.Operation);
        ThrowIfSigned(context);
        request.BindTo(context.Owner);
        return new AuthorizationParameters
        {
            Scope = plan.Scope,
            State = request.State,
            Nonce = profile.HasNonce ? request.Nonce : null,
            CodeChallenge = profile.UsesPkce ? request.GetCodeChallenge() : null,
            Prompt = profile.Prompt,
            LoginHint = LoginHintOf(context, request),
            Purpose = plan.Purpose,
            MaxAge = profile.MaxAge,
        };
    }

    /// <summary>Holds a callback against the request it claims to answer, and yields the client of that one user. Pure: nothing is sent.</summary>
    /// <param name="request">The request this user's session kept. Forget it now: it is good for one callback.</param>
    /// <param name="response">The callback, as <see cref="AuthorizationResponse.Parse(string)"/> read it.</param>
    /// <param name="phoneNumber">The number to verify, in E.164 form or as the 64 hex digits of its SHA-256; null where it is given with the call.</param>
    /// <exception cref="InvalidCallbackException">The request was made for another client, the state is missing or not this request's, or the issuer is missing or wrong (RFC 9207).</exception>
    /// <exception cref="NotOnMobileNetworkException">The operator says that the device is not on its mobile network.</exception>
    /// <exception cref="AuthorizationRefusedException">The operator answered with another error.</exception>
    /// <exception cref="ArgumentException"><paramref name="phoneNumber"/> is malformed. The message does not repeat it.</exception>
    public virtual NumberVerifyUserClient ForUser(AuthorizationRequest request, AuthorizationResponse response, string? phoneNumber = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(response);
        NumberToVerify.Check(phoneNumber);
        var context = Context;
        try
        {
            CheckAnswer(context, request, response);
        }
        catch (NumberVerifyException refusal)
        {
            context.Telemetry.CallbackRefused(refusal);
            throw;
        }

        return new NumberVerifyUserClient(context, request, response.Code!, phoneNumber);
    }

    /// <summary>
    /// The short form, for an operator with neither PKCE nor a checked id_token, whose caller has compared the state: nothing here ties the code to the user who started. Prefer the other overload.
    /// </summary>
    /// <param name="code">The code of the callback.</param>
    /// <param name="phoneNumber">As there.</param>
    /// <exception cref="InvalidOperationException">The profile uses PKCE or checks the id_token, which takes the request the code belongs to. Nothing was sent.</exception>
    /// <exception cref="ArgumentException">The code or the number is malformed. The message repeats neither.</exception>
    public virtual NumberVerifyUserClient ForUser(string code, string? phoneNumber = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        NumberToVerify.Check(phoneNumber);
        var context = Context;
        if (context.Options.Profile.NeedsRequestForCode)
        {
            throw new InvalidOperationException("The profile uses PKCE or checks the id_token: give ForUser the request and the response, so that the code is redeemed with its verifier and the state is compared.");
        }

        if (code.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException("The code must be printable ASCII (RFC 6749 appendix A.11).", nameof(code));
        }

        return new NumberVerifyUserClient(context, request: null, code, phoneNumber);
    }

    /// <summary>The client of a user whose device got an operator token from its SIM (GSMA TS.43), over Wi-Fi as well: no callback is needed. Pure: nothing is sent.</summary>
    /// <param name="operatorToken">The token as the device got it, good for one authorization. A secret; without any prefix.</param>
    /// <param name="phoneNumber">As at <see cref="ForUser(AuthorizationRequest, AuthorizationResponse, string)"/>.</param>
    /// <param name="operation">What the authorization is for.</param>
    /// <remarks>By which grant it is redeemed is the profile's: <see cref="OperatorProfile.OperatorTokenGrant"/>.</remarks>
    /// <exception cref="ArgumentException">
    /// The token is malformed, or is a phone number or an address instead: what is to be verified cannot be its own proof. Or the number is malformed. The message repeats neither.
    /// </exception>
    /// <exception cref="InvalidOperationException">The profile's grant takes a signer and there is none, or it has no place for the profile's purpose. Nothing was sent.</exception>
    public virtual NumberVerifyUserClient ForOperatorToken(string operatorToken, string? phoneNumber = null, NumberVerifyOperation operation = NumberVerifyOperation.VerifyNumber)
    {
        ArgumentException.ThrowIfNullOrEmpty(operatorToken);
        NumberToVerify.Check(phoneNumber);
        if (OperatorToken.Fault(operatorToken) is { } fault)
        {
            throw new ArgumentException(fault, nameof(operatorToken));
        }

        var context = Context;
        if (context.Options.Profile.OperatorTokenGrant == OperatorTokenGrant.JwtBearer)
        {
            if (context.Options.Signer is null)
            {
                throw new InvalidOperationException("The grant of the profile signs the operator token: give a Signer in the options, or choose OperatorTokenGrant.Ciba.");
            }

            if (context.PlanOf(operation).Purpose is not null)
            {
                throw new InvalidOperationException("The profile's purpose is a parameter, for which the grant has no place: choose OperatorTokenGrant.Ciba.");
            }
        }

        return new OperatorTokenUserClient(context, operatorToken, phoneNumber, operation);
    }

    /// <summary>What any page that starts an authorization shows to everybody.</summary>
    internal (string ClientId, Uri AuthorizationEndpoint, Uri? RedirectUri) PublicHalves
    {
        get
        {
            var context = Context;
            return (context.Options.ClientId, Endpoints(context).AuthorizationEndpoint, context.Options.RedirectUri);
        }
    }

    /// <summary>Whether callbacks could be answered now: the operator's endpoints are known, and its keys, where it signs for us, no older than an hour.</summary>
    /// <exception cref="NumberVerifyException">They are not, and could not be read.</exception>
    internal async Task CheckOperatorAsync(CancellationToken cancellationToken)
    {
        var context = Context;
        var endpoints = await context.Directory.GetEndpointsAsync(cancellationToken).ConfigureAwait(false);
        if (context.Options.Profile.IdTokenIsChecked && endpoints.JwksUri is not null)
        {
            await context.Directory.GetKeysAsync(keyId: null, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void ThrowIfSigned(OperatorContext context)
    {
        if (context.Options.Profile.SignsAuthorizationRequests)
        {
            throw new InvalidOperationException("The profile signs its authorization requests, which takes a signer that may be remote: await GetAuthUrlAsync().");
        }
    }

    private static string? LoginHintOf(OperatorContext context, AuthorizationRequest request)
    {
        if (request.UseDevNumber is null)
        {
            return context.Options.Profile.RequiresLoginHint
                ? throw new ArgumentException("The profile requires the number of the line: give it as the request's test number.", nameof(request))
                : null;
        }

        return context.Options.Profile.IsSandbox && !context.IsProduction
            ? ProtocolNames.Values.TelPrefix + request.UseDevNumber
            : throw new ArgumentException("Test numbers are for sandbox profiles outside the Production environment.", nameof(request));
    }

    private static OperatorEndpoints Endpoints(OperatorContext context) => context.Directory.Known
        ?? throw new InvalidOperationException("The operator's endpoints are not known yet: await DiscoverAsync() once before, or give them in the options.");

    private static void CheckAnswer(OperatorContext context, AuthorizationRequest request, AuthorizationResponse response)
    {
        // RFC 9700 4.4: an operator that sends no issuer is told apart by what the request remembers. Among several clients, one that remembers nothing is nobody's.
        if (!request.IsFor(context.Owner, mustBeBound: context.Name.Length > 0))
        {
            throw new InvalidCallbackException("The request was not made for this client. Nothing was sent; start a new authorization.");
        }

        if (response.State is null || !CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes<char>(response.State), MemoryMarshal.AsBytes<char>(request.State)))
        {
            throw new InvalidCallbackException("The callback's state is not that of this request. Nothing was sent; start a new authorization.");
        }

        CheckIssuer(response, Endpoints(context));
        if (response.Error is { } error)
        {
            throw Refusal(error);
        }
    }

    /// <summary>RFC 9207 2.4: a wrong issuer is refused, a missing one where the operator promises to send it, on errors as on codes.</summary>
    private static void CheckIssuer(AuthorizationResponse response, OperatorEndpoints endpoints)
    {
        if (response.Issuer is null ? endpoints.SendsIssuer : endpoints.Issuer is not null && !string.Equals(response.Issuer, endpoints.Issuer, StringComparison.Ordinal))
        {
            throw new InvalidCallbackException("The callback names no issuer, or another one than this request's. Nothing was sent; start a new authorization.");
        }
    }

    private static NumberVerifyException Refusal(string error)
    {
        var code = ErrorBody.MachineCodeOf(error);
        return ErrorCodes.IsNotOnMobileNetwork(code)
            ? new NotOnMobileNetworkException("The operator says that the device is not on its mobile network.") { Code = code }
            : new AuthorizationRefusedException($"The operator refused the authorization: {code ?? "unreadable code"}.") { Code = code };
    }
}
