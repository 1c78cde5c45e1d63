using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.AspNetCore.Tests;

/// <summary>The whole chain, from a number to a result, as a browser goes through it.</summary>
public sealed class ChainTests
{
    [Fact]
    public async Task A_number_of_the_devices_SIM_is_verified_silently()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();

        using var callback = await browser.GetAsync(await browser.StartAndOpenAsync());

        Assert.Equal("/result/Verified", callback.Headers.Location!.OriginalString);
        Assert.Equal(Application.Number, application.Results.Single().PhoneNumber!.Value);
        Assert.Empty(browser.Cookies);
        Assert.Equal(0, application.Codes.Sent);
    }

    [Fact]
    public async Task Another_number_does_not_match_and_no_code_follows()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();

        using var callback = await browser.GetAsync(await browser.StartAndOpenAsync(Application.OtherNumber));

        Assert.Equal("/result/NotMatched", callback.Headers.Location!.OriginalString);
        Assert.Equal(0, application.Codes.Sent);
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task On_Wifi_a_code_follows_that_the_page_asks_for()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();

        var path = await browser.StartCodeAsync();
        using var page = await browser.GetAsync(path);
        var html = await page.Content.ReadAsStringAsync();
        using var wrong = await browser.PostFormAsync("/verify/code", ("transaction", Browser.TagOf(path)), ("code", FakeCodes.WrongCode));
        using var again = await browser.GetAsync(wrong.Headers.Location!.OriginalString);
        var error = await again.Content.ReadAsStringAsync();
        using var right = await browser.PostFormAsync("/verify/code", ("transaction", Browser.TagOf(path)), ("code", "246 810"));

        Assert.Contains("autocomplete=\"one-time-code\"", html, StringComparison.Ordinal);
        Assert.Contains("inputmode=\"numeric\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", error, StringComparison.Ordinal);
        Assert.Contains("You can try 4 more times.", error, StringComparison.Ordinal);
        Assert.Equal("/result/Verified", right.Headers.Location!.OriginalString);
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task A_program_goes_the_same_way_in_JSON()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();

        using var start = await browser.PostJsonAsync("/verify/start", new { phoneNumber = Application.Number });
        var started = JsonElement.Parse(await start.Content.ReadAsStringAsync());
        using var skip = await browser.PostJsonAsync("/verify/skip", new { transaction = started.GetProperty("transaction").GetString() });
        var skipped = JsonElement.Parse(await skip.Content.ReadAsStringAsync());
        using var code = await browser.PostJsonAsync("/verify/code", new { transaction = skipped.GetProperty("transaction").GetString(), code = FakeCodes.Code });

        Assert.Equal("RedirectToOperator", started.GetProperty("status").GetString());
        Assert.StartsWith(application.Simulator.AuthorizationEndpoint.OriginalString, started.GetProperty("authUrl").GetString(), StringComparison.Ordinal);
        Assert.Equal("CodeSent", skipped.GetProperty("status").GetString());
        Assert.Equal(5, skipped.GetProperty("attemptsLeft").GetInt32());
        Assert.Equal(HttpStatusCode.Found, code.StatusCode);
        Assert.Equal(PhoneVerificationStatus.Verified, application.Results.Single().Status);
    }

    [Fact]
    public async Task A_client_whose_name_comes_at_run_time_verifies_at_a_path_that_is_mapped()
    {
        await using var application = await Application.StartAsync(addServices: static services =>
            services.Configure<PhoneVerifierOptions>(static options => options.Policy = new PhoneVerificationPolicy { SilentClients = [Application.Tenant] }));
        var browser = application.Open();

        using var callback = await browser.GetAsync(await browser.StartAndOpenAsync());

        Assert.Equal("/result/Verified", callback.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_frontend_gets_the_public_halves_and_builds_the_same_URL()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        using var start = await browser.PostJsonAsync("/verify/start", new { phoneNumber = Application.Number });
        var authUrl = JsonElement.Parse(await start.Content.ReadAsStringAsync()).GetProperty("authUrl").GetString();

        using var response = await browser.GetAsync("/verify/parameters");
        var handed = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        var parameters = handed.GetProperty("parameters").Deserialize<AuthorizationParameters>(JsonSerializerOptions.Web)!;
        var client = new NumberVerifyFrontendClient(
            handed.GetProperty("clientId").GetString()!, new Uri(handed.GetProperty("authorizationEndpoint").GetString()!), new Uri(handed.GetProperty("redirectUri").GetString()!));

        Assert.Equal(authUrl, client.GetAuthUrl(parameters).AbsoluteUri);
        Assert.Equal(["clientId", "authorizationEndpoint", "redirectUri", "parameters"], handed.EnumerateObject().Select(static member => member.Name));
    }
}
