using System.Net;

namespace NumberVerify.Unit.Tests.Exchange;

/// <summary>An operator token of the SIM, redeemed by an assertion (RFC 7523 2.1): what is sent, what is refused, and that it is sent once.</summary>
public sealed class JwtBearerTests
{
    private readonly FakeOperator _operator = new();

    [Fact]
    public async Task The_form_holds_the_grant_and_the_assertion_and_nothing_else()
    {
        await User().GetSessionAsync();

        var sent = Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
        Assert.Equal(["grant_type", "assertion"], sent.Form.Select(static member => member.Key));
        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", sent.Field("grant_type"));
        Assert.Null(sent.Header("Authorization"));
    }

    [Theory]
    [InlineData(NumberVerifyOperation.VerifyNumber, "dpv:FraudPreventionAndDetection number-verification:verify")]
    [InlineData(NumberVerifyOperation.GetDevicePhoneNumber, "dpv:FraudPreventionAndDetection number-verification:device-phone-number:read")]
    public async Task The_claims_are_exactly_these(NumberVerifyOperation operation, string scope)
    {
        var now = _operator.Time.GetUtcNow().ToUnixTimeSeconds();

        var session = await _operator.Client.ForOperatorToken(FakeOperator.OperatorToken, operation: operation).GetSessionAsync();

        var claims = OperatorKey.Decode(Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint)).Field("assertion")!.Split('.')[1]);
        Assert.Equal(["aud", "exp", "iat", "iss", "jti", "scope", "sub"], claims.Select(static claim => claim.Key).Order(StringComparer.Ordinal));
        Assert.Equal((FakeOperator.ClientId, "operatortoken:an-operator-token", FakeOperator.TokenEndpoint), ((string?)claims["iss"], (string?)claims["sub"], (string?)claims["aud"]));
        Assert.Equal(scope, (string?)claims["scope"]);
        Assert.Equal(now, (long)claims["iat"]!);
        Assert.InRange((long)claims["exp"]! - now, 1, 300);
        Assert.InRange(((string)claims["jti"]!).Length, 22, 128);
        Assert.Equal(scope.Split(' '), session.Scopes);
    }

    [Fact]
    public async Task No_id_token_is_needed_and_a_refresh_token_is_not_read()
    {
        _operator.OnToken = static _ => FakeHandler.Json("""{"access_token":"t","token_type":"Bearer","refresh_token":"r"}""");

        Assert.Equal("t", (await User().GetSessionAsync()).AccessToken);
    }

    [Fact]
    public async Task The_session_makes_one_call()
    {
        var user = User(FakeOperator.Number);

        Assert.True((await user.VerifyNumberAsync()).DevicePhoneNumberVerified);
        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.VerifyNumberAsync());

        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
        Assert.Single(_operator.Sent(FakeOperator.VerifyUri));
    }

    [Fact]
    public async Task A_secret_does_not_keep_the_client_from_signing()
    {
        _operator.Options.Profile = _operator.Options.Profile with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic };
        _operator.Options.ClientSecret = "a-secret";

        await User().GetSessionAsync();

        Assert.Null(Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint)).Header("Authorization"));
    }

    [Fact]
    public void Without_a_signer_it_is_refused_before_anything_is_sent()
    {
        _operator.Options.Profile = _operator.Options.Profile with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic };
        (_operator.Options.Signer, _operator.Options.ClientSecret) = (null, "a-secret");

        Assert.Throws<InvalidOperationException>(() => User());
    }

    [Fact]
    public void A_purpose_that_is_a_parameter_has_no_place_in_it()
    {
        _operator.Options.Profile = _operator.Options.Profile with { PurposePlace = PurposePlace.Parameter };

        Assert.Throws<InvalidOperationException>(() => User());
    }

    [Theory]
    [InlineData("tel:+346661113334")]
    [InlineData("TEL:346661113334")]
    [InlineData("+346661113334")]
    [InlineData("34666111333")]
    [InlineData("ipport:80.90.34.2:16790")]
    [InlineData("IpPort:[2001:db8::1]")]
    [InlineData("operatortoken:a")]
    [InlineData("a token")]
    [InlineData("token\n")]
    [InlineData("tokén")]
    public void What_is_no_operator_token_is_refused_and_not_repeated(string text)
    {
        var refusal = Assert.Throws<ArgumentException>(() => _operator.Client.ForOperatorToken(text));

        Assert.DoesNotContain(text, refusal.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(_operator.Http.Sent);
    }

    [Fact]
    public void An_empty_or_endless_token_and_a_malformed_number_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _operator.Client.ForOperatorToken(""));
        Assert.Throws<ArgumentException>(() => _operator.Client.ForOperatorToken(new string('a', (16 * 1024) + 1)));
        Assert.Throws<ArgumentException>(() => _operator.Client.ForOperatorToken(FakeOperator.OperatorToken, "123"));
    }

    [Theory]
    [InlineData(400, "invalid_grant", typeof(OperatorTokenRejectedException))]
    [InlineData(400, "access_denied", typeof(AuthorizationRefusedException))]
    [InlineData(400, "unsupported_grant_type", typeof(ClientRejectedException))]
    [InlineData(401, "invalid_client", typeof(ClientRejectedException))]
    [InlineData(500, "server_error", typeof(OperatorUnavailableException))]
    public async Task A_refusal_is_typed_and_final(int status, string code, Type type)
    {
        _operator.OnToken = _ => FakeHandler.Json($$"""{"error":"{{code}}"}""", (HttpStatusCode)status);
        var user = User();

        var refusal = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());
        await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.GetSessionAsync());

        Assert.IsType(type, refusal);
        Assert.Equal(code, refusal.Code);
        Assert.Single(_operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Fact]
    public async Task Nothing_sent_leaves_the_operator_token_for_another_try()
    {
        var isDown = true;
        _operator.OnToken = _ => isDown ? throw FakeHandler.Broken(HttpRequestError.ConnectionError) : FakeHandler.Json(_operator.TokenBody().ToJsonString());
        var user = User();
        await Assert.ThrowsAsync<TransportException>(() => user.GetSessionAsync());
        isDown = false;

        Assert.Equal(FakeOperator.Token, (await user.GetSessionAsync()).AccessToken);
    }

    [Fact]
    public async Task A_token_without_the_scope_is_refused()
    {
        _operator.ChangeToken("scope", "dpv:FraudPreventionAndDetection");

        await Assert.ThrowsAsync<InsufficientScopeException>(() => User().GetSessionAsync());
    }

    [Fact]
    public async Task It_is_for_one_operation()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => User().GetDevicePhoneNumberAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => _operator.Client.ForOperatorToken(FakeOperator.OperatorToken, FakeOperator.Number, NumberVerifyOperation.GetDevicePhoneNumber).VerifyNumberAsync());

        Assert.Empty(_operator.Http.Sent);
    }

    private NumberVerifyUserClient User(string? number = null) => _operator.Client.ForOperatorToken(FakeOperator.OperatorToken, number);
}
