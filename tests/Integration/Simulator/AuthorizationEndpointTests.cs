using System.Net;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class AuthorizationEndpointTests
{
    [Fact]
    public async Task A_device_on_mobile_data_comes_back_with_code_state_and_issuer()
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync();

        var callback = Callback(response);
        Assert.Equal(["code", "state", "iss"], callback.Keys);
        Assert.Equal(43, callback["code"].Length);
        Assert.Equal(State, callback["state"]);
        Assert.Equal(op.Simulator.Issuer.OriginalString, callback["iss"]);
        Assert.StartsWith(RedirectUri + "?", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(["no-referrer"], response.Headers.GetValues("Referrer-Policy"));
    }

    [Fact]
    public async Task The_query_of_a_registered_redirect_uri_is_kept()
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync(("redirect_uri", "app.example:/callback?fixed=1"));

        Assert.StartsWith("app.example:/callback?fixed=1&code=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_comes_first_time_with_a_state_of_any_printable_characters()
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync(("state", "&code=x#<script>%0D%0A+ ~"));

        Assert.Equal("&code=x#<script>%0D%0A+ ~", Callback(response)["state"]);
    }

    [Fact]
    public async Task No_code_is_ever_given_twice()
    {
        await using var op = await StartAsync();

        var codes = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => op.GetCodeAsync()));

        Assert.Equal(64, codes.Distinct().Count());
    }

    [Theory]
    [InlineData("client_id", null)]
    [InlineData("client_id", "")]
    [InlineData("client_id", "somebody")]
    [InlineData("client_id", "BACKEND")]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "")]
    [InlineData("redirect_uri", "https://evil.example/callback")]
    [InlineData("redirect_uri", "https://app.example/callback/")]
    [InlineData("redirect_uri", "https://app.example/Callback")]
    [InlineData("redirect_uri", "https://APP.example/callback")]
    [InlineData("redirect_uri", "https://app.example:443/callback")]
    [InlineData("redirect_uri", "https://app.example/./callback")]
    [InlineData("redirect_uri", "https://app.example/x/../callback")]
    [InlineData("redirect_uri", "https://app.example/%63allback")]
    [InlineData("redirect_uri", "https://app.example/callback?x=1")]
    [InlineData("redirect_uri", "https://app.example/callback#")]
    [InlineData("redirect_uri", "https://app.example@evil.example/callback")]
    [InlineData("redirect_uri", "https://app.example/callback ")]
    [InlineData("redirect_uri", "https://app.example/callback\n")]
    [InlineData("redirect_uri", "<script>alert(1)</script>")]
    public async Task An_untrusted_client_or_redirect_uri_gets_a_page_and_no_redirect(string name, string? value)
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync((name, value));

        await AssertPageAsync(response);
    }

    [Theory]
    [InlineData("client_id=backend")]
    [InlineData("redirect_uri=https%3A%2F%2Fapp.example%2Fcallback")]
    [InlineData("redirect_uri=https%3A%2F%2Fevil.example%2Fcallback")]
    [InlineData("x=%")]
    [InlineData("x=%zz")]
    [InlineData("x=%C3%28")]
    [InlineData("%FF=x")]
    public async Task A_repeated_client_or_redirect_uri_or_a_malformed_query_gets_a_page_and_no_redirect(string addition)
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync($"{Encode(AuthorizationParameters())}&{addition}");

        await AssertPageAsync(response);
    }

    [Fact]
    public async Task No_query_at_all_gets_a_page()
    {
        await using var op = await StartAsync();

        using var response = await op.Http.GetAsync("/authorize");

        await AssertPageAsync(response);
    }

    [Theory]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("response_mode", "form_post", "invalid_request")]
    [InlineData("state", null, "invalid_request")]
    [InlineData("state", "", "invalid_request")]
    [InlineData("state", "line\r\nbreak", "invalid_request")]
    [InlineData("state", "ünicode", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMM", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c=", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\n", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", "s256", "invalid_request")]
    [InlineData("prompt", "login", "interaction_required")]
    [InlineData("prompt", "consent select_account", "interaction_required")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "None", "invalid_request")]
    [InlineData("request", "e30.e30.", "request_not_supported")]
    [InlineData("request_uri", "https://app.example/request", "request_uri_not_supported")]
    [InlineData("scope", null, "invalid_scope")]
    [InlineData("scope", "openid", "invalid_scope")]
    [InlineData("scope", "openid number-verification:verify", "invalid_scope")]
    [InlineData("scope", "openid dpv:FraudPreventionAndDetection", "invalid_scope")]
    [InlineData("scope", "openid dpv:FraudPreventionAndDetection dpv:ServiceProvision number-verification:verify", "invalid_scope")]
    [InlineData("scope", "openid dpv: number-verification:verify", "invalid_scope")]
    [InlineData("scope", "openid DPV:ServiceProvision number-verification:verify", "invalid_scope")]
    [InlineData("scope", "dpv:FraudPreventionAndDetection#number-verification-verify-read", "invalid_scope")]
    [InlineData("scope", "openid dpv:ServiceProvision number-verification:Verify", "invalid_scope")]
    [InlineData("scope", "openid dpv:ServiceProvision number-verification:verify sim-swap:check", "invalid_scope")]
    [InlineData("scope", "openid dpv:ServiceProvision number-verification:verify offline_access", "invalid_scope")]
    [InlineData("scope", "openid dpv:ServiceProvision number-verification:verify number-verification:verify", "invalid_scope")]
    [InlineData("scope", "openid  dpv:ServiceProvision number-verification:verify", "invalid_scope")]
    [InlineData("scope", "openid dpv:ServiceProvision number-verification:verify\n", "invalid_scope")]
    public async Task A_faulty_request_of_a_known_client_is_refused_by_redirect(string name, string? value, string error)
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync((name, value));

        var callback = Callback(response);
        Assert.StartsWith(RedirectUri + "?error=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(error, callback["error"]);
        Assert.NotEmpty(callback["error_description"]);
        Assert.Equal(op.Simulator.Issuer.OriginalString, callback["iss"]);
        Assert.DoesNotContain("code", callback.Keys);
        if (name != "state")
        {
            Assert.Equal(State, callback["state"]);
        }
    }

    [Theory]
    [InlineData("scope=openid")]
    [InlineData("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")]
    [InlineData("nonce=another")]
    [InlineData("nonce=")]
    [InlineData("unknown=1&unknown=2")]
    public async Task A_repeated_parameter_is_refused(string addition)
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync($"{Encode(AuthorizationParameters())}&{addition}");

        Assert.Equal("invalid_request", Callback(response)["error"]);
    }

    [Fact]
    public async Task A_repeated_state_is_refused_and_neither_is_given_back()
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync($"{Encode(AuthorizationParameters())}&state=another");

        var callback = Callback(response);
        Assert.Equal("invalid_request", callback["error"]);
        Assert.DoesNotContain("state", callback.Keys);
    }

    [Fact]
    public async Task Parameter_names_are_case_sensitive()
    {
        await using var op = await StartAsync();

        using var response = await op.AuthorizeAsync(("state", null), ("State", "x"));

        Assert.Equal("invalid_request", Callback(response)["error"]);
    }

    [Theory]
    [InlineData("prompt", null)]
    [InlineData("nonce", null)]
    [InlineData("acr_values", "2")]
    [InlineData("login_hint", "tel:+34666666666")]
    [InlineData("login_hint", "nonsense")]
    [InlineData("response_mode", "query")]
    [InlineData("scope", "dpv:ServiceProvision number-verification:verify")]
    [InlineData("scope", "number-verification-verify-read dpv:ServiceProvision openid")]
    [InlineData("something", "else")]
    public async Task What_the_profile_leaves_open_is_accepted(string name, string? value)
    {
        await using var op = await StartAsync();

        Assert.NotEmpty(await op.GetCodeAsync((name, value)));
    }

    [Fact]
    public async Task Prompt_none_is_implied_so_a_device_on_wifi_never_sees_a_page()
    {
        await using var op = await StartAsync();
        op.Phone.Connection = DeviceConnection.WiFi;

        using var response = await op.AuthorizeAsync(("prompt", null));

        Assert.Equal("login_required", Callback(response)["error"]);
    }

    [Theory]
    [InlineData(WifiBehavior.LoginRequired, "login_required")]
    [InlineData(WifiBehavior.NotAuthenticatedByMobileNetwork, "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK")]
    public async Task A_device_on_wifi_is_refused_as_the_options_say(WifiBehavior behavior, string error)
    {
        await using var op = await StartAsync(options => options.WifiBehavior = behavior);
        op.Phone.Connection = DeviceConnection.WiFi;

        using var response = await op.AuthorizeAsync();

        var callback = Callback(response);
        Assert.Equal(error, callback["error"]);
        Assert.Equal(State, callback["state"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    public async Task Whoever_is_no_known_device_is_not_on_the_mobile_network(string? header)
    {
        await using var op = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/authorize?{Encode(AuthorizationParameters())}");
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(SimulatedDevice.HeaderName, header);
        }

        using var response = await op.Http.SendAsync(request);

        Assert.Equal("login_required", Callback(response)["error"]);
    }

    [Fact]
    public async Task A_device_of_another_operator_is_not_on_the_mobile_network()
    {
        await using var op = await StartAsync();
        await using var other = await StartAsync();

        var callback = await other.Phone.OpenAsync(new Uri(op.Simulator.AuthorizationEndpoint, $"?{Encode(AuthorizationParameters())}"));

        Assert.Equal("login_required", Query(callback)["error"]);
    }

    [Fact]
    public async Task A_phone_that_opens_the_url_brings_back_the_callback()
    {
        await using var op = await StartAsync();

        var callback = await op.Phone.OpenAsync(new Uri(op.Simulator.AuthorizationEndpoint, $"?{Encode(AuthorizationParameters())}"));

        Assert.StartsWith(RedirectUri, callback.OriginalString, StringComparison.Ordinal);
        Assert.Equal(State, Query(callback)["state"]);
    }

    [Fact]
    public async Task A_phone_that_is_shown_a_page_says_so_without_a_word_of_the_request()
    {
        await using var op = await StartAsync();
        var url = new Uri(op.Simulator.AuthorizationEndpoint, $"?{Encode(AuthorizationParameters(("client_id", "canary-client"), ("state", "canary-state")))}");

        var exception = await Assert.ThrowsAsync<OperatorErrorPageException>(() => op.Phone.OpenAsync(url));

        Assert.Equal(HttpStatusCode.BadRequest, exception.StatusCode);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_opens_absolute_urls_only()
    {
        await using var op = await StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => op.Phone.OpenAsync(new Uri("/authorize", UriKind.Relative)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => op.Phone.OpenAsync(null!));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Another_method_than_get_is_not_allowed(string method)
    {
        await using var op = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/authorize?{Encode(AuthorizationParameters())}");

        using var response = await op.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET"], response.Content.Headers.Allow);
    }

    private static async Task AssertPageAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], response.Headers.GetValues("Referrer-Policy"));
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("evil", page, StringComparison.Ordinal);
        Assert.DoesNotContain("script", page, StringComparison.Ordinal);
    }
}
