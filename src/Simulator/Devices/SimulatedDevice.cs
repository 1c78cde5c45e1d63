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

    private readonly Subscribers subscribers;
    private readonly SmsInbox inbox;
    private readonly HttpClient browser;
    private readonly OperatorTokens operatorTokens;
    private readonly Lock gate = new();
    private volatile SimCard[] sims;
    private volatile SimCard dataSim;
    private volatile DeviceConnection connection;
    private volatile BackchannelAnswer backchannelAnswer;
    private volatile bool hasConsented = true;
    private string? scriptedError;

    internal SimulatedDevice(
        string id, string phoneNumber, DeviceConnection connection, Subscribers subscribers, OperatorTokens operatorTokens, SmsInbox inbox, HttpClient browser)
    {
        Connection = connection;
        subscribers.Add(phoneNumber);
        Id = id;
        this.subscribers = subscribers;
        this.inbox = inbox;
        this.browser = browser;
        this.operatorTokens = operatorTokens;
        dataSim = new SimCard(phoneNumber);
        sims = [dataSim];
    }

    /// <summary>The number of the SIM that mobile data goes over, in E.164 form with its plus sign, for example <c>+346661113334</c>: the one the operator sees.</summary>
    public string PhoneNumber => dataSim.PhoneNumber;

    /// <summary>The numbers of all SIMs in the device, in the order they were put in: a snapshot.</summary>
    public IReadOnlyList<string> PhoneNumbers => Array.AsReadOnly(Array.ConvertAll(sims, sim => sim.PhoneNumber));

    /// <summary>The text messages to the numbers now in the device, oldest first: a snapshot. The simulator keeps its latest 1,000.</summary>
    public IReadOnlyList<SmsMessage> Messages
    {
        get
        {
            var numbers = PhoneNumbers;
            return inbox.Snapshot(message => numbers.Contains(message.PhoneNumber));
        }
    }

    /// <summary>The value of the <see cref="HeaderName"/> header: 256 random bits, new for every device.</summary>
    public string Id { get; }

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
    public string CreateOperatorToken() => operatorTokens.Create(new Subscriber(this, dataSim));

    /// <summary>
    /// Whether the subscriber lets operators' APIs be used for this number. While false, authorizations end with <c>error=consent_required</c>: the operator may not
    /// ask. The JWT bearer grant ends with <c>invalid_grant</c> then; a backchannel request asks the user, which is <see cref="BackchannelAnswer"/>. Default: true.
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

    /// <summary>Puts one more SIM in. Mobile data stays where it is, until <see cref="UseDataSim"/>.</summary>
    /// <param name="phoneNumber">The SIM's number in E.164 form; it becomes a subscriber's if it was none.</param>
    /// <exception cref="ArgumentException">The number is not in E.164 form, or in the device already; the message does not repeat it.</exception>
    public void AddSim(string phoneNumber)
    {
        lock (gate)
        {
            sims = [.. sims, Insert(phoneNumber, sims)];
        }
    }

    /// <summary>Sends mobile data over another SIM of the device, from its next request on. Codes and tokens already issued stay good: no SIM has left the device.</summary>
    /// <param name="phoneNumber">The number of a SIM in the device.</param>
    /// <exception cref="ArgumentException">No SIM in the device has that number; the message does not repeat it.</exception>
    public void UseDataSim(string phoneNumber)
    {
        ArgumentNullException.ThrowIfNull(phoneNumber);
        lock (gate)
        {
            dataSim = FindSim(phoneNumber) ?? throw new ArgumentException("No SIM in the device has that number.", nameof(phoneNumber));
        }
    }

    /// <summary>
    /// Takes the SIM of mobile data out and puts another in, with the same number or a new one. What was issued before is worth nothing from then on: the token endpoint
    /// refuses the code with <c>invalid_grant</c>, the Number Verification API the token with 401 <c>UNAUTHENTICATED</c>, because it would vouch for a SIM that is not there.
    /// </summary>
    /// <param name="phoneNumber">The new SIM's number in E.164 form; it becomes a subscriber's if it was none.</param>
    /// <exception cref="ArgumentException">The number is not in E.164 form, or that of another SIM in the device; the message does not repeat it.</exception>
    public void ChangeSim(string phoneNumber)
    {
        lock (gate)
        {
            var removed = dataSim;
            var others = Array.FindAll(sims, sim => sim != removed);
            var inserted = Insert(phoneNumber, others);
            sims = Array.ConvertAll(sims, sim => sim == removed ? inserted : sim);
            dataSim = inserted;
            removed.Remove();
        }
    }

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

    internal SimCard DataSim => dataSim;

    internal SimCard? FindSim(string phoneNumber) => Array.Find(sims, sim => sim.PhoneNumber == phoneNumber);

    internal string? TakeScriptedError() => Interlocked.Exchange(ref scriptedError, null);

    private SimCard Insert(string phoneNumber, SimCard[] others)
    {
        subscribers.Add(phoneNumber);
        return Array.Exists(others, sim => sim.PhoneNumber == phoneNumber)
            ? throw new ArgumentException("A SIM with that number is in the device already.", nameof(phoneNumber))
            : new SimCard(phoneNumber);
    }
}
