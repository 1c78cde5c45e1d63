using System.Net.Http.Headers;
using System.Text;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class ExchangeTests
{
    [Fact]
    public async Task A_whole_flow_is_readable_and_no_secret_is_in_it()
    {
        await using var op = await StartAsync();
        var code = await op.GetCodeAsync();
        using var redeemed = await op.RedeemAsync(code);
        var tokens = await JsonAsync(redeemed);
        await op.VerifyAsync(tokens.GetProperty("access_token").GetString(), $$"""{"phoneNumber":"{{Number}}"}""", correlator: "c-1");

        var exchanges = op.Simulator.Exchanges;

        Assert.Equal(["1 GET /authorize 302", "2 POST /token 200", "3 POST /number-verification/v2/verify 200"], exchanges.Select(exchange => exchange.ToString()));
        Assert.Equal(ClientId, Value(exchanges[0].Request, ParameterSource.Query, "client_id"));
        Assert.Equal("none", Value(exchanges[0].Request, ParameterSource.Query, "prompt"));
        Assert.Equal("authorization_code", Value(exchanges[1].Request, ParameterSource.Form, "grant_type"));
        Assert.Equal("300", Value(exchanges[1].Response, ParameterSource.Json, "expires_in"));
        Assert.Equal(Number, Value(exchanges[2].Request, ParameterSource.Json, "phoneNumber"));
        Assert.Equal("True", Value(exchanges[2].Response, ParameterSource.Json, "devicePhoneNumberVerified"));
        Assert.Equal("c-1", Value(exchanges[2].Response, ParameterSource.Header, "x-correlator"));
        Assert.Equal("Bearer", Value(exchanges[2].Request, ParameterSource.Header, "Authorization scheme"));
        foreach (var (index, source, name) in new[]
                 {
                     (0, ParameterSource.Query, "state"), (0, ParameterSource.Query, "nonce"), (0, ParameterSource.Query, "code_challenge"), (0, ParameterSource.Header, SimulatedDevice.HeaderName),
                     (1, ParameterSource.Form, "code"), (1, ParameterSource.Form, "code_verifier"), (1, ParameterSource.Form, "client_secret"), (2, ParameterSource.Header, "Authorization"),
                 })
        {
            Assert.True(exchanges[index].Request.Single(parameter => parameter.Source == source && parameter.Name == name).IsMasked);
        }

        AssertNowhere(exchanges, code, State, "a nonce", Challenge, Verifier, ClientSecret, op.Phone.Id, tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("id_token").GetString()!);
    }

    [Fact]
    public async Task Assertions_basic_credentials_and_one_time_passwords_are_masked()
    {
        await using var op = await StartAsync();
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:secret"));
        await op.PostTokenAsync([new("grant_type", "authorization_code"), new("client_assertion", "eyJ.assertion.x"), new("client_assertion_type", "urn:x")]);
        await op.PostTokenAsync([new("grant_type", "authorization_code")], new AuthenticationHeaderValue("Basic", basic));
        var token = await op.GetAccessTokenAsync(OtpScope);
        var (id, code) = await op.SendCodeAsync(token);
        await op.ValidateCodeAsync(token, ValidateBody(id, code));

        var exchanges = op.Simulator.Exchanges;

        AssertNowhere(exchanges, "eyJ.assertion.x", basic, token, id, code);
        Assert.Equal(Message, Value(exchanges[^2].Request, ParameterSource.Json, "message"));
    }

    [Fact]
    public async Task Hints_request_objects_assertions_and_backchannel_requests_are_masked()
    {
        await using var op = await StartAsync();
        var operatorToken = op.Phone.CreateOperatorToken();
        using var accepted = await op.PostAsync(
            "/bc-authorize",
            [new("login_hint", $"operatortoken:{operatorToken}"), new("scope", $"{Purpose} {VerifyScope}"), new("client_id", ClientId), new("client_secret", ClientSecret)]);
        var id = (await JsonAsync(accepted)).GetProperty("auth_req_id").GetString()!;
        await op.PostTokenAsync([new("grant_type", "urn:openid:params:grant-type:ciba"), new("auth_req_id", id), new("client_id", ClientId), new("client_secret", ClientSecret)]);
        await op.PostTokenAsync([new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), new("assertion", "eyJ.assertion.x")]);
        await op.AuthorizeAsync(("request", "eyJ.object.x"), ("login_hint", "tel:+34600000001"));
        await op.PostAsync("/bc-authorize", [new("request", "eyJ.object.x"), new("client_id", ClientId), new("client_secret", ClientSecret)]);

        var exchanges = op.Simulator.Exchanges;

        Assert.Equal(["/bc-authorize 200", "/token 200", "/token 400", "/authorize 302", "/bc-authorize 400"], exchanges.Select(exchange => $"{exchange.Path} {exchange.StatusCode}"));
        AssertNowhere(exchanges, operatorToken, id, "eyJ.assertion.x", "eyJ.object.x", "+34600000001", ClientSecret);
        Assert.Equal("120", Value(exchanges[0].Response, ParameterSource.Json, "expires_in"));
        Assert.Equal($"{Purpose} {VerifyScope}", Value(exchanges[0].Request, ParameterSource.Form, "scope"));
        Assert.True(exchanges[0].Request.Single(parameter => parameter.Name == "login_hint").IsMasked);
        Assert.True(exchanges[3].Request.Single(parameter => parameter.Name == "request").IsMasked);
    }

    [Fact]
    public async Task Proofs_and_nonces_are_masked_and_their_scheme_is_shown()
    {
        await using var op = await StartAsync(options => options.DPoPNonceRequired = true);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/token") { Content = new FormUrlEncodedContent(TokenParameters(await op.GetCodeAsync())) };
        request.Headers.TryAddWithoutValidation("DPoP", "eyJ.proof.x");
        request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", "a-bound-token");
        using var response = await op.Http.SendAsync(request);

        var exchange = op.Simulator.Exchanges[^1];

        AssertNowhere([exchange], "eyJ.proof.x", "a-bound-token", response.Headers.GetValues("DPoP-Nonce").Single());
        Assert.Equal("DPoP", Value(exchange.Request, ParameterSource.Header, "Authorization scheme"));
        Assert.True(exchange.Request.Single(parameter => parameter is { Source: ParameterSource.Header, Name: "DPoP" }).IsMasked);
        Assert.True(exchange.Response.Single(parameter => parameter is { Source: ParameterSource.Header, Name: "DPoP-Nonce" }).IsMasked);
        Assert.Equal("invalid_dpop_proof", Value(exchange.Response, ParameterSource.Json, "error"));
    }

    [Fact]
    public async Task A_code_that_a_dialect_prints_is_masked()
    {
        await using var op = await StartAsync(options => options.Dialect = OperatorDialect.Glide);
        using var printed = await op.AuthorizeAsync(
            ("scope", "openid"), ("purpose", "dpv:FraudPreventionAndDetection:number-verification"), ("dev_print", "true"));
        var code = (await JsonAsync(printed)).GetProperty("code").GetString()!;

        var exchange = Assert.Single(op.Simulator.Exchanges);

        AssertNowhere([exchange], code);
        Assert.Equal("dpv:FraudPreventionAndDetection:number-verification", Value(exchange.Request, ParameterSource.Query, "purpose"));
        Assert.Equal("true", Value(exchange.Request, ParameterSource.Query, "dev_print"));
    }

    [Fact]
    public async Task What_the_simulator_does_not_know_is_masked_and_a_name_that_may_be_a_value_too()
    {
        await using var op = await StartAsync();
        await op.Http.GetAsync($"/authorize?login_hint=canary&canary%2B346=x&%zz=1");
        await op.Http.GetAsync($"/authorize?login_hint=canary&canary346=x");
        await op.Http.GetAsync($"/canary?canary=1");
        await op.VerifyAsync("canary", "canary");
        await op.VerifyAsync("canary", """{"other":"canary"}""");

        Assert.Equal(5, op.Simulator.Exchanges.Count);
        AssertNowhere(op.Simulator.Exchanges, "canary");
    }

    [Fact]
    public async Task An_errors_code_is_shown_because_it_is_none()
    {
        await using var op = await StartAsync();
        await op.VerifyAsync(null, "{}");
        await op.RedeemAsync("wrong");

        Assert.Equal("UNAUTHENTICATED", Value(op.Simulator.Exchanges[0].Response, ParameterSource.Json, "code"));
        Assert.Equal("invalid_grant", Value(op.Simulator.Exchanges[1].Response, ParameterSource.Json, "error"));
    }

    [Fact]
    public async Task The_metadata_and_the_public_keys_are_shown()
    {
        await using var op = await StartAsync();
        await op.Http.GetAsync("/.well-known/openid-configuration");
        await op.Http.GetAsync("/jwks");

        Assert.Equal(op.Simulator.TokenEndpoint.OriginalString, Value(op.Simulator.Exchanges[0].Response, ParameterSource.Json, "token_endpoint"));
        Assert.StartsWith("[", Value(op.Simulator.Exchanges[1].Response, ParameterSource.Json, "keys"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_bounded_and_keeps_the_latest()
    {
        await using var op = await StartAsync();
        for (var i = 0; i < 502; i++)
        {
            using var response = await op.Http.GetAsync("/jwks");
        }

        var exchanges = op.Simulator.Exchanges;

        Assert.Equal(500, exchanges.Count);
        Assert.Equal(3, exchanges[0].Number);
        Assert.Equal(502, op.Simulator.Requests.Count);
    }

    [Fact]
    public async Task A_long_value_is_cut()
    {
        await using var op = await StartAsync();
        await op.Http.GetAsync($"/authorize?client_id={new string('a', 2_000)}");

        Assert.Equal(512, Value(op.Simulator.Exchanges[0].Request, ParameterSource.Query, "client_id").Length);
    }

    [Fact]
    public async Task Of_very_many_parameters_the_first_64_are_kept()
    {
        await using var op = await StartAsync();
        await op.Http.GetAsync($"/authorize?{string.Join('&', Enumerable.Repeat("a=b", 1_000))}");

        Assert.Equal(64, op.Simulator.Exchanges[0].Request.Count(parameter => parameter.Source == ParameterSource.Query));
    }

    private static string Value(IReadOnlyList<ExchangeParameter> parameters, ParameterSource source, string name) =>
        parameters.Single(parameter => parameter.Source == source && parameter.Name == name).Value;

    private static void AssertNowhere(IReadOnlyList<SimulatorExchange> exchanges, params string[] secrets)
    {
        var parameters = exchanges.SelectMany(exchange => exchange.Request.Concat(exchange.Response)).ToList();
        Assert.NotEmpty(parameters);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(parameters, parameter => parameter.Name.Contains(secret, StringComparison.Ordinal) || parameter.Value.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(exchanges, exchange => exchange.ToString().Contains(secret, StringComparison.Ordinal));
        }
    }
}
