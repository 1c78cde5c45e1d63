using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class OperatorSimulatorTests
{
    [Fact]
    public async Task It_starts_without_any_options_and_knows_no_client()
    {
        await using var simulator = await OperatorSimulator.StartAsync();
        var phone = simulator.AddDevice(Number);

        Assert.Equal("127.0.0.1", simulator.Issuer.Host);
        Assert.Equal(simulator.Issuer, simulator.ApiRoot);
        await Assert.ThrowsAsync<OperatorErrorPageException>(() => phone.OpenAsync(simulator.AuthorizationEndpoint));
    }

    [Fact]
    public async Task It_takes_the_port_it_is_told_and_frees_it_again()
    {
        var first = await OperatorSimulator.StartAsync();
        var port = first.Issuer.Port;
        await Assert.ThrowsAsync<IOException>(() => OperatorSimulator.StartAsync(options => options.Port = port));
        await first.DisposeAsync();
        await first.DisposeAsync();

        await using var second = await OperatorSimulator.StartAsync(options => options.Port = port);

        Assert.Equal(port, second.Issuer.Port);
    }

    [Fact]
    public async Task Requests_are_counted_by_method_and_path_and_hold_nothing_else()
    {
        await using var op = await StartAsync();
        var before = op.Simulator.Requests;
        await op.VerifyAsync(await op.GetAccessTokenAsync(), $$"""{"phoneNumber":"{{Number}}"}""");
        await op.Http.GetAsync($"/numbers/{Number}?x={Number}");

        Assert.Empty(before);
        Assert.Equal(
            [
                new SimulatorRequest("GET", "/authorize"),
                new SimulatorRequest("POST", "/token"),
                new SimulatorRequest("POST", "/number-verification/v2/verify"),
                new SimulatorRequest("GET", SimulatorRequest.UnknownPath),
            ],
            op.Simulator.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("346661113334")]
    [InlineData("+346661113334\n")]
    [InlineData("+0123456")]
    [InlineData("+1234")]
    [InlineData("+1234567890123456")]
    public async Task A_device_needs_a_number_in_e164_form_and_a_wrong_one_is_not_repeated(string number)
    {
        await using var simulator = await OperatorSimulator.StartAsync();

        var exception = Assert.Throws<ArgumentException>(() => simulator.AddDevice(number));

        Assert.True(number.Length == 0 || !exception.Message.Contains(number, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_device_cannot_be_connected_in_an_unknown_way()
    {
        await using var simulator = await OperatorSimulator.StartAsync();

        Assert.Throws<ArgumentOutOfRangeException>(() => simulator.AddDevice(Number, (DeviceConnection)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulator.AddDevice(Number).Connection = (DeviceConnection)9);
    }

    [Fact]
    public async Task Every_device_has_an_id_of_its_own()
    {
        await using var simulator = await OperatorSimulator.StartAsync();

        var ids = Enumerable.Range(0, 100).Select(_ => simulator.AddDevice(Number).Id).ToHashSet();

        Assert.Equal(100, ids.Count);
        Assert.All(ids, id => Assert.Equal(43, id.Length));
    }

    public static TheoryData<string, Action<OperatorSimulatorOptions>> FaultyOptions => new()
    {
        { "TimeProvider", options => options.TimeProvider = null! },
        { "Port", options => options.Port = -1 },
        { "Port", options => options.Port = 65536 },
        { "WifiBehavior", options => options.WifiBehavior = (WifiBehavior)9 },
        { "AccessTokenLifetime", options => options.AccessTokenLifetime = TimeSpan.FromSeconds(301) },
        { "AccessTokenLifetime", options => options.AccessTokenLifetime = TimeSpan.Zero },
        { "CodeLifetime", options => options.CodeLifetime = TimeSpan.FromSeconds(61) },
        { "CodeLifetime", options => options.CodeLifetime = TimeSpan.Zero },
        { "IdTokenAlgorithm", options => options.IdTokenAlgorithm = "none" },
        { "IdTokenAlgorithm", options => options.IdTokenAlgorithm = null! },
        { "DPoP is unknown", options => options.DPoP = (DPoPSupport)9 },
        { "unknown claim", options => options.DPoPClaimsRequired.Add("camara:xx") },
        { "DPoP is off", options => { options.DPoP = DPoPSupport.Off; options.DPoPNonceRequired = true; } },
        { "DPoP is off", options => { options.DPoP = DPoPSupport.Off; options.DPoPClaimsRequired.Add("camara:bh"); } },
        { "DPoP is off", options => { options.DPoP = DPoPSupport.Off; options.Clients.Add(Client with { DPoPBoundAccessTokens = true }); } },
        { "client id is empty", options => options.Clients.Add(Client with { ClientId = "" }) },
        { "given twice", options => { options.Clients.Add(Client); options.Clients.Add(Client); } },
        { "redirect URI", options => options.Clients.Add(Client with { RedirectUris = [] }) },
        { "either a client secret or", options => options.Clients.Add(Client with { ClientSecret = null }) },
        { "either a client secret or", options => options.Clients.Add(Client with { ClientSecret = "" }) },
        { "either a client secret or", options => options.Clients.Add(Client with { JsonWebKeySet = """{"keys":[]}""" }) },
        { "cannot sign request objects", options => options.Clients.Add(Client with { RequireSignedRequestObject = true }) },
        { "JSON Web Key Set must", options => options.Clients.Add(Client with { ClientSecret = null, JsonWebKeySet = "no json" }) },
        { "JSON Web Key Set must", options => options.Clients.Add(Client with { ClientSecret = null, JsonWebKeySet = """{"keys":[]}""" }) },
        { "JSON Web Key Set must", options => options.Clients.Add(Client with { ClientSecret = null, JsonWebKeySet = """{"keys":[{"kty":"oct","kid":"a","k":"AAAA"}]}""" }) },
        { "JSON Web Key Set must", options => options.Clients.Add(Client with { ClientSecret = null, JsonWebKeySet = """{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}""" }) },
        { "JSON Web Key Set must", options => options.Clients.Add(Client with { ClientSecret = null, JsonWebKeySet = """{"keys":[{"kty":"EC","kid":"a","crv":"P-192","x":"AA","y":"AA"}]}""" }) },
        { "JSON Web Key Set must", options => options.Clients.Add(Client with { ClientSecret = null, JsonWebKeySet = AssertionKey.PublicSet(AssertionKey.Rsa("weak", 1024)) }) },
        { "JSON Web Key Set must", options => options.Clients.Add(Client with { ClientSecret = null, JsonWebKeySet = AssertionKey.PrivateSet(AssertionKey.Ec("private")) }) },
        { "JSON Web Key Set must", options => options.Clients.Add(Client with { ClientSecret = null, JsonWebKeySet = AssertionKey.PublicSet(AssertionKey.Ec("same"), AssertionKey.Ec("same")) }) },
    };

    private static SimulatedClient Client { get; } = new() { ClientId = "client", ClientSecret = "canary", RedirectUris = [RedirectUri] };

    [Theory]
    [MemberData(nameof(FaultyOptions))]
    public async Task Faulty_options_are_refused_at_the_start(string fault, Action<OperatorSimulatorOptions> configure)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => OperatorSimulator.StartAsync(configure));

        Assert.Contains(fault, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_are_named_at_once()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => OperatorSimulator.StartAsync(options =>
        {
            options.Port = -1;
            options.CodeLifetime = TimeSpan.FromHours(1);
            options.Clients.Add(Client with { RedirectUris = ["relative"] });
        }));

        Assert.Contains("Port", exception.Message, StringComparison.Ordinal);
        Assert.Contains("CodeLifetime", exception.Message, StringComparison.Ordinal);
        Assert.Contains("redirect URI", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example/callback", true)]
    [InlineData("http://localhost:5000/callback", true)]
    [InlineData("http://127.0.0.1/callback", true)]
    [InlineData("http://[::1]:5000/callback", true)]
    [InlineData("com.example.app:/callback", true)]
    [InlineData("http://app.example/callback", false)]
    [InlineData("https://app.example/callback#fragment", false)]
    [InlineData("https://app.example/callback#", false)]
    [InlineData("https://user@app.example/callback", false)]
    [InlineData("https://*.example/callback", false)]
    [InlineData("https://bücher.example/callback", false)]
    [InlineData("/callback", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("", false)]
    public async Task Only_safe_redirect_uris_can_be_registered(string redirectUri, bool registrable)
    {
        var start = async () =>
        {
            await using var simulator = await OperatorSimulator.StartAsync(options => options.Clients.Add(Client with { RedirectUris = [redirectUri] }));
        };

        if (registrable)
        {
            await start();
        }
        else
        {
            await Assert.ThrowsAsync<ArgumentException>(start);
        }
    }

    [Fact]
    public void A_client_prints_its_id_and_no_secret() => Assert.Equal("SimulatedClient client", Client.ToString());

    [Fact]
    public async Task Options_and_clients_changed_after_the_start_have_no_effect()
    {
        OperatorSimulatorOptions? kept = null;
        await using var op = await StartAsync(options => kept = options);
        kept!.WifiBehavior = WifiBehavior.ApiRefusal;
        kept.Clients.Clear();
        op.Phone.Connection = DeviceConnection.WiFi;

        using var response = await op.AuthorizeAsync();

        Assert.Equal("login_required", Callback(response)["error"]);
    }

    [Fact]
    public async Task A_cancelled_start_does_not_start() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OperatorSimulator.StartAsync(cancellationToken: new CancellationToken(canceled: true)));
}
