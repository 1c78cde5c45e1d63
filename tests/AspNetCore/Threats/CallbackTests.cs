using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.AspNetCore.Tests.Threats;

/// <summary>What a callback must be before anything is exchanged, and what becomes of the one that is not.</summary>
public sealed class CallbackTests
{
    [Fact]
    public async Task T1_a_callback_without_its_cookie_is_refused_and_exchanges_nothing()
    {
        await using var application = await Application.StartAsync();
        var callback = await application.Open().StartAndOpenAsync();

        using var response = await application.Open().GetAsync(callback);

        await RefusedAsync(application, response);
    }

    [Fact]
    public async Task T1_a_callback_in_another_browser_is_refused_and_leaves_that_browsers_own_verification_alone()
    {
        await using var application = await Application.StartAsync();
        var victim = application.Open();
        var own = await victim.StartAndOpenAsync();
        var attackers = await application.Open().StartAndOpenAsync();

        using var response = await victim.GetAsync(attackers);

        await RefusedAsync(application, response);
        using var verified = await victim.GetAsync(own);
        Assert.Equal("/result/Verified", verified.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task T1_a_second_use_is_refused_even_with_the_cookie_of_the_first()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();
        var copy = browser.Copy();
        using var first = await browser.GetAsync(callback);

        using var second = await copy.GetAsync(callback);

        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Equal(1, application.CountRequests("/token"));
        Assert.Single(application.Results);
    }

    [Fact]
    public async Task T9_fifty_parallel_replays_of_one_callback_give_exactly_one_exchange()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => browser.Copy().GetAsync(callback))));

        Assert.Equal(1, application.CountRequests("/token"));
        Assert.Equal(PhoneVerificationStatus.Verified, application.Results.Single().Status);
        Assert.Equal(49, responses.Count(static response => response.StatusCode == HttpStatusCode.BadRequest));
        foreach (var response in responses)
        {
            response.Dispose();
        }
    }

    [Theory]
    [InlineData("alice", "bob")]
    [InlineData("alice", null)]
    [InlineData(null, "bob")]
    public async Task T10_what_one_user_started_no_other_user_finishes(string? starts, string? finishes)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open(starts);
        var callback = await browser.StartAndOpenAsync();

        browser.User = finishes;
        using var response = await browser.GetAsync(callback);

        await RefusedAsync(application, response);
        Assert.Empty(browser.Cookies);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("100045")]
    [InlineData("+346661113334")]
    public async Task T10_the_user_who_started_finishes_whatever_the_users_key_looks_like(string user)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open(user);

        using var response = await browser.GetAsync(await browser.StartAndOpenAsync());

        Assert.Equal("/result/Verified", response.Headers.Location!.OriginalString);
        Assert.Equal(user == "alice", application.Results.Single().Subject == user);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("")]
    public async Task T5_E16_an_answer_of_another_issuer_or_of_none_is_refused(string issuer)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();
        var query = callback[..callback.IndexOf("&iss=", StringComparison.Ordinal)] + (issuer.Length == 0 ? "" : $"&iss={Uri.EscapeDataString(issuer)}");

        using var response = await browser.GetAsync(query);

        Assert.Equal("/result/Denied", response.Headers.Location!.OriginalString);
        Assert.Equal(0, application.CountRequests("/token"));
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task T5_E17_the_next_operator_gets_a_transaction_of_its_own_at_its_own_path()
    {
        await using var application = await Application.StartAsync(addServices: AddOther);
        var browser = application.Open();
        var authUrl = await browser.StartAsync();
        application.Phone.AnswerNextAuthorizationWith("server_error");
        var callback = await browser.OpenAsync(authUrl);

        using var next = await browser.GetAsync(callback);
        var other = next.Headers.Location!;
        var state = StateOf(other.Query);
        using var wrongPath = await browser.Copy().GetAsync($"{Application.CallbackPath}?code=c&state={state}");
        using var replayed = await browser.Copy().GetAsync(callback);

        Assert.Equal("other.example", other.Host);
        Assert.Contains(Uri.EscapeDataString(Application.Origin + "/other/callback"), other.Query, StringComparison.Ordinal);
        Assert.Single(browser.Cookies);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (wrongPath.StatusCode, replayed.StatusCode));
    }

    [Fact]
    public async Task T5_E17_a_callback_at_another_operators_path_is_refused()
    {
        await using var application = await Application.StartAsync(addServices: AddOther);
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();

        using var response = await browser.GetAsync(callback.Replace(Application.CallbackPath, "/other/callback", StringComparison.Ordinal));

        await RefusedAsync(application, response);
        Assert.Empty(browser.Cookies);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?code=c")]
    [InlineData("?state={state}")]
    [InlineData("?code=c&error=access_denied&state={state}")]
    [InlineData("?Code=c&STATE={state}")]
    [InlineData("?code=c&code=d&state={state}")]
    [InlineData("?code=c&state={state}&state={state}")]
    [InlineData("?code=c&state={state}&iss=a&iss=b")]
    [InlineData("?code=c%0d%0aSet-Cookie:%20a=b&state={state}")]
    [InlineData("?code=c%00&state={state}")]
    [InlineData("?code=%ff&state={state}")]
    [InlineData("?code=c&state={state}&id_token=t")]
    [InlineData("?access_token=t&state={state}")]
    [InlineData("?code=c&state=unknown")]
    [InlineData("?code=c&state=+346661113334")]
    public async Task E1_E11_E26_a_malformed_or_unknown_callback_is_refused_and_costs_the_real_one_nothing(string query)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();

        using var response = await browser.GetAsync(Application.CallbackPath + query.Replace("{state}", StateOf(callback), StringComparison.Ordinal));

        await RefusedAsync(application, response);
        using var verified = await browser.GetAsync(callback);
        Assert.Equal("/result/Verified", verified.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(64 * 1024)]
    public async Task E8_an_oversized_code_is_refused(int length)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();

        using var response = await browser.GetAsync($"{Application.CallbackPath}?state={StateOf(callback)}&code={new string('c', length)}");

        await RefusedAsync(application, response);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("OPTIONS")]
    [InlineData("DELETE")]
    public async Task E9_another_method_consumes_and_sets_nothing(string method)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();

        using var response = await browser.SendAsync(new HttpMethod(method), callback, content: null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        using var verified = await browser.GetAsync(callback);
        Assert.Equal("/result/Verified", verified.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("Sec-Purpose", "prefetch;prerender")]
    [InlineData("Purpose", "prefetch")]
    [InlineData("X-Moz", "prefetch")]
    public async Task E9_a_prefetch_consumes_and_sets_nothing(string header, string value)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();

        using var response = await browser.GetAsync(callback, (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Equal(0, application.CountRequests("/token"));
        using var verified = await browser.GetAsync(callback);
        Assert.Equal("/result/Verified", verified.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task T23_E12_a_callback_that_comes_too_late_is_refused_wherever_the_clock_went()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();

        application.Time.Advance(TimeSpan.FromMinutes(5));
        using var response = await browser.GetAsync(callback);

        await RefusedAsync(application, response);
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task E15_a_cookie_with_any_byte_changed_is_nobodys()
    {
        await using var application = await Application.StartAsync(static options => options.RequestsPerAddress = 100_000);
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();
        var (name, value) = browser.Cookies.Single();

        for (var i = 0; i < value.Length - 1; i += 7)
        {
            var forged = browser.Copy();
            forged.Cookies[name] = $"{value[..i]}{(value[i] == 'A' ? 'B' : 'A')}{value[(i + 1)..]}";
            using var response = await forged.GetAsync(callback);

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Empty(forged.Cookies);
        }

        Assert.Equal(0, application.CountRequests("/token"));
    }

    [Theory]
    [InlineData("access_denied", "Denied", 0)]
    [InlineData("login_required", "code", 1)]
    [InlineData("consent_required", "code", 1)]
    [InlineData("interaction_required", "code", 1)]
    [InlineData("server_error", "code", 1)]
    [InlineData("temporarily_unavailable", "code", 1)]
    [InlineData("unheard_of", "Denied", 0)]
    public async Task E18_each_error_of_the_operator_has_its_end_and_its_cookie_goes(string error, string end, int codes)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var authUrl = await browser.StartAsync();
        application.Phone.AnswerNextAuthorizationWith(error);
        var before = browser.TransactionCookies.Single();

        using var response = await browser.GetAsync(await browser.OpenAsync(authUrl));

        Assert.Contains(end, response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain(before, browser.TransactionCookies);
        Assert.Equal(codes, application.Codes.Sent);
        Assert.Equal(0, application.CountRequests("/token"));
        using var again = await browser.Copy().GetAsync($"{Application.CallbackPath}?error={error}&state=x");
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [Fact]
    public async Task E18_a_fault_of_the_configuration_is_the_documented_503_and_the_cookie_goes()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var authUrl = await browser.StartAsync();
        application.Phone.AnswerNextAuthorizationWith("invalid_scope");

        using var response = await browser.SendAsync(HttpMethod.Get, await browser.OpenAsync(authUrl), content: null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("unavailable", await Browser.ProblemOf(response));
        Assert.Empty(browser.Cookies);
        Assert.Empty(application.Results);
    }

    [Fact]
    public async Task E22_T20_verifications_that_were_abandoned_do_not_pile_up_in_the_browser()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();

        for (var i = 0; i < 200; i++)
        {
            await browser.StartAsync();
            Assert.InRange(browser.Cookies.Count, 1, 4);
        }

        Assert.InRange(browser.Cookies.Sum(static cookie => cookie.Key.Length + cookie.Value.Length), 1, 8000);
        using var verified = await browser.GetAsync(await browser.StartAndOpenAsync());
        Assert.Equal("/result/Verified", verified.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task E23_two_tabs_at_once_both_end_verified()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var one = await browser.StartAndOpenAsync();
        var other = await browser.StartAndOpenAsync();

        using var second = await browser.GetAsync(other);
        using var first = await browser.GetAsync(one);

        Assert.Equal(["/result/Verified", "/result/Verified"], new[] { first, second }.Select(static response => response.Headers.Location!.OriginalString));
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task E24_the_back_button_after_the_end_shows_a_neutral_page_and_exchanges_nothing_again()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();
        using var first = await browser.GetAsync(callback);

        using var back = await browser.GetAsync(callback);
        var page = await back.Content.ReadAsStringAsync();

        Assert.Contains("href=\"/verify/start\"", page, StringComparison.Ordinal);
        Assert.Equal(1, application.CountRequests("/token"));
    }

    [Theory]
    [InlineData("/SIGNIN/Callback")]
    [InlineData("/signin/callback/")]
    [InlineData("/signin%2Fcallback")]
    [InlineData("//signin/callback")]
    [InlineData("/x/../signin/callback")]
    public async Task E27_another_spelling_of_the_path_is_the_same_endpoint_or_none_and_never_a_failure(string path)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();

        using var response = await browser.GetAsync(path.TrimStart('/').Insert(0, "/") + callback[callback.IndexOf('?', StringComparison.Ordinal)..]);

        Assert.True(response.StatusCode == HttpStatusCode.NotFound || response.Headers.Location?.OriginalString == "/result/Verified");
    }

    [Fact]
    public async Task T31_a_key_ring_that_lost_its_keys_makes_the_callback_unknown_and_not_a_failure()
    {
        await using var before = await Application.StartAsync();
        await using var after = await Application.StartAsync();
        var browser = before.Open();
        var callback = await browser.StartAndOpenAsync();
        var elsewhere = after.Open();
        elsewhere.Cookies[browser.Cookies.Single().Key] = browser.Cookies.Single().Value;

        using var response = await elsewhere.GetAsync(callback);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(elsewhere.Cookies);
    }

    private static void AddOther(IServiceCollection services) => services.AddNumberVerify("other", static options =>
    {
        options.ClientId = "other";
        options.RedirectUri = new Uri(Application.Origin + "/other/callback");
        options.Profile = OperatorProfile.Camara with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic, ChecksIdToken = false };
        options.ClientSecret = "for tests only";
        options.AuthorizationEndpoint = new Uri("https://other.example/authorize");
        options.TokenEndpoint = new Uri("https://other.example/token");
        options.ApiRoot = new Uri("https://api.other.example");
    });

    private static string StateOf(string callback) => callback[(callback.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Single(static pair => pair.StartsWith("state=", StringComparison.Ordinal))["state=".Length..];

    private static async Task RefusedAsync(Application application, HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Start again", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, application.CountRequests("/token"));
        Assert.Empty(application.Results);
    }
}
