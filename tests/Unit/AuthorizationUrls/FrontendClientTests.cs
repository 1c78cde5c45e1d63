namespace NumberVerify.Unit.Tests.AuthorizationUrls;

/// <summary>What a device may build by itself, and which arguments it refuses.</summary>
public sealed class FrontendClientTests
{
    private static readonly Uri s_endpoint = new(FakeOperator.AuthorizationEndpoint);
    private static readonly Uri s_redirectUri = new(FakeOperator.RedirectUri);
    private static readonly AuthorizationParameters s_parameters = new() { Scope = FakeOperator.VerifyScope, State = "a-state" };

    [Theory]
    [InlineData(NumberVerifyOperation.VerifyNumber, true, true, "none")]
    [InlineData(NumberVerifyOperation.GetDevicePhoneNumber, true, true, null)]
    [InlineData(NumberVerifyOperation.VerifyNumber, false, true, "login")]
    [InlineData(NumberVerifyOperation.VerifyNumber, true, false, "none")]
    public void Backend_and_frontend_build_the_same_URL(NumberVerifyOperation operation, bool usesOpenId, bool usesPkce, string? prompt)
    {
        var backend = new FakeOperator(options =>
        {
            options.ClientId = "a client & more";
            options.AuthorizationEndpoint = new Uri("https://op.example/authorize?tenant=1");
            options.Profile = options.Profile with { UsesOpenId = usesOpenId, UsesPkce = usesPkce, Prompt = prompt };
        });
        var request = AuthorizationRequest.Create(operation: operation);

        var url = new NumberVerifyFrontendClient("a client & more", backend.Options.AuthorizationEndpoint!, s_redirectUri).GetAuthUrl(backend.Client.GetParameters(request));

        Assert.Equal(backend.Client.GetAuthUrl(request).AbsoluteUri, url.AbsoluteUri);
    }

    [Fact]
    public void The_parameters_survive_the_way_to_the_frontend_as_JSON()
    {
        var parameters = new FakeOperator().Client.GetParameters(AuthorizationRequest.Create());

        var received = System.Text.Json.JsonSerializer.Deserialize<AuthorizationParameters>(System.Text.Json.JsonSerializer.Serialize(parameters));

        Assert.Equal(parameters, received);
    }

    public static TheoryData<string> GoodRedirectUris =>
    [
        "https://app.example/callback", "https://app.example", "https://app.example:8443/callback?fixed=1", "https://xn--bcher-kva.example/callback",
        "http://localhost/callback", "http://localhost:53123/callback", "http://127.0.0.1:53123/", "http://[::1]:53123/callback",
        "com.example.app:/callback", "com.example.app://callback", "https://app.example/a%20b",
    ];

    [Theory]
    [MemberData(nameof(GoodRedirectUris))]
    public void A_registrable_redirect_URI_is_accepted(string redirectUri)
    {
        var url = new NumberVerifyFrontendClient("app", s_endpoint, new Uri(redirectUri)).GetAuthUrl(s_parameters);

        Assert.Equal(redirectUri, Query.Value(url, "redirect_uri"));
    }

    public static TheoryData<string> BadRedirectUris =>
    [
        "http://app.example/callback", "http://localhost.evil.example/callback", "http://10.0.2.2/callback", "http://192.168.0.1/callback", "http://[::2]/callback",
        "/callback", "callback", "//app.example/callback", "https://app.example/callback#fragment", "https://app.example/callback#", "https://user@app.example/callback", "https://user:pw@app.example/callback",
        "https://@app.example/callback", "https://app.example/*", "https://app.example./callback", "https://bücher.example/callback", "https://аpp.example/callback",
        "https://app.example/x/../callback", "https://app.example/./callback", "https://app.example/%2e%2e/callback", "https://app.example/.%2E/callback", "https://app.example/a\\evil",
        "https://app.example/a b", " https://app.example/callback", "https://app.example/callback\n", "https://app.example/\0", "https://app.example/\u200b",
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "myapp://callback", "ftp://app.example/", "ws://app.example/", "about:blank", "https:app.example/callback",
    ];

    [Theory]
    [MemberData(nameof(BadRedirectUris))]
    public void A_redirect_URI_that_could_lead_elsewhere_is_refused(string redirectUri)
    {
        var exception = Assert.Throws<ArgumentException>("redirectUri", () => new NumberVerifyFrontendClient("app", s_endpoint, new Uri(redirectUri, UriKind.RelativeOrAbsolute)));

        Assert.DoesNotContain("evil", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://op.example/authorize")]
    [InlineData("/authorize")]
    [InlineData("https://op.example/authorize#f")]
    [InlineData("https://user@op.example/authorize")]
    [InlineData("https://op.example./authorize")]
    [InlineData("https://op.example/a/../authorize")]
    [InlineData("com.example.op:/authorize")]
    [InlineData("https://op.example/authorize?state=1")]
    [InlineData("https://op.example/authorize?a=1&client%5Fid=evil")]
    [InlineData("https://op.example/authorize?request=e30")]
    [InlineData("https://op.example/authorize?request_uri=https://evil.example")]
    [InlineData("https://op.example/authorize?nonce")]
    [InlineData("https://op.example/authorize?prompt=login&x=1")]
    [InlineData("https://op.example/authorize?max_age=1")]
    [InlineData("https://op.example/authorize?purpose=dpv%3AMarketing")]
    [InlineData("https://op.example/authorize?code_challenge=x")]
    [InlineData("https://op.example/authorize?response_type=token")]
    [InlineData("https://op.example/authorize?redirect_uri=https://evil.example")]
    public void An_authorization_endpoint_that_is_unsafe_or_takes_our_place_is_refused(string endpoint) =>
        Assert.Throws<ArgumentException>("authorizationEndpoint", () => new NumberVerifyFrontendClient("app", new Uri(endpoint, UriKind.RelativeOrAbsolute), s_redirectUri));

    [Theory]
    [InlineData("http://localhost:5000/authorize")]
    [InlineData("http://127.0.0.1/authorize")]
    [InlineData("http://[::1]:8080/authorize")]
    public void A_simulator_on_loopback_is_accepted(string endpoint) =>
        Assert.StartsWith(endpoint + "?", new NumberVerifyFrontendClient("app", new Uri(endpoint), s_redirectUri).GetAuthUrl(s_parameters).AbsoluteUri, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("é")]
    [InlineData("a\0")]
    [InlineData("\ud83d")]
    public void A_client_identifier_must_be_printable_ASCII(string clientId) =>
        Assert.Throws<ArgumentException>("clientId", () => new NumberVerifyFrontendClient(clientId, s_endpoint, s_redirectUri));

    public static TheoryData<string> BadStates => ["", "a\r\nb", "a\0", "é", "\ud83d", "\u202e", "a\u200b", "٣٤٦٦٦", new string('s', 513), new string('s', 8192), .. Numbers.AsPeopleWriteThem.Select(static (object[] row) => (string)row[0])];

    [Theory]
    [MemberData(nameof(BadStates))]
    public void A_state_that_is_malformed_or_a_number_is_refused(string state)
    {
        var exception = Assert.Throws<ArgumentException>(() => Build(s_parameters with { State = state }));

        Assert.True(state.Length == 0 || !exception.Message.Contains(state, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("basket-7")]
    [InlineData("0123456789abcdef")]
    [InlineData("a b&c=d#e%f+g")]
    public void Any_other_printable_state_arrives_as_it_is(string state) => Assert.Equal(state, Query.Value(Build(s_parameters with { State = state }), "state"));

    [Theory]
    [InlineData("")]
    [InlineData(" openid")]
    [InlineData("openid ")]
    [InlineData("openid  dpv:ServiceProvision")]
    [InlineData("openid\ndpv:ServiceProvision")]
    [InlineData("openid\tdpv:ServiceProvision")]
    [InlineData("openid \"x\"")]
    [InlineData("openid a\\b")]
    [InlineData("openid é")]
    [InlineData("openid openid")]
    [InlineData("openid dpv:ServiceProvision dpv:FraudPreventionAndDetection number-verification:verify")]
    public void A_malformed_scope_is_refused(string scope) => Assert.Throws<ArgumentException>(() => Build(s_parameters with { Scope = scope }));

    [Theory]
    [InlineData("short")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c\n")]
    [InlineData("é9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")]
    public void A_code_challenge_is_43_base64url_characters(string challenge) => Assert.Throws<ArgumentException>(() => Build(s_parameters with { CodeChallenge = challenge }));

    [Theory]
    [InlineData("")]
    [InlineData("none  login")]
    [InlineData("none\n")]
    public void A_malformed_prompt_is_refused(string prompt) => Assert.Throws<ArgumentException>(() => Build(s_parameters with { Prompt = prompt }));

    [Theory]
    [InlineData("")]
    [InlineData("a\n")]
    public void A_malformed_nonce_or_hint_is_refused(string text)
    {
        Assert.Throws<ArgumentException>(() => Build(s_parameters with { Nonce = text }));
        Assert.Throws<ArgumentException>(() => Build(s_parameters with { LoginHint = text }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("dpv:")]
    [InlineData("ServiceProvision")]
    [InlineData("dpv:a b")]
    [InlineData("dpv:a#b")]
    [InlineData("dpv:a\n")]
    [InlineData("dpv:é")]
    public void A_malformed_purpose_is_refused(string purpose) => Assert.Throws<ArgumentException>(() => Build(s_parameters with { Purpose = purpose }));

    [Fact]
    public void A_negative_age_is_refused() => Assert.Throws<ArgumentException>(() => Build(s_parameters with { MaxAge = -1 }));

    [Fact]
    public void No_generated_state_breaks_out_of_its_parameter()
    {
        var random = new Random(20260103);
        for (var run = 0; run < 5_000; run++)
        {
            var state = Texts.Random(random);
            try
            {
                var url = Build(s_parameters with { State = state });

                Assert.Equal(state, Query.Value(url, "state"));
                Assert.Equal(6, Query.Of(url).Count);
            }
            catch (ArgumentException)
            {
                // A refusal is the other right answer.
            }
        }
    }

    private static Uri Build(AuthorizationParameters parameters) => new NumberVerifyFrontendClient("app", s_endpoint, s_redirectUri).GetAuthUrl(parameters);
}
