using System.Net;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore.Tests;

/// <summary>A callback by POST comes without this site's cookies, and is asked for again by GET.</summary>
public sealed class FormPostTests
{
    [Fact]
    public async Task A_callback_by_form_is_put_aside_and_taken_up_by_the_same_browser()
    {
        await using var application = await Application.StartAsync(static options => options.AcceptsFormPost = true);
        var browser = application.Open();
        var form = Form(await browser.StartAndOpenAsync());
        var withoutCookies = application.Open();

        using var post = await withoutCookies.SendAsync(HttpMethod.Post, Application.CallbackPath, form, ("Origin", "https://operator.example"), ("Sec-Fetch-Site", "cross-site"));
        browser.Cookies[withoutCookies.Cookies.Single().Key] = withoutCookies.Cookies.Single().Value;
        using var get = await browser.GetAsync(post.Headers.Location!.OriginalString);

        Assert.Equal((HttpStatusCode.SeeOther, Application.CallbackPath), (post.StatusCode, post.Headers.Location.OriginalString));
        Assert.Equal("/result/Verified", get.Headers.Location!.OriginalString);
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task A_form_from_an_attacker_finds_no_verification_in_the_victims_browser()
    {
        await using var application = await Application.StartAsync(static options => options.AcceptsFormPost = true);
        var form = Form(await application.Open().StartAndOpenAsync());
        var victim = application.Open();

        using var post = await victim.SendAsync(HttpMethod.Post, Application.CallbackPath, form);
        using var get = await victim.GetAsync(post.Headers.Location!.OriginalString);

        Assert.Equal(HttpStatusCode.BadRequest, get.StatusCode);
        Assert.Empty(victim.Cookies);
        Assert.Equal(0, application.CountRequests("/token"));
    }

    [Fact]
    public async Task What_was_put_aside_is_good_for_a_minute_and_for_nothing_once_changed()
    {
        await using var application = await Application.StartAsync(static options => options.AcceptsFormPost = true);
        var browser = application.Open();
        var form = Form(await browser.StartAndOpenAsync());
        using var post = await browser.SendAsync(HttpMethod.Post, Application.CallbackPath, form);
        var forged = browser.Copy();
        forged.Cookies["__Host-nvform"] = "A" + forged.Cookies["__Host-nvform"][1..];

        using var changed = await forged.GetAsync(Application.CallbackPath);
        application.Time.Advance(TimeSpan.FromMinutes(1));
        using var late = await browser.GetAsync(Application.CallbackPath);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (changed.StatusCode, late.StatusCode));
        Assert.DoesNotContain("__Host-nvform", browser.Cookies.Keys);
    }

    [Theory]
    [InlineData("code=c")]
    [InlineData("code=c&code=d&state=s")]
    [InlineData("code=c&state=s&id_token=t")]
    [InlineData("")]
    [InlineData("long")]
    public async Task A_malformed_form_is_refused(string body)
    {
        await using var application = await Application.StartAsync(static options => options.AcceptsFormPost = true);
        var content = new StringContent(body == "long" ? $"state=s&code={new string('c', 3000)}" : body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

        using var post = await application.Open().SendAsync(HttpMethod.Post, Application.CallbackPath, content);

        // Whether its state is anybody's is seen by GET, which brings the cookies.
        Assert.Equal(body == "code=c" ? HttpStatusCode.SeeOther : HttpStatusCode.BadRequest, post.StatusCode);
    }

    private static FormUrlEncodedContent Form(string callback) => new(
        new QueryString(callback[callback.IndexOf('?', StringComparison.Ordinal)..]).Value!.TrimStart('?').Split('&').Select(static pair => pair.Split('=', 2)).Select(static pair => KeyValuePair.Create(pair[0], Uri.UnescapeDataString(pair[1]))));
}
