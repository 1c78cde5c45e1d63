using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>Vonage's Number Verification: a URL with the joined scope, a code for the application's JWT, one verification.</summary>
public sealed class VonageFlowTests
{
    private const string VerifyPath = "/camara/number-verification/v031/verify";

    [Theory]
    [InlineData(Number, true)]
    [InlineData(OtherNumber, false)]
    public async Task A_code_and_the_applications_JWT_verify_a_number(string number, bool expected)
    {
        await using var vonage = await StartAsync();

        var userClient = await vonage.SignInAsync(AuthorizationRequest.Create("my state"), number);

        Assert.Equal(expected, (await userClient.VerifyNumberAsync()).DevicePhoneNumberVerified);
        Assert.Equal("my state", userClient.ApplicationState);
        Assert.Equal([1, 1], [vonage.CountRequests("/oauth2/token"), vonage.CountRequests(VerifyPath)]);
    }

    [Fact]
    public async Task The_code_alone_is_enough_for_the_short_form()
    {
        await using var vonage = await StartAsync();
        var code = Query(await vonage.OpenAsync(AuthorizationRequest.Create()))["code"];

        Assert.True((await vonage.Client.ForUser(code).VerifyNumberAsync(Number)).DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task The_session_holds_the_joined_scope()
    {
        await using var vonage = await StartAsync();

        var session = await (await vonage.SignInAsync(AuthorizationRequest.Create())).GetSessionAsync();

        Assert.Equal(["openid", "dpv:FraudPreventionAndDetection#number-verification-verify-read"], session.Scopes);
        Assert.Null(session.OperatorName);
    }

    [Fact]
    public async Task Another_key_is_the_clients_fault()
    {
        await using var vonage = await ProfileFixture.StartAsync(OperatorProfile.Vonage, OperatorDialect.Vonage, static options => options.ClientId = KeyClientId);
        var userClient = await vonage.SignInAsync(AuthorizationRequest.Create(), Number);

        await Assert.ThrowsAsync<ClientRejectedException>(() => userClient.VerifyNumberAsync());
    }

    [Theory]
    [InlineData(PurposePlace.ScopeValue)]
    [InlineData(PurposePlace.Parameter)]
    public async Task Another_place_of_the_purpose_is_refused_there(PurposePlace place)
    {
        await using var vonage = await ProfileFixture.StartAsync(OperatorProfile.Vonage with { PurposePlace = place }, OperatorDialect.Vonage);

        var refusal = await Assert.ThrowsAsync<AuthorizationRefusedException>(() => vonage.SignInAsync(AuthorizationRequest.Create()));

        Assert.Equal("invalid_scope", refusal.Code);
    }

    private static Task<ProfileFixture> StartAsync() => ProfileFixture.StartAsync(OperatorProfile.Vonage, OperatorDialect.Vonage);
}
