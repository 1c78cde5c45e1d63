namespace NumberVerify.Simulator;

/// <summary>What the simulator starts with on the command line: one client, two subscribers, and a banner nobody can take for a real operator's.</summary>
internal static class Demo
{
    private static readonly SimulatedClient Client = new()
    {
        ClientId = "demo-client",
        ClientSecret = "demo-secret",
        RedirectUris = ["http://localhost:5000/callback"],
    };

    internal static async Task<OperatorSimulator> StartAsync(IReadOnlyList<LoopbackAddress> addresses)
    {
        var options = new OperatorSimulatorOptions { Clients = { Client } };
        var simulator = await OperatorSimulator.ListenAsync(options, addresses, CancellationToken.None).ConfigureAwait(false);
        var mobile = simulator.AddDevice("+346661113334");
        var wifi = simulator.AddDevice("+34666666666", DeviceConnection.WiFi);
        await Console.Out.WriteLineAsync(Banner(simulator, mobile, wifi)).ConfigureAwait(false);
        return simulator;
    }

    private static string Banner(OperatorSimulator simulator, SimulatedDevice mobile, SimulatedDevice wifi) =>
        $"""
        ******************************************************************************
        *  THIS IS A SIMULATOR. It is not a mobile operator and proves nothing.      *
        *  For development and tests on this machine only. Never in production.      *
        ******************************************************************************

        Issuer         {simulator.Issuer.OriginalString}
        Client id      {Client.ClientId}
        Client secret  {Client.ClientSecret}
        Redirect URI   {Client.RedirectUris[0]}

        Subscribers, each recognised by its own request header:
          {mobile.PhoneNumber}  mobile data  {SimulatedDevice.HeaderName}: {mobile.Id}
          {wifi.PhoneNumber}   Wi-Fi        {SimulatedDevice.HeaderName}: {wifi.Id}

        What a phone does (the code comes back in the Location header; the challenge is that of RFC 7636, appendix B):
          curl -i -G '{simulator.AuthorizationEndpoint}' -H '{SimulatedDevice.HeaderName}: {mobile.Id}' \
            -d response_type=code -d client_id={Client.ClientId} --data-urlencode 'redirect_uri={Client.RedirectUris[0]}' \
            --data-urlencode 'scope=openid dpv:FraudPreventionAndDetection number-verification:verify' -d state=demo -d prompt=none \
            -d code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM -d code_challenge_method=S256

        Ctrl+C stops it.
        """;
}
