using System.Net;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class ClientCredentialsGrantTests
{
    private const string OtpScope = "one-time-password-sms:send-validate";

    [Theory]
    [InlineData(OtpScope)]
    [InlineData($"{Purpose} {OtpScope}")]
    public async Task A_client_gets_a_token_without_a_user(string scope)
    {
        await using var op = await StartAsync();

        using var response = await RequestAsync(op, ("scope", scope));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await JsonAsync(response);
        Assert.Equal(["access_token", "token_type", "expires_in", "scope"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(scope, body.GetProperty("scope").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(Purpose)]
    [InlineData(VerifyScope)]
    [InlineData(ShareScope)]
    [InlineData("number-verification-verify-read")]
    [InlineData($"{Purpose} {VerifyScope}")]
    [InlineData($"{OtpScope} {VerifyScope}")]
    [InlineData($"openid {OtpScope}")]
    [InlineData($"{Purpose} dpv:ServiceProvision {OtpScope}")]
    [InlineData($"dpv:1 {OtpScope}")]
    [InlineData($"{OtpScope} {OtpScope}")]
    [InlineData("unknown")]
    public async Task No_token_without_a_user_verifies_a_number(string? scope)
    {
        await using var op = await StartAsync();

        using var response = await RequestAsync(op, ("scope", scope));

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_scope");
    }

    [Fact]
    public async Task Its_token_is_of_no_use_at_number_verification()
    {
        await using var op = await StartAsync();
        using var response = await RequestAsync(op);

        using var call = await op.VerifyAsync((await JsonAsync(response)).GetProperty("access_token").GetString(), $$"""{"phoneNumber":"{{Number}}"}""");

        await AssertApiErrorAsync(call, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task The_client_must_be_authenticated_and_registered_for_it()
    {
        await using var op = await StartAsync(options => options.Clients.Add(
            new SimulatedClient { ClientId = "code-only", ClientSecret = "secret", RedirectUris = [RedirectUri], GrantTypes = ["authorization_code"] }));

        using var wrong = await RequestAsync(op, ("client_secret", "wrong"));
        using var notRegistered = await RequestAsync(op, ("client_id", "code-only"), ("client_secret", "secret"));

        await AssertOAuthErrorAsync(wrong, HttpStatusCode.Unauthorized, "invalid_client");
        await AssertOAuthErrorAsync(notRegistered, HttpStatusCode.BadRequest, "unauthorized_client");
    }

    private static Task<HttpResponseMessage> RequestAsync(RunningOperator op, params (string Name, string? Value)[] changes) => op.PostTokenAsync(Change(
        [new("grant_type", "client_credentials"), new("scope", OtpScope), new("client_id", ClientId), new("client_secret", ClientSecret)],
        changes));
}
