using System.Text;

namespace NumberVerify.Simulator;

/// <summary>What the program starts with unless a file says otherwise, and what it prints: a banner nobody can take for a real operator's.</summary>
internal static class Demo
{
    private static readonly SimulatedClient Client = new()
    {
        ClientId = "demo-client",
        ClientSecret = "demo-secret",
        RedirectUris = ["http://localhost:5000/callback"],
    };

    internal static SimulatorConfiguration Configuration { get; } = new()
    {
        Clients = [Client],
        VonageVerify = new() { Accounts = [new() { ApiKey = "demo-key", ApiSecret = "demo-secret" }] },
        AuthyVerification = new() { Accounts = [new() { ApiKey = "demo-authy-key" }] },
        Devices = [new() { PhoneNumber = "+346661113334" }, new() { PhoneNumber = "+34666666666", Connection = DeviceConnection.WiFi }],
    };

    internal static string Banner(OperatorSimulator simulator, SimulatorConfiguration configuration)
    {
        var banner = new StringBuilder(
            """
            ******************************************************************************
            *  THIS IS A SIMULATOR. It is not a mobile operator and proves nothing.      *
            *  For development and tests on this machine only. Never in production.      *
            ******************************************************************************


            """);
        banner.AppendLine($"Issuer         {simulator.Issuer.OriginalString}");
        banner.AppendLine($"Page           {simulator.Issuer.OriginalString}{Wire.Page.Root}");
        foreach (var client in configuration.Clients)
        {
            banner.AppendLine($"Client id      {client.ClientId}");
            if (client == Client)
            {
                banner.AppendLine($"Client secret  {client.ClientSecret}"); // the demo's alone is no secret
            }

            banner.AppendLine($"Redirect URI   {client.RedirectUris[0]}");
        }

        if (configuration == Configuration)
        {
            var account = configuration.VonageVerify!.Accounts[0];
            banner.AppendLine($"Vonage Verify  {Wire.VonageVerify.ApiKey}={account.ApiKey} {Wire.VonageVerify.ApiSecret}={account.ApiSecret}");
            banner.AppendLine($"Authy          {Wire.AuthyVerification.ApiKeyHeader}: {configuration.AuthyVerification!.Accounts[0].ApiKey}");
        }

        banner.AppendLine().AppendLine("Subscribers, each recognised by its own request header:");
        foreach (var device in simulator.Devices)
        {
            banner.AppendLine($"  {device.PhoneNumber,-16} {Name(device.Connection),-11}  {SimulatedDevice.HeaderName}: {device.Id}");
        }

        if (configuration.Clients.Count > 0 && simulator.Devices.Count > 0)
        {
            banner.AppendLine().AppendLine(Command(simulator, configuration.Clients[0]));
        }

        return banner.AppendLine().Append("Ctrl+C stops it.").ToString();
    }

    private static string Command(OperatorSimulator simulator, SimulatedClient client) =>
        $"""
        What a phone does (the code comes back in the Location header; the challenge is that of RFC 7636, appendix B):
          curl -i -G '{simulator.AuthorizationEndpoint}' -H '{SimulatedDevice.HeaderName}: {simulator.Devices[0].Id}' \
            -d response_type=code -d client_id={client.ClientId} --data-urlencode 'redirect_uri={client.RedirectUris[0]}' \
            --data-urlencode 'scope=openid dpv:FraudPreventionAndDetection number-verification:verify' -d state=demo -d prompt=none \
            -d code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM -d code_challenge_method=S256
        """;

    private static string Name(DeviceConnection connection) => connection switch
    {
        DeviceConnection.MobileData => "mobile data",
        DeviceConnection.WiFi => "Wi-Fi",
        _ => "VPN",
    };
}
