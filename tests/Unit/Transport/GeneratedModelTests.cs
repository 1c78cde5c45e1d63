using System.Text.Json;

namespace NumberVerify.Unit.Tests.Transport;

/// <summary>The generated clients by themselves.</summary>
public sealed class GeneratedModelTests
{
    [Fact]
    public void Every_base_address_is_joined_with_the_path()
    {
        foreach (var address in new[] { "https://h.example/base", "https://h.example/base/" })
        {
            Assert.Equal("https://h.example/base/verify", new NumberVerificationClient(new HttpClient { BaseAddress = new Uri(address) }).PhoneNumberVerifyUri.AbsoluteUri);
        }
    }

    [Fact]
    public void Without_an_address_a_client_says_so() => Assert.Throws<InvalidOperationException>(static () => new NumberVerificationClient(new HttpClient()).PhoneNumberVerifyUri);

    [Fact]
    public async Task Members_that_are_null_are_not_written()
    {
        var http = new FakeHandler(static _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}"""));
        var client = new NumberVerificationClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example") });

        await client.PhoneNumberVerifyAsync(new NumberVerificationRequestBody { PhoneNumber = null, HashedPhoneNumber = new string('a', 64) });

        Assert.Equal(["hashedPhoneNumber"], JsonSerializer.Deserialize<Dictionary<string, string>>(http.Sent.Single().Body)!.Keys);
    }

    [Fact]
    public async Task Only_the_contracts_success_is_one()
    {
        var http = new FakeHandler(static _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}""", System.Net.HttpStatusCode.Created));
        var client = new NumberVerificationClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example") });

        Assert.Equal(ApiFailure.Refused, (await Assert.ThrowsAsync<ApiException>(() => client.PhoneNumberVerifyAsync(new NumberVerificationRequestBody { PhoneNumber = FakeOperator.Number }).AsTask())).Failure);
    }

    [Fact]
    public async Task Credentials_with_a_line_break_never_leave()
    {
        var http = new FakeHandler(static _ => FakeHandler.Json("{}"));
        var client = new OpenIdConnectClient(new HttpClient(http) { BaseAddress = new Uri("https://h.example") });

        await Assert.ThrowsAsync<ArgumentException>(() => client.RequestTokenAsync(new TokenRequest { GrantType = "authorization_code" }, authorization: "Basic a\r\nX-Evil: 1").AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => client.RequestTokenAsync(new TokenRequest { GrantType = "authorization_code" }, dPoP: "a\nb").AsTask());

        Assert.Empty(http.Sent);
    }
}
