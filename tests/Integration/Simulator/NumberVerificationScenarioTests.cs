using System.Net;
using System.Text.Json;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

/// <summary>The 22 scenarios of CAMARA's feature files of release r3.2, each by its own name.</summary>
public sealed class NumberVerificationScenarioTests
{
    private const string Correlator = "b4333c46-49c0-4f62-80d7-f0ef930f1c46";
    private const string Body = $$"""{"phoneNumber":"{{Number}}"}""";
    private const string NotByMobileNetwork = "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK";

    // SHA-256 of the numbers, plus sign included, as CONTRACT.md verified them; not computed, so that a mistake is not made twice.
    private const string NumberHash = "6dd5d20f257c1f3620662454064e3aa25ba9a6c7a4d1e99e965bbadd3a7e07d6";
    private const string OtherNumberHash = "3ffdd5fed312a04d147a2f4bece733bf77cb35528112fd83cd5e01590dfb616b";

    [Fact]
    public async Task phone_number_verify_01_generic_success_scenario()
    {
        await using var op = await StartAsync();

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(), Body, correlator: Correlator);

        await AssertSuccessAsync(response, "devicePhoneNumberVerified", JsonValueKind.True);
    }

    [Theory]
    [InlineData("phone_number_verify.02_validate_phone_number_success_true", "phoneNumber", Number, true)]
    [InlineData("phone_number_verify.03_validate_phone_number_success_false", "phoneNumber", OtherNumber, false)]
    [InlineData("phone_number_verify.04_validate_hashed_phone_number_success_true", "hashedPhoneNumber", NumberHash, true)]
    [InlineData("phone_number_verify.05_validate_hashed_phone_number_success_false", "hashedPhoneNumber", OtherNumberHash, false)]
    public async Task Verify_answers(string scenario, string member, string value, bool verified)
    {
        _ = scenario;
        await using var op = await StartAsync();

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(), $$"""{"{{member}}":"{{value}}"}""", correlator: Correlator);

        await AssertSuccessAsync(response, "devicePhoneNumberVerified", verified ? JsonValueKind.True : JsonValueKind.False);
    }

    [Theory]
    [InlineData("phone_number_verify_400.1_no_request_body", null)]
    [InlineData("phone_number_verify_400.2_empty_request_body", "{}")]
    [InlineData("phone_number_verify_400.3_invalid_request_non_existing_property", """{"additional_property":"foo_value"}""")]
    [InlineData("phone_number_verify_400.4_both_phone_number_and_hashed_in_request", $$"""{"phoneNumber":"{{Number}}","hashedPhoneNumber":"{{NumberHash}}"}""")]
    [InlineData("phone_number_verify_C02.01_phone_number_not_schema_compliant", """{"phoneNumber":"346661113334"}""")]
    public async Task Verify_refuses_the_argument(string scenario, string? body)
    {
        _ = scenario;
        await using var op = await StartAsync();

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(), body, correlator: Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
    }

    [Fact]
    public async Task phone_number_verify_401_1_no_authorization_header()
    {
        await using var op = await StartAsync();

        using var response = await op.VerifyAsync(null, Body, correlator: Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task phone_number_verify_401_2_expired_access_token()
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync();
        op.Time.Advance(TimeSpan.FromSeconds(300));

        using var response = await op.VerifyAsync(token, Body, correlator: Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task phone_number_verify_401_3_invalid_access_token()
    {
        await using var op = await StartAsync();

        using var response = await op.VerifyAsync("invalid", Body, correlator: Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task phoneNumberVerify_403_1_invalid_token_permissions()
    {
        await using var op = await StartAsync();

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(ShareScope), Body, correlator: Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task phoneNumberVerify_403_2_not_authenticated_using_network_or_sim_based_authentication()
    {
        await using var op = await StartAsync(options => options.WifiBehavior = WifiBehavior.ApiRefusal);
        op.Phone.Connection = DeviceConnection.WiFi;

        using var response = await op.VerifyAsync(await op.GetAccessTokenAsync(), Body, correlator: Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, NotByMobileNetwork);
    }

    [Fact]
    public async Task phone_number_share_01_generic_success_scenario()
    {
        await using var op = await StartAsync();

        using var response = await op.ShareAsync(await op.GetAccessTokenAsync(ShareScope), correlator: Correlator);

        await AssertSuccessAsync(response, "devicePhoneNumber", JsonValueKind.String);
    }

    [Fact]
    public async Task phone_number_share_02_success_scenario()
    {
        await using var op = await StartAsync();

        using var response = await op.ShareAsync(await op.GetAccessTokenAsync(ShareScope), correlator: Correlator);

        Assert.Equal($$"""{"devicePhoneNumber":"{{Number}}"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task phone_number_share_401_1_no_authorization_header()
    {
        await using var op = await StartAsync();

        using var response = await op.ShareAsync(null, correlator: Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task phone_number_share_401_2_expired_access_token()
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync(ShareScope);
        op.Time.Advance(TimeSpan.FromSeconds(300));

        using var response = await op.ShareAsync(token, correlator: Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task phone_number_share_401_3_invalid_access_token()
    {
        await using var op = await StartAsync();

        using var response = await op.ShareAsync("invalid", correlator: Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task phoneNumberShare_403_1_invalid_token_permissions()
    {
        await using var op = await StartAsync();

        using var response = await op.ShareAsync(await op.GetAccessTokenAsync(VerifyScope), correlator: Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task phoneNumberShare_403_2_not_authenticated_using_network_or_sim_based_authentication()
    {
        await using var op = await StartAsync(options => options.WifiBehavior = WifiBehavior.ApiRefusal);
        op.Phone.Connection = DeviceConnection.WiFi;

        using var response = await op.ShareAsync(await op.GetAccessTokenAsync(ShareScope), correlator: Correlator);

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, NotByMobileNetwork);
    }

    private static async Task AssertSuccessAsync(HttpResponseMessage response, string member, JsonValueKind kind)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([Correlator], response.Headers.GetValues("x-correlator"));
        var only = Assert.Single((await JsonAsync(response)).EnumerateObject());
        Assert.Equal(member, only.Name);
        Assert.Equal(kind, only.Value.ValueKind);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal([Correlator], response.Headers.GetValues("x-correlator"));
        await AssertApiErrorAsync(response, status, code);
    }
}
