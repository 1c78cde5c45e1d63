namespace NumberVerify.Unit.Tests.AuthorizationUrls;

/// <summary>The URL a backend makes for its user's device.</summary>
public sealed class AuthorizationUrlTests
{
    private readonly FakeOperator _operator = new();

    [Fact]
    public void The_URL_is_exactly_this()
    {
        var request = Requests.Rfc7636();

        var url = _operator.Client.GetAuthUrl(request);

        Assert.Equal(
            "https://op.example/authorize?response_type=code&client_id=backend&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback"
            + "&scope=openid%20dpv%3AFraudPreventionAndDetection%20number-verification%3Averify&prompt=none"
            + "&state=a%20state&nonce=a%2Bnonce&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            url.AbsoluteUri);
    }

    [Fact]
    public void The_code_challenge_is_that_of_appendix_B_of_RFC_7636() =>
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", _operator.Client.GetParameters(Requests.Rfc7636()).CodeChallenge);

    [Fact]
    public void Each_parameter_stands_there_once_and_no_other_does()
    {
        var url = _operator.Client.GetAuthUrl(AuthorizationRequest.Create());

        Assert.Equal(
            ["client_id", "code_challenge", "code_challenge_method", "nonce", "prompt", "redirect_uri", "response_type", "scope", "state"],
            Query.Of(url).Select(static pair => pair.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_sent_for_a_URL()
    {
        _operator.Client.GetAuthUrl(AuthorizationRequest.Create());

        Assert.Empty(_operator.Http.Sent);
    }

    [Fact]
    public void The_device_number_is_asked_for_with_its_own_scope_alone()
    {
        var url = _operator.Client.GetAuthUrl(AuthorizationRequest.Create(operation: NumberVerifyOperation.GetDevicePhoneNumber));

        Assert.Equal("openid dpv:FraudPreventionAndDetection number-verification:device-phone-number:read", Query.Value(url, "scope"));
    }

    [Fact]
    public void Another_purpose_takes_the_place_of_the_default_one()
    {
        _operator.Options.Purpose = "dpv:ServiceProvision";

        var url = _operator.Client.GetAuthUrl(AuthorizationRequest.Create());

        Assert.Equal("openid dpv:ServiceProvision number-verification:verify", Query.Value(url, "scope"));
    }

    [Fact]
    public void Without_openid_neither_the_scope_nor_a_nonce_is_sent()
    {
        _operator.Options.Profile = OperatorProfile.Camara with { UsesOpenId = false };

        var url = _operator.Client.GetAuthUrl(AuthorizationRequest.Create());

        Assert.Equal("dpv:FraudPreventionAndDetection number-verification:verify", Query.Value(url, "scope"));
        Assert.Null(Query.Value(url, "nonce"));
    }

    [Fact]
    public void Without_PKCE_no_challenge_is_sent_and_plain_never_is()
    {
        _operator.Options.Profile = OperatorProfile.Camara with { UsesPkce = false };

        var url = _operator.Client.GetAuthUrl(AuthorizationRequest.Create());

        Assert.DoesNotContain("code_challenge", url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("login")]
    [InlineData(null)]
    public void The_prompt_is_the_profiles(string? prompt)
    {
        _operator.Options.Profile = OperatorProfile.Camara with { Prompt = prompt };

        Assert.Equal(prompt, Query.Value(_operator.Client.GetAuthUrl(AuthorizationRequest.Create()), "prompt"));
    }

    [Theory]
    [InlineData("a&b=c")]
    [InlineData("a#b")]
    [InlineData("100%")]
    [InlineData("a%20b")]
    [InlineData("a+b c")]
    [InlineData("a=b;c/d?e\\f\"g<h>i{j}|k^l`m~n")]
    [InlineData(" leading and trailing ")]
    public void An_odd_client_identifier_arrives_as_it_is(string clientId)
    {
        _operator.Options.ClientId = clientId;

        Assert.Equal(clientId, Query.Value(_operator.Client.GetAuthUrl(AuthorizationRequest.Create()), "client_id"));
    }

    [Fact]
    public void Any_printable_client_identifier_and_redirect_path_arrive_as_they_are()
    {
        var random = new Random(20260102);
        for (var run = 0; run < 500; run++)
        {
            var clientId = Texts.Printable(random, random.Next(1, 60));
            var redirectUri = "https://app.example/" + Uri.EscapeDataString(Texts.Printable(random, 20)) + "?a=" + Uri.EscapeDataString(Texts.Printable(random, 20));
            if (UriRules.RedirectUriFault(new Uri(redirectUri)) is not null)
            {
                continue;
            }

            var url = new FakeOperator(options => (options.ClientId, options.RedirectUri) = (clientId, new Uri(redirectUri))).Client.GetAuthUrl(AuthorizationRequest.Create());

            Assert.Equal(clientId, Query.Value(url, "client_id"));
            Assert.Equal(redirectUri, Query.Value(url, "redirect_uri"));
        }
    }

    [Theory]
    [InlineData("https://op.example/authorize?tenant=a%26b", "https://op.example/authorize?tenant=a%26b&response_type=code&")]
    [InlineData("https://op.example/authorize?tenant=a&", "https://op.example/authorize?tenant=a&response_type=code&")]
    [InlineData("https://op.example/authorize?", "https://op.example/authorize?response_type=code&")]
    [InlineData("https://op.example", "https://op.example/?response_type=code&")]
    public void A_query_of_the_endpoint_is_kept(string endpoint, string beginning)
    {
        _operator.Options.AuthorizationEndpoint = new Uri(endpoint);

        Assert.StartsWith(beginning, _operator.Client.GetAuthUrl(AuthorizationRequest.Create()).AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example/x/../callback")]
    [InlineData("https://app.example/%2e%2E/callback")]
    public void A_redirect_URI_that_would_not_be_compared_as_it_is_written_is_refused(string redirectUri)
    {
        _operator.Options.RedirectUri = new Uri(redirectUri);

        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => _operator.Client);
    }

    [Theory]
    [InlineData("https://app.example/callback/%7Euser")]
    [InlineData("https://APP.example:443/callback")]
    [InlineData("https://app.example")]
    public void The_redirect_URI_is_sent_as_it_was_registered(string redirectUri)
    {
        _operator.Options.RedirectUri = new Uri(redirectUri);

        Assert.Equal(redirectUri, Query.Value(_operator.Client.GetAuthUrl(AuthorizationRequest.Create()), "redirect_uri"));
    }

    [Fact]
    public void Many_threads_that_make_a_clients_first_URL_get_the_same_one()
    {
        for (var run = 0; run < 200; run++)
        {
            var client = new FakeOperator().Client;
            var request = Requests.Rfc7636();
            var urls = new string[8];

            Parallel.For(0, urls.Length, index => urls[index] = client.GetAuthUrl(request).AbsoluteUri);

            Assert.Single(urls.Distinct());
        }
    }

    [Fact]
    public void Before_its_discovery_a_client_says_what_to_await()
    {
        FakeOperator.Discovered(_operator.Options);

        var exception = Assert.Throws<InvalidOperationException>(() => _operator.Client.GetAuthUrl(AuthorizationRequest.Create()));

        Assert.Contains(nameof(NumberVerifyClient.DiscoverAsync), exception.Message, StringComparison.Ordinal);
    }
}
