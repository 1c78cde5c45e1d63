using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.AspNetCore.Tests;

/// <summary>Codes: tried, sent again, run out, and the browser that has several.</summary>
public sealed class CodeTests
{
    [Fact]
    public async Task Five_wrong_codes_end_it_and_the_right_one_comes_too_late()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        await browser.StartCodeAsync();
        var first = browser.Copy();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await browser.PostFormAsync("/verify/code", ("code", FakeCodes.WrongCode));
        }

        using var late = await browser.PostFormAsync("/verify/code", ("code", FakeCodes.Code));
        using var oldCookie = await first.PostFormAsync("/verify/code", ("code", FakeCodes.Code));

        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Equal("/result/Denied", oldCookie.Headers.Location!.OriginalString);
        Assert.All(application.Results, static result => Assert.Equal(PhoneVerificationStatus.Denied, result.Status));
        Assert.Equal(5, application.Codes.Checked);
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task Fifty_parallel_right_codes_verify_once()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        await browser.StartCodeAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => browser.Copy().PostFormAsync("/verify/code", ("code", FakeCodes.Code)))));

        Assert.Single(application.Results, static result => result.Status == PhoneVerificationStatus.Verified);
        Assert.All(responses, static response => Assert.InRange((int)response.StatusCode, 300, 429));
        foreach (var response in responses)
        {
            response.Dispose();
        }
    }

    [Fact]
    public async Task Another_code_has_to_wait_and_the_page_says_how_long()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        await browser.StartCodeAsync();

        using var soon = await browser.PostFormAsync("/verify/resend");
        using var page = await browser.GetAsync(soon.Headers.Location!.OriginalString);
        application.Time.Advance(TimeSpan.FromSeconds(30));
        using var later = await browser.PostFormAsync("/verify/resend");
        using var clean = await browser.GetAsync(later.Headers.Location!.OriginalString);

        Assert.Contains("Please wait 30 seconds", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", await clean.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2, application.Codes.Sent);
    }

    [Fact]
    public async Task A_call_is_offered_where_the_policy_has_it()
    {
        await using var application = await Application.StartAsync(addServices: static services =>
            services.Configure<PhoneVerifierOptions>(static options => options.Policy = new PhoneVerificationPolicy { CodeChannels = [CodeChannel.Sms, CodeChannel.Voice] }));
        var browser = application.Open();
        using var page = await browser.GetAsync(await browser.StartCodeAsync());
        application.Time.Advance(TimeSpan.FromSeconds(30));

        using var called = await browser.PostFormAsync("/verify/resend", ("channel", "voice"));

        Assert.Contains("Call me with the code", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, CodeChannel.Voice), (called.StatusCode, application.Codes.LastChannel));
    }

    [Theory]
    [InlineData("voice")]
    [InlineData("pigeon")]
    public async Task A_channel_that_the_policy_has_not_is_refused(string channel)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        await browser.StartCodeAsync();

        using var response = await browser.PostFormAsync("/verify/resend", ("channel", channel));

        Assert.Equal((HttpStatusCode.BadRequest, 1), (response.StatusCode, application.Codes.Sent));
    }

    [Fact]
    public async Task T10_a_code_one_user_was_sent_no_other_user_enters()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open("alice");
        await browser.StartCodeAsync();

        browser.User = "bob";
        using var response = await browser.PostFormAsync("/verify/code", ("code", FakeCodes.Code));

        Assert.Equal((HttpStatusCode.BadRequest, 0), (response.StatusCode, application.Codes.Checked));
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task Each_tab_has_a_verification_of_its_own()
    {
        await using var application = await Application.StartAsync(addServices: static services =>
            services.Configure<PhoneVerifierOptions>(static options => options.Limits = new CodeSendLimits { CoolDown = TimeSpan.Zero }));
        var browser = application.Open();
        var one = Browser.TagOf(await browser.StartCodeAsync());
        var other = Browser.TagOf(await browser.StartCodeAsync());

        using var second = await browser.PostFormAsync("/verify/code", ("transaction", other), ("code", FakeCodes.Code));
        using var first = await browser.PostFormAsync("/verify/code", ("transaction", one), ("code", FakeCodes.Code));

        Assert.NotEqual(one, other);
        Assert.Equal(2, application.Results.Count(static result => result.Status == PhoneVerificationStatus.Verified));
    }

    [Fact]
    public async Task A_skipped_redirects_callback_counts_no_more()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();
        var copy = browser.Copy();

        using var skip = await browser.PostFormAsync("/verify/skip");
        using var late = await browser.GetAsync(callback);
        using var copied = await copy.GetAsync(callback);
        using var again = await copy.PostFormAsync("/verify/skip");

        Assert.StartsWith("/verify/code", skip.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.All(new[] { late, copied, again }, static response => Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode));
        Assert.Equal((1, 0), (application.Codes.Sent, application.CountRequests("/token")));
    }

    [Fact]
    public async Task Without_an_operator_there_are_codes_alone()
    {
        await using var application = await Application.StartAsync(hasClient: false);
        var browser = application.Open();

        using var start = await browser.PostJsonAsync("/verify/start", new { phoneNumber = Application.Number });
        using var code = await browser.PostJsonAsync("/verify/code", new { code = FakeCodes.Code });

        Assert.Equal("CodeSent", JsonElement.Parse(await start.Content.ReadAsStringAsync()).GetProperty("status").GetString());
        Assert.Equal(PhoneVerificationStatus.Verified, application.Results.Single().Status);
    }
}
