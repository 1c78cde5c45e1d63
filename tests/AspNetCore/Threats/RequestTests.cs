using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace NumberVerify.AspNetCore.Tests.Threats;

/// <summary>What requests may not do, and what answers may not show.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task T2_the_number_is_in_no_URL_and_no_cookie()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        using var start = await browser.PostFormAsync("/verify/start", ("phoneNumber", Application.Number));
        var callback = await browser.OpenAsync(start.Headers.Location!);
        using var end = await browser.GetAsync(callback);

        var shown = string.Join('\n', start.Headers.Location!.OriginalString, callback, end.Headers.Location!.OriginalString, string.Join('\n', start.Headers.GetValues("Set-Cookie")));

        var digits = Application.Number[1..];
        foreach (var form in new[]
        {
            digits,
            Convert.ToBase64String(Encoding.ASCII.GetBytes(Application.Number)).TrimEnd('='),
            Convert.ToHexString(Encoding.ASCII.GetBytes(Application.Number)),
            Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Application.Number))),
        })
        {
            Assert.DoesNotContain(form, shown, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task T3_every_start_has_a_challenge_and_a_state_of_its_own()
    {
        await using var application = await Application.StartAsync();
        var urls = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            urls.Add((await application.Open().StartAsync()).Query);
        }

        Assert.All(urls, static url => Assert.Contains("code_challenge_method=S256", url, StringComparison.Ordinal));
        Assert.Equal(20, urls.Select(static url => Parameter(url, "code_challenge")).Distinct().Count());
        Assert.Equal(20, urls.Select(static url => Parameter(url, "state")).Distinct().Count());
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,evil")]
    [InlineData("/%09/evil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData(" https://evil.example")]
    [InlineData("https://app.example@evil.example")]
    [InlineData("https://app.example.evil.example")]
    [InlineData("%2f%2fevil.example")]
    [InlineData("\r\nLocation: https://evil.example")]
    [InlineData("?next=//evil.example")]
    [InlineData("////evil.example")]
    [InlineData("https:///evil.example")]
    [InlineData("http://[::1]/evil.example")]
    [InlineData("ftp://evil.example")]
    [InlineData("/..//evil.example")]
    public async Task T7_E20_no_parameter_says_where_the_browser_goes(string target)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        string[] names = ["returnUrl", "redirect_uri", "next", "url", "continue", "target_link_uri", "RelayState"];
        var query = string.Join('&', names.Select(name => $"{name}={Uri.EscapeDataString(target)}"));

        using var start = await browser.SendAsync(
            HttpMethod.Post,
            $"/verify/start?{query}",
            new FormUrlEncodedContent([new("phoneNumber", Application.Number), .. names.Select(name => KeyValuePair.Create(name, target))]),
            ("Sec-Fetch-Site", "same-origin"));
        using var end = await browser.GetAsync($"{await browser.OpenAsync(start.Headers.Location!)}&{query}");

        Assert.StartsWith(application.Simulator.AuthorizationEndpoint.OriginalString + "?", start.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("/result/Verified", end.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task T8_E21_the_host_of_a_request_and_forwarded_headers_reach_no_URL()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        (string, string)[] poisoned = [("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http"), ("Forwarded", "host=evil.example;proto=http"), ("X-Original-URL", "/evil"), ("Accept", "text/html")];
        application.Phone.Connection = Simulator.DeviceConnection.WiFi;

        using var start = await browser.SendAsync(HttpMethod.Post, "/verify/start", new FormUrlEncodedContent([new("phoneNumber", Application.Number)]), poisoned);
        using var end = await browser.SendAsync(HttpMethod.Get, await browser.OpenAsync(start.Headers.Location!), content: null, poisoned);
        using var page = await browser.SendAsync(HttpMethod.Get, end.Headers.Location!.OriginalString, content: null, poisoned);

        Assert.Equal(Application.Origin + Application.CallbackPath, Uri.UnescapeDataString(Parameter(start.Headers.Location!.Query, "redirect_uri")));
        Assert.StartsWith("/verify/code?transaction=", end.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", $"{start.Headers}{end.Headers}{page.Headers}{await page.Content.ReadAsStringAsync()}", StringComparison.Ordinal);
        Assert.All(start.Headers.GetValues("Set-Cookie"), static cookie => Assert.Contains("; secure", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task T15_no_log_page_or_problem_holds_a_number_code_state_or_cookie()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open("alice-the-subject");
        var path = await browser.StartCodeAsync();
        using var wrong = await browser.PostFormAsync("/verify/code", ("transaction", Browser.TagOf(path)), ("code", FakeCodes.WrongCode));
        var cookie = browser.Cookies.Single().Value;
        application.Codes.Fails = static () => new InvalidOperationException("canary of the provider's");
        using var failed = await browser.PostJsonAsync("/verify/code", new { code = FakeCodes.Code });
        application.Codes.Fails = static () => null;
        application.Phone.Connection = Simulator.DeviceConnection.MobileData;
        using var start = await browser.PostFormAsync("/verify/start", ("phoneNumber", Application.Number));
        var callback = await browser.OpenAsync(start.Headers.Location!);
        using var tampered = await application.Open().GetAsync(callback);
        using var verified = await browser.GetAsync(callback);

        var shown = string.Join('\n', application.Log.Entries.Select(static entry => entry.Text))
            + await wrong.Content.ReadAsStringAsync() + await failed.Content.ReadAsStringAsync() + await tampered.Content.ReadAsStringAsync() + verified.Headers.Location;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Contains(nameof(InvalidOperationException), shown, StringComparison.Ordinal);
        foreach (var secret in new[] { Application.Number[1..], FakeCodes.Code, FakeCodes.WrongCode, Parameter(start.Headers.Location!.Query, "state"), Parameter(callback[callback.IndexOf('?', StringComparison.Ordinal)..], "code"), cookie, "canary", "alice-the-subject" })
        {
            Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task T16_T19_every_answer_is_neither_stored_nor_framed_nor_told_to_the_next_site()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        var responses = new List<HttpResponseMessage>
        {
            await browser.GetAsync("/verify/start"),
            await browser.PostFormAsync("/verify/start", ("phoneNumber", "nonsense")),
            await browser.PostJsonAsync("/verify/start", new { phoneNumber = "nonsense" }),
            await browser.PostFormAsync("/verify/start", ("phoneNumber", Application.Number)),
            await browser.GetAsync("/verify/parameters"),
            await browser.GetAsync(Application.CallbackPath),
            await browser.GetAsync(await browser.StartAndOpenAsync()),
            await browser.GetAsync(await browser.StartCodeAsync()),
            await browser.PostFormAsync("/verify/code", ("code", FakeCodes.WrongCode)),
            await browser.PostFormAsync("/verify/resend"),
            await browser.PostFormAsync("/verify/code", ("code", FakeCodes.Code)),
            await browser.PostFormAsync("/verify/skip"),
        };

        foreach (var response in responses)
        {
            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
            response.Dispose();
        }
    }

    [Fact]
    public async Task T17_the_pages_one_style_is_the_one_the_policy_names_and_there_is_no_script()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        foreach (var path in new[] { "/verify/start", "/verify/code", await browser.StartCodeAsync() })
        {
            using var page = await browser.GetAsync(path);
            var html = await page.Content.ReadAsStringAsync();
            var style = html[(html.IndexOf("<style>", StringComparison.Ordinal) + "<style>".Length)..html.IndexOf("</style>", StringComparison.Ordinal)];

            Assert.Contains($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("style=", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("'onfocus='alert(1)")]
    [InlineData("evil\r\nSet-Cookie: evil=1")]
    public async Task T17_T18_nothing_of_a_request_is_repeated(string evil)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        await browser.StartCodeAsync();
        var escaped = Uri.EscapeDataString(evil);
        var responses = new List<HttpResponseMessage>
        {
            await browser.GetAsync($"{Application.CallbackPath}?code={escaped}&state={escaped}&error_description={escaped}", ("x-correlator", evil.ReplaceLineEndings(""))),
            await browser.GetAsync($"{Application.CallbackPath}?error={escaped}&state={escaped}"),
            await browser.GetAsync($"/verify/code?transaction={escaped}"),
            await browser.PostFormAsync("/verify/code", ("transaction", evil), ("code", evil)),
            await browser.PostFormAsync("/verify/code", ("code", evil)),
            await browser.PostFormAsync("/verify/resend", ("channel", evil)),
            await browser.PostFormAsync("/verify/start", ("phoneNumber", evil)),
            await browser.PostJsonAsync("/verify/start", new { phoneNumber = evil }),
        };
        responses.Add(await browser.GetAsync(responses[4].Headers.Location!.OriginalString));

        foreach (var response in responses)
        {
            var all = $"{response.Headers}{await response.Content.ReadAsStringAsync()}";
            Assert.DoesNotContain("alert(1)", all, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", all, StringComparison.Ordinal);
            Assert.InRange((int)response.StatusCode, 200, 403);
            response.Dispose();
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://app.example")]
    public async Task T1_another_sites_page_starts_sends_and_skips_nothing(string header, string value)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open("alice");
        await browser.StartAsync();
        await browser.StartCodeAsync();
        var sent = application.Codes.Sent;

        foreach (var path in new[] { "/verify/start", "/verify/code", "/verify/resend", "/verify/skip" })
        {
            using var response = await browser.SendAsync(
                HttpMethod.Post, path, new FormUrlEncodedContent([new("phoneNumber", Application.Number), new("code", FakeCodes.Code)]), (header, value));

            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Equal("cross-site", await Browser.ProblemOf(response));
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }

        Assert.Equal((sent, 0), (application.Codes.Sent, application.Codes.Checked));
    }

    [Fact]
    public async Task T1_pages_of_the_own_origins_may_post_as_old_browsers_tell_it()
    {
        await using var application = await Application.StartAsync(static options => options.AllowedOrigins.Add("https://spa.example"));
        foreach (var (origin, site) in new[] { (Application.Origin, "same-origin"), ("https://spa.example", "cross-site") })
        {
            using var response = await application.Open().PostJsonAsync("/verify/start", new { phoneNumber = Application.Number }, ("Origin", origin), ("Sec-Fetch-Site", site));

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("application/json", "")]
    [InlineData("application/json", "null")]
    [InlineData("application/json", "[]")]
    [InlineData("application/json", "\"+346661113334\"")]
    [InlineData("application/json", "{\"phoneNumber\":\"+346661113334\"")]
    [InlineData("application/json", "{\"phoneNumber\":\"+346661113334\",\"phoneNumber\":\"+346661113335\"}")]
    [InlineData("application/json", "{\"phoneNumber\":346661113334}")]
    [InlineData("application/json", "{\"phoneNumber\":[[[[[[\"+346661113334\"]]]]]]}")]
    [InlineData("application/json; charset=utf-16", "{\"phoneNumber\":\"+346661113334\"}")]
    [InlineData("application/x-www-form-urlencoded", "phoneNumber=%2B346661113334&phoneNumber=%2B346661113335")]
    [InlineData("application/x-www-form-urlencoded", "phoneNumber=%2B346661113334&a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9&j=1&k=2&l=3&m=4&n=5&o=6&p=7&q=8")]
    [InlineData("application/problem+json", "{\"phoneNumber\":\"+346661113334\"}")]
    [InlineData(null, "x")]
    public async Task T21_a_body_that_is_none_of_ours_is_refused(string? type, string body)
    {
        await using var application = await Application.StartAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var response = await application.Open().SendAsync(HttpMethod.Post, "/verify/start", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid-request", await Browser.ProblemOf(response));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("nonsense")]
    public async Task T21_a_body_of_another_type_is_not_read_at_all(string type)
    {
        await using var application = await Application.StartAsync();
        var content = new StringContent("{\"phoneNumber\":\"+346661113334\"}");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var response = await application.Open().SendAsync(HttpMethod.Post, "/verify/start", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData(4097)]
    [InlineData(1_000_000)]
    public async Task T21_an_oversized_body_is_refused(int length)
    {
        await using var application = await Application.StartAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{\"phoneNumber\":\"+346661113334\"}".PadRight(length)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await application.Open().SendAsync(HttpMethod.Post, "/verify/start", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("346661113334")]
    [InlineData("+0346661113334")]
    [InlineData("+34666111333412345")]
    [InlineData("+3466\u0666111333")]
    [InlineData("\uff0b346661113334")]
    [InlineData("+346661113334\n")]
    [InlineData("tel:+346661113334")]
    [InlineData("")]
    public async Task D1_what_is_no_number_is_asked_for_again_and_not_repeated(string number)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();

        using var page = await browser.PostFormAsync("/verify/start", ("phoneNumber", number));
        using var problem = await browser.PostJsonAsync("/verify/start", new { phoneNumber = number });
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (page.StatusCode, problem.StatusCode));
        Assert.Equal("invalid-number", await Browser.ProblemOf(problem));
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("6661113", html, StringComparison.Ordinal);
        Assert.Empty(browser.Cookies);
    }

    [Theory]
    [InlineData("+34 666 111 33 34")]
    [InlineData("+34 (666) 111-33.34")]
    public async Task A_number_as_people_write_it_is_taken(string number)
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();

        using var response = await browser.GetAsync(await browser.StartAndOpenAsync(number));

        Assert.Equal("/result/Verified", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task T26_cookies_are_for_https_for_this_host_and_for_no_script()
    {
        await using var application = await Application.StartAsync();

        using var response = await application.Open().PostFormAsync("/verify/start", ("phoneNumber", Application.Number));
        var cookie = response.Headers.GetValues("Set-Cookie").Single();

        Assert.StartsWith("__Host-nv.", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/; secure; samesite=lax; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("max-age=300", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task T27_a_user_asks_no_more_often_than_the_limit_says_and_others_still_may()
    {
        await using var application = await Application.StartAsync(static options => (options.RequestsPerUser, options.RequestsPerAddress) = (5, 3));
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            using var response = await application.Open("alice").PostJsonAsync("/verify/start", new { phoneNumber = Application.Number });
            statuses.Add(response.StatusCode);
            if (i == 5)
            {
                Assert.Equal("too-many-requests", await Browser.ProblemOf(response));
                Assert.Equal("60", response.Headers.GetValues("Retry-After").Single());
            }
        }

        using var other = await application.Open("bob").PostJsonAsync("/verify/start", new { phoneNumber = Application.Number });
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 5), HttpStatusCode.TooManyRequests], statuses);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task T29_a_forged_address_wins_no_further_request()
    {
        await using var application = await Application.StartAsync(static options => options.RequestsPerAddress = 3);
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 4; i++)
        {
            using var response = await application.Open().PostJsonAsync(
                "/verify/start", new { phoneNumber = Application.Number }, ("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"198.51.100.{i}")), ("X-Real-IP", $"198.51.100.{i}"), ("Forwarded", $"for=198.51.100.{i}"));
            last = response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task T30_every_redirect_is_303_so_that_no_body_is_sent_on()
    {
        await using var application = await Application.StartAsync();
        var browser = application.Open();
        using var start = await browser.PostFormAsync("/verify/start", ("phoneNumber", Application.Number));
        application.Phone.Connection = Simulator.DeviceConnection.WiFi;
        using var callback = await browser.GetAsync(await browser.OpenAsync(start.Headers.Location!));
        using var wrong = await browser.PostFormAsync("/verify/code", ("code", FakeCodes.WrongCode));

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther], new[] { start, callback, wrong }.Select(static response => response.StatusCode));
    }

    [Fact]
    public async Task T33_an_operator_over_plain_http_does_not_start_in_production() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => Application.StartAsync(environment: "Production"));

    private static string Parameter(string query, string name) =>
        query.TrimStart('?').Split('&').Select(static pair => pair.Split('=', 2)).Single(pair => pair[0] == name)[1];
}
