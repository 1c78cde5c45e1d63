using System.Runtime.Versioning;

namespace NumberVerify;

/// <summary>
/// Builds authorization URLs in a browser or on a phone, from what the backend hands out, and opens them where an app has no browser to do it. Immutable and thread-safe.
/// </summary>
public sealed class NumberVerifyFrontendClient
{
    private readonly string _prefix;
    private readonly Uri _redirectUri;

    /// <summary>A client of one operator.</summary>
    /// <param name="clientId">The public client identifier (RFC 6749 2.2): printable ASCII, not empty.</param>
    /// <param name="authorizationEndpoint">Absolute, https or loopback http, no fragment or user info. A query it has is kept (RFC 6749 3.1).</param>
    /// <param name="redirectUri">Exactly as registered: absolute, https, loopback http or an app's own scheme; sent as its original string.</param>
    /// <exception cref="ArgumentException">An argument breaks one of these rules. The message does not repeat it.</exception>
    public NumberVerifyFrontendClient(string clientId, Uri authorizationEndpoint, Uri redirectUri)
    {
        Check(ParameterRules.ClientIdFault(clientId), nameof(clientId));
        Check(UriRules.EndpointFault(authorizationEndpoint, allowLoopbackHttp: true), nameof(authorizationEndpoint));
        Check(UriRules.RedirectUriFault(redirectUri), nameof(redirectUri));
        _redirectUri = redirectUri;
        _prefix = AuthorizationUrl.Prefix(authorizationEndpoint, clientId, redirectUri);
    }

    /// <summary>The URL to open on the device, over its mobile data connection, as a top-level page.</summary>
    /// <exception cref="ArgumentException">A parameter is malformed, or the state looks like a phone number. The message does not repeat it.</exception>
    public Uri GetAuthUrl(AuthorizationParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Check(ParameterRules.ScopeFault(parameters.Scope), nameof(parameters));
        Check(ParameterRules.StateFault(parameters.State), nameof(parameters));
        Check(ParameterRules.NonceFault(parameters.Nonce), nameof(parameters));
        Check(ParameterRules.CodeChallengeFault(parameters.CodeChallenge), nameof(parameters));
        Check(ParameterRules.PromptFault(parameters.Prompt), nameof(parameters));
        Check(ParameterRules.LoginHintFault(parameters.LoginHint), nameof(parameters));
        Check(ParameterRules.PurposeFault(parameters.Purpose), nameof(parameters));
        Check(ParameterRules.MaxAgeFault(parameters.MaxAge), nameof(parameters));
        return AuthorizationUrl.Build(
            AuthorizationUrl.WithScope(_prefix, parameters.Scope, parameters.Prompt, parameters.Purpose, parameters.MaxAge),
            parameters.State, parameters.Nonce, parameters.CodeChallenge, parameters.LoginHint);
    }

    /// <summary>
    /// Opens the URL without a browser, over a connection that the app has bound to mobile data, and follows the operator's redirects, over https only and no more than nine, as far as the
    /// redirect URI. Needs no user interaction, so <c>prompt=none</c>. Not in a browser: there the page itself goes to <see cref="GetAuthUrl"/>.
    /// </summary>
    /// <param name="parameters">From the backend, for this attempt.</param>
    /// <param name="handler">
    /// Sends over mobile data and nothing else; must not follow redirects by itself, and should keep no cookies between attempts. Not disposed. It alone decides how long an answer may take.
    /// </param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The callback, which was not requested: give it to the backend. It holds a code, so keep it out of logs.</returns>
    /// <exception cref="ArgumentException">As for <see cref="GetAuthUrl"/>, or the handler follows redirects.</exception>
    /// <exception cref="HttpRequestException">
    /// There was no connection; or, with <see cref="HttpRequestError.InvalidResponse"/>, the operator showed a page, whose status it has, or redirects elsewhere.
    /// </exception>
    [UnsupportedOSPlatform("browser")]
    public Task<Uri> OpenAsync(AuthorizationParameters parameters, HttpMessageHandler handler, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var url = GetAuthUrl(parameters);
        Check(AuthorizationRedirects.HandlerFault(handler), nameof(handler));
        return AuthorizationRedirects.FollowAsync(new HttpMessageInvoker(handler, disposeHandler: false), url, _redirectUri, cancellationToken);
    }

    private static void Check(string? fault, string parameterName)
    {
        if (fault is not null)
        {
            throw new ArgumentException(fault, parameterName);
        }
    }
}
