using System.Net;

namespace NumberVerify.Simulator;

/// <summary>
/// A subscriber's phone. It stands for the only part of the flow that cannot run in a backend: the operator recognises the phone by the network it comes from.
/// Made by <see cref="OperatorSimulator.AddDevice"/>; usable until that simulator is disposed. Thread-safe.
/// </summary>
public sealed class SimulatedDevice
{
    /// <summary>
    /// The request header by which the simulator recognises a device; its value is <see cref="Id"/>. It takes the place of network-based authentication,
    /// and no real operator knows it.
    /// </summary>
    public const string HeaderName = "X-Simulated-Device";

    private readonly HttpClient browser;
    private readonly OperatorTokens operatorTokens;
    private volatile DeviceConnection connection;
    private volatile BackchannelAnswer backchannelAnswer;
    private volatile bool hasConsented = true;
    private string? scriptedError;

    internal SimulatedDevice(string phoneNumber, DeviceConnection connection, HttpClient browser, OperatorTokens operatorTokens)
    {
        PhoneNumber = phoneNumber;
        Connection = connection;
        this.browser = browser;
        this.operatorTokens = operatorTokens;
    }

    /// <summary>The subscriber number in E.164 form with its plus sign, for example <c>+346661113334</c>.</summary>
    public string PhoneNumber { get; }

    /// <summary>The value of the <see cref="HeaderName"/> header: 256 random bits, new for every device.</summary>
    public string Id { get; } = Secret.Create();

    /// <summary>How the device reaches the operator from its next request on. A code already issued keeps what was true when it was.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of <see cref="DeviceConnection"/>.</exception>
    public DeviceConnection Connection
    {
        get => connection;
        set => connection = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>What becomes of backchannel authentication requests (CIBA) for this device. Default: <see cref="BackchannelAnswer.Approve"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of <see cref="BackchannelAnswer"/>.</exception>
    public BackchannelAnswer BackchannelAnswer
    {
        get => backchannelAnswer;
        set => backchannelAnswer = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>
    /// Does what the phone does by GSMA TS.43: its SIM proves itself to the operator, over Wi-Fi as well as over mobile data, and gets a temporary token. A backend sends it as
    /// <c>operatortoken:&lt;token&gt;</c>, in the <c>login_hint</c> of a CIBA request or as the subject of a JWT bearer assertion.
    /// </summary>
    /// <returns>256 random bits, good for one authorization within 300 seconds. Treat it as a secret.</returns>
    public string CreateOperatorToken() => operatorTokens.Create(new Subscriber(this, PhoneNumber));

    /// <summary>
    /// Whether the subscriber lets operators' APIs be used for this number. While false, authorizations end with <c>error=consent_required</c>: the operator may not ask. Default: true.
    /// </summary>
    public bool HasConsented
    {
        get => hasConsented;
        set => hasConsented = value;
    }

    /// <summary>
    /// Makes the next valid authorization request of this device end with an error, whatever its connection; the one after that is answered as usual again.
    /// A second call before that replaces the first.
    /// </summary>
    /// <param name="error">
    /// The <c>error</c> of the callback, for example <c>access_denied</c>, <c>server_error</c> or <c>temporarily_unavailable</c> (RFC 6749 section 4.1.2.1); of the
    /// characters that section allows.
    /// </param>
    /// <exception cref="ArgumentException">The error is empty or has another character.</exception>
    public void AnswerNextAuthorizationWith(string error)
    {
        ArgumentNullException.ThrowIfNull(error);
        scriptedError = Patterns.ErrorCode.IsMatch(error) ? error : throw new ArgumentException("An error is at least one printable ASCII character, none of them a quote or a backslash.", nameof(error));
    }

    internal string? TakeScriptedError() => Interlocked.Exchange(ref scriptedError, null);

    /// <summary>
    /// Does what the phone's browser does with an authorization URL: opens it, and comes back with where the operator sends it.
    /// The app at that address is not called.
    /// </summary>
    /// <param name="authorizationUrl">The URL a backend built; absolute.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The callback URI with either a code or an error in its query (RFC 6749 section 4.1.2).</returns>
    /// <exception cref="ArgumentException">The URL is not absolute.</exception>
    /// <exception cref="OperatorErrorPageException">
    /// The operator showed a page instead of redirecting: the client or its redirect URI is not registered (RFC 6749 section 4.1.2.1).
    /// </exception>
    /// <exception cref="HttpRequestException">The operator could not be reached.</exception>
    public async Task<Uri> OpenAsync(Uri authorizationUrl, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authorizationUrl);
        if (!authorizationUrl.IsAbsoluteUri)
        {
            throw new ArgumentException("The authorization URL must be absolute.", nameof(authorizationUrl));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, authorizationUrl);
        request.Headers.Add(HeaderName, Id);
        using var response = await browser.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther && response.Headers.Location is { IsAbsoluteUri: true } callback
            ? callback
            : throw new OperatorErrorPageException(response.StatusCode);
    }
}
