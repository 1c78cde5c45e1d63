using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class TokenEndpointTests
{
    [Fact]
    public async Task A_code_becomes_a_bearer_token_for_300_seconds_without_a_refresh_token()
    {
        await using var op = await StartAsync();

        using var response = await op.RedeemAsync(await op.GetCodeAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("no-cache", response.Headers.Pragma.Single().Name);
        var body = await JsonAsync(response);
        Assert.Equal(["access_token", "token_type", "expires_in", "scope", "id_token"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(43, body.GetProperty("access_token").GetString()!.Length);
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(300, body.GetProperty("expires_in").GetInt32());
        Assert.Equal($"openid {Purpose} {VerifyScope}", body.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task The_lifetime_stated_is_the_one_of_the_options()
    {
        await using var op = await StartAsync(options => options.AccessTokenLifetime = TimeSpan.FromSeconds(30));

        Assert.Equal(30, (await op.GetTokensAsync()).GetProperty("expires_in").GetInt32());
    }

    [Theory]
    [InlineData("grant_type", null, "invalid_request")]
    [InlineData("grant_type", "", "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", "Authorization_Code", "unsupported_grant_type")]
    [InlineData("code", null, "invalid_request")]
    [InlineData("code", "unknown", "invalid_grant")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("redirect_uri", "https://app.example/callback/", "invalid_grant")]
    [InlineData("redirect_uri", "app.example:/callback?fixed=1", "invalid_grant")]
    [InlineData("code_verifier", null, "invalid_grant")]
    [InlineData("code_verifier", "", "invalid_grant")]
    [InlineData("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK", "invalid_grant")]
    [InlineData("code_verifier", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "invalid_grant")]
    [InlineData("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\n", "invalid_grant")]
    public async Task A_faulty_request_is_refused(string name, string? value, string error)
    {
        await using var op = await StartAsync();

        using var response = await op.RedeemAsync(await op.GetCodeAsync(), (name, value));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, error);
    }

    [Theory]
    [InlineData("too-short")]
    [InlineData("a+character/that=is~not.in-the_unreserved set of RFC 3986")]
    [InlineData("129-------------------------------------------------------------------------------------------------------------------------------")]
    public async Task A_verifier_of_the_wrong_form_is_refused_even_when_its_hash_is_the_challenge(string verifier)
    {
        await using var op = await StartAsync();
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

        using var response = await op.RedeemAsync(await op.GetCodeAsync(("code_challenge", challenge)), ("code_verifier", verifier));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Theory]
    [InlineData("code=another")]
    [InlineData("code_verifier=")]
    [InlineData("grant_type=authorization_code")]
    [InlineData("unknown=1&unknown=1")]
    [InlineData("x=%")]
    [InlineData("x=%ff")]
    [InlineData("x=ü")]
    public async Task A_repeated_parameter_or_a_malformed_body_is_refused(string addition)
    {
        await using var op = await StartAsync();
        using var content = new StringContent($"{Encode(TokenParameters(await op.GetCodeAsync()))}&{addition}", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var response = await op.Http.PostAsync("/token", content);

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded; x=y")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("")]
    public async Task A_body_of_another_media_type_is_refused(string contentType)
    {
        await using var op = await StartAsync();
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(Encode(TokenParameters(await op.GetCodeAsync()))));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await op.Http.PostAsync("/token", content);

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_charset_of_utf8_is_tolerated()
    {
        await using var op = await StartAsync();
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(Encode(TokenParameters(await op.GetCodeAsync()))));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");

        using var response = await op.Http.PostAsync("/token", content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Parameters_in_the_url_are_refused()
    {
        await using var op = await StartAsync();
        using var content = new FormUrlEncodedContent(TokenParameters(await op.GetCodeAsync(), ("client_secret", null)));

        using var response = await op.Http.PostAsync($"/token?client_secret={Uri.EscapeDataString(ClientSecret)}", content);

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_body_above_64_kilobytes_is_refused()
    {
        await using var op = await StartAsync();

        using var response = await op.RedeemAsync(await op.GetCodeAsync(), ("padding", new string('x', 64 * 1024)));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_code_of_one_client_is_worth_nothing_to_another_and_stays_good_for_its_own()
    {
        await using var op = await StartAsync();
        var code = await op.GetCodeAsync();

        using var stolen = await op.RedeemAsync(code, [("client_id", null), ("client_secret", null), .. op.Key.AssertionParameters(op)]);
        using var own = await op.RedeemAsync(code);

        await AssertOAuthErrorAsync(stolen, HttpStatusCode.BadRequest, "invalid_grant");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task A_failed_attempt_uses_the_code_up()
    {
        await using var op = await StartAsync();
        var code = await op.GetCodeAsync();

        using var wrong = await op.RedeemAsync(code, ("code_verifier", new string('x', 43)));
        using var right = await op.RedeemAsync(code);

        await AssertOAuthErrorAsync(wrong, HttpStatusCode.BadRequest, "invalid_grant");
        await AssertOAuthErrorAsync(right, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task A_failed_client_authentication_does_not_use_the_code_up()
    {
        await using var op = await StartAsync();
        var code = await op.GetCodeAsync();

        using var wrong = await op.RedeemAsync(code, ("client_secret", "wrong"));
        using var right = await op.RedeemAsync(code);

        await AssertOAuthErrorAsync(wrong, HttpStatusCode.Unauthorized, "invalid_client");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Of_many_parallel_redemptions_one_succeeds_and_even_its_token_is_revoked()
    {
        await using var op = await StartAsync();
        var code = await op.GetCodeAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => op.RedeemAsync(code)));

        var success = Assert.Single(responses, response => response.StatusCode == HttpStatusCode.OK);
        Assert.Equal(15, responses.Count(response => response.StatusCode == HttpStatusCode.BadRequest));
        using var call = await op.VerifyAsync((await JsonAsync(success)).GetProperty("access_token").GetString(), $$"""{"phoneNumber":"{{Number}}"}""");
        await AssertApiErrorAsync(call, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task The_number_is_that_of_the_device_when_the_code_was_issued()
    {
        await using var op = await StartAsync();
        var code = await op.GetCodeAsync();
        op.Phone.Connection = DeviceConnection.WiFi;
        using var tokens = await op.RedeemAsync(code);

        using var response = await op.VerifyAsync((await JsonAsync(tokens)).GetProperty("access_token").GetString(), $$"""{"phoneNumber":"{{Number}}"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Another_method_than_post_is_not_allowed()
    {
        await using var op = await StartAsync();

        using var response = await op.Http.GetAsync("/token");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }
}
