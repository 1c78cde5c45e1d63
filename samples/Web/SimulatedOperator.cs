using System.Security.Cryptography;
using NumberVerify;
using NumberVerify.Simulator;

namespace Web;

/// <summary>The operator in this process, this application's registration with it, and the phones a visitor may play.</summary>
internal sealed class SimulatedOperator : IAsyncDisposable
{
    public const string Number = "+346661113334";
    public const string OtherNumber = "+346661119999";

    private const string ClientId = "sign-up";

    private readonly OperatorSimulator _simulator;
    private readonly Uri _site;
    private readonly string _secret;

    private SimulatedOperator(OperatorSimulator simulator, Uri site, string secret)
    {
        (_simulator, _site, _secret) = (simulator, site, secret);
        simulator.AddSubscriber(OtherNumber);
        Phones =
        [
            new Phone("mobile", "On mobile data", simulator.AddDevice(Number)),
            new Phone("wifi", "On Wi-Fi", simulator.AddDevice(Number, DeviceConnection.WiFi)),
            new Phone("refusing", "On mobile data, and its owner refuses", simulator.AddDevice(Number)) { Refusal = "access_denied" },
        ];
    }

    public IReadOnlyList<Phone> Phones { get; }

    /// <summary>Where its text messages can be read.</summary>
    public Uri Page => _simulator.Issuer;

    public Uri AuthorizationEndpoint => _simulator.AuthorizationEndpoint;

    /// <summary>The code that was sent last.</summary>
    public string LastCode => _simulator.Inbox[^1].Code;

    public int CountRequests(string path) => _simulator.Requests.Count(request => request.Path == path);

    public static async Task<SimulatedOperator> StartAsync(Uri site, TimeProvider timeProvider)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var simulator = await OperatorSimulator.StartAsync(options =>
        {
            options.TimeProvider = timeProvider;
            options.Clients.Add(new SimulatedClient { ClientId = ClientId, ClientSecret = secret, RedirectUris = [RedirectUri(site).OriginalString] });
        });
        return new SimulatedOperator(simulator, site, secret);
    }

    /// <summary>What a real application has in its configuration; with a real operator the issuer would be enough, and the endpoints be discovered.</summary>
    public void Configure(NumberVerifyClientOptions options)
    {
        options.ClientId = ClientId;
        options.Profile = OperatorProfile.Camara with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic };
        options.ClientSecret = _secret;
        options.RedirectUri = RedirectUri(_site);
        options.Issuer = _simulator.Issuer.OriginalString;

        // The operator knows a phone by the network it comes from. A browser on this machine comes from none, so it is sent through one.
        options.AuthorizationEndpoint = new Uri(_site, SimulatedNetwork.Path);
        options.TokenEndpoint = _simulator.TokenEndpoint;
        options.JwksUri = _simulator.JwksUri;
        options.ApiRoot = _simulator.ApiRoot;
        options.AllowLoopbackHttp = true;
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    private static Uri RedirectUri(Uri site) => new(site, "/verify/callback");
}
