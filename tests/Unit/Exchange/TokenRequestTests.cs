using System.Text;

namespace NumberVerify.Unit.Tests.Exchange;

/// <summary>What goes over the wire when a code is redeemed.</summary>
public sealed class TokenRequestTests
{
    private const string Secret = "s e:c%r+e&t/ü";

    private readonly FakeOperator _operator = new();

    private SentRequest Request => _operator.Sent(FakeOperator.TokenEndpoint).Single();

    [Fact]
    public async Task With_private_key_jwt_the_request_is_exactly_this()
    {
        await _operator.SignIn(request: Requests.Rfc7636()).GetSessionAsync();

        Assert.Equal(HttpMethod.Post, Request.Method);
        Assert.Equal(["Content-Type"], Request.HeaderNames.Except(["Content-Length"]));
        Assert.Equal("application/x-www-form-urlencoded", Request.Header("Content-Type"));
        Assert.Equal(
            [
                "client_assertion", "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "client_id=backend", "code=a-code",
                "code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "grant_type=authorization_code", "redirect_uri=https://app.example/callback",
            ],
            Request.Form.Select(static pair => pair.Key == "client_assertion" ? pair.Key : $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task With_client_secret_basic_the_request_is_exactly_this()
    {
        Configure(ClientAuthenticationMethod.ClientSecretBasic);
        _operator.Options.ClientId = "backend";

        await _operator.SignIn(request: Requests.Rfc7636()).GetSessionAsync();

        Assert.Equal("grant_type=authorization_code&code=a-code&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", Request.Text);
        Assert.Equal(["Authorization", "Content-Type"], Request.HeaderNames.Except(["Content-Length"]));
        Assert.Equal("backend:s+e%3Ac%25r%2Be%26t%2F%C3%BC", BasicCredentials(_operator));
    }

    [Fact]
    public async Task With_client_secret_post_the_request_is_exactly_this()
    {
        Configure(ClientAuthenticationMethod.ClientSecretPost);

        await _operator.SignIn(request: Requests.Rfc7636()).GetSessionAsync();

        Assert.Equal(
            "client_id=backend&client_secret=s+e%3Ac%25r%2Be%26t%2F%C3%BC&grant_type=authorization_code&code=a-code&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            Request.Text);
        Assert.Null(Request.Header("Authorization"));
    }

    [Theory]
    [InlineData("a:b", "c:d", "a%3Ab:c%3Ad")]
    [InlineData("100%", "a+b c", "100%25:a%2Bb+c")]
    [InlineData("id", "pässwörd€😀", "id:p%C3%A4ssw%C3%B6rd%E2%82%AC%F0%9F%98%80")]
    [InlineData("id&=/?#", "~-._!'()", "id%26%3D%2F%3F%23:~-._%21%27%28%29")]
    public async Task Identifier_and_secret_are_form_encoded_before_they_are_joined(string clientId, string secret, string joined)
    {
        Configure(ClientAuthenticationMethod.ClientSecretBasic);
        (_operator.Options.ClientId, _operator.Options.ClientSecret) = (clientId, secret);

        // The id_token is for another client; the request was sent before that shows.
        await Record.ExceptionAsync(() => _operator.SignIn().GetSessionAsync());

        Assert.Equal(joined, BasicCredentials(_operator));
    }

    [Fact]
    public async Task Any_identifier_and_secret_arrive_as_they_are()
    {
        var random = new Random(20260106);
        for (var run = 0; run < 300; run++)
        {
            var (clientId, secret) = (Texts.Printable(random, random.Next(1, 40)), Texts.Printable(random, 20) + "é€😀");
            var mobileOperator = new FakeOperator(options =>
            {
                FakeOperator.Plain(options);
                options.Profile = options.Profile with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic };
                (options.ClientId, options.Signer, options.ClientSecret) = (clientId, null, secret);
            });

            await mobileOperator.SignIn().GetSessionAsync();

            Assert.Equal([clientId, secret], BasicCredentials(mobileOperator).Split(':').Select(static text => Uri.UnescapeDataString(text.Replace('+', ' '))));
        }
    }

    [Fact]
    public async Task Without_PKCE_no_verifier_is_sent()
    {
        FakeOperator.Plain(_operator.Options);

        await _operator.SignIn().GetSessionAsync();

        Assert.Null(Request.Field("code_verifier"));
    }

    [Fact]
    public async Task The_redirect_URI_is_that_of_the_authorization_request_to_the_letter()
    {
        _operator.Options.RedirectUri = new Uri("https://APP.example:443/callback?a=b%20c");

        await _operator.SignIn().GetSessionAsync();

        Assert.Equal("https://APP.example:443/callback?a=b%20c", Request.Field("redirect_uri"));
    }

    [Theory]
    [InlineData("a code/with+odd&chars=%41#~*")]
    [InlineData("~*-._")]
    public async Task A_code_arrives_as_the_operator_made_it(string code)
    {
        var request = AuthorizationRequest.Create();
        _operator.SignIn(request: request);

        await _operator.Client.ForUser(request, AuthorizationResponse.Parse($"?state={request.State}&code={Uri.EscapeDataString(code)}")).GetSessionAsync();

        Assert.Equal(code, Request.Field("code"));
    }

    private void Configure(ClientAuthenticationMethod method)
    {
        _operator.Options.Profile = OperatorProfile.Camara with { ClientAuthentication = method };
        (_operator.Options.Signer, _operator.Options.ClientSecret) = (null, Secret);
    }

    private static string BasicCredentials(FakeOperator mobileOperator)
    {
        var header = mobileOperator.Sent(FakeOperator.TokenEndpoint).Single().Header("Authorization")!;
        Assert.StartsWith("Basic ", header, StringComparison.Ordinal);
        return Encoding.ASCII.GetString(Convert.FromBase64String(header["Basic ".Length..]));
    }
}
