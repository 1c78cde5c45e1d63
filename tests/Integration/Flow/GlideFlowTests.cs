using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>getAuthUrl, forUser and verifyNumber as Glide's guide has them, with and without what may be left out.</summary>
public sealed class GlideFlowTests
{
    private const string DevNumber = "+555123456789";
    private const string VerifyPath = "/number-verification/verify";

    [Theory]
    [InlineData(Number, true)]
    [InlineData(OtherNumber, false)]
    public async Task The_code_and_the_number_are_all_it_takes(string number, bool expected)
    {
        await using var glide = await StartAsync();

        var authUrl = glide.Client.GetAuthUrl(AuthorizationRequest.Create());
        var code = Query(await glide.Operator.Phone.OpenAsync(authUrl))["code"];
        var userClient = glide.Client.ForUser(code, phoneNumber: number);
        var response = await userClient.VerifyNumberAsync();

        Assert.Equal(expected, response.DevicePhoneNumberVerified);
        Assert.Equal(1, glide.CountRequests(VerifyPath));
    }

    [Fact]
    public async Task The_number_may_come_with_the_call()
    {
        await using var glide = await StartAsync();
        var code = Query(await glide.OpenAsync(AuthorizationRequest.Create()))["code"];

        var response = await glide.Client.ForUser(code).VerifyNumberAsync(Number);

        Assert.True(response.DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task Without_any_number_nothing_is_sent()
    {
        await using var glide = await StartAsync();
        var code = Query(await glide.OpenAsync(AuthorizationRequest.Create()))["code"];

        await Assert.ThrowsAsync<ArgumentException>(() => glide.Client.ForUser(code).VerifyNumberAsync());

        Assert.Equal(0, glide.CountRequests("/oauth2/token"));
    }

    [Fact]
    public async Task The_callers_state_comes_back_and_never_was_in_the_URL()
    {
        await using var glide = await StartAsync();
        var request = AuthorizationRequest.Create("my state");
        var callback = await glide.OpenAsync(request);

        var userClient = glide.Client.ForUser(request, AuthorizationResponse.Parse(callback), Number);

        Assert.Equal("my state", userClient.ApplicationState);
        Assert.Equal(request.State, Query(callback)["state"]);
        Assert.True((await userClient.VerifyNumberAsync()).DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task A_number_as_state_is_refused_before_there_is_a_URL()
    {
        await using var glide = await StartAsync();

        Assert.Throws<ArgumentException>(() => glide.Client.GetAuthUrl(AuthorizationRequest.Create(Number)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("my state")]
    public async Task The_dev_number_is_verified_on_any_device(string? state)
    {
        await using var glide = await StartAsync();
        glide.Operator.Phone.Connection = DeviceConnection.WiFi;

        var userClient = await glide.SignInAsync(AuthorizationRequest.Create(state, useDevNumber: DevNumber), DevNumber);

        Assert.True((await userClient.VerifyNumberAsync()).DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task The_dev_number_verifies_no_other()
    {
        await using var glide = await StartAsync();

        var userClient = await glide.SignInAsync(AuthorizationRequest.Create(useDevNumber: DevNumber), Number);

        Assert.False((await userClient.VerifyNumberAsync()).DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task Another_number_as_dev_number_makes_no_device_that_line()
    {
        await using var glide = await StartAsync();
        glide.Operator.Phone.Connection = DeviceConnection.WiFi;

        var refusal = await Assert.ThrowsAsync<AuthorizationRefusedException>(() => glide.SignInAsync(AuthorizationRequest.Create(useDevNumber: OtherNumber)));

        Assert.Equal("login_required", refusal.Code);
    }

    [Fact]
    public async Task The_session_is_exchanged_at_once_where_it_is_asked_for_and_good_for_one_call()
    {
        await using var glide = await StartAsync();
        var userClient = await glide.SignInAsync(AuthorizationRequest.Create(), Number);

        var session = await userClient.GetSessionAsync();
        var response = await userClient.VerifyNumberAsync(config: new ApiConfig { Session = session });

        Assert.True(response.DevicePhoneNumberVerified);
        Assert.Contains("number-verification:verify", session.Scopes);
        Assert.Equal(glide.Operator.Time.GetUtcNow().AddSeconds(300), session.ExpiresAt);
        Assert.Equal(1, glide.CountRequests("/oauth2/token"));

        // Glide's server would take it once more.
        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => userClient.VerifyNumberAsync(config: new ApiConfig { Session = session }));
        Assert.Equal(1, glide.CountRequests(VerifyPath));
    }

    [Fact]
    public async Task The_session_of_one_user_client_may_be_given_to_another()
    {
        await using var glide = await StartAsync();
        var session = await (await glide.SignInAsync(AuthorizationRequest.Create())).GetSessionAsync();

        var response = await glide.Client.ForUser("never exchanged").VerifyNumberAsync(Number, new ApiConfig { Session = session });

        Assert.True(response.DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task The_session_names_the_operator_behind_the_aggregator()
    {
        await using var glide = await StartAsync();

        Assert.Equal("simulated-operator", (await (await glide.SignInAsync(AuthorizationRequest.Create())).GetSessionAsync()).OperatorName);
    }

    [Fact]
    public async Task The_devices_own_number_is_told()
    {
        await using var glide = await StartAsync();

        var userClient = await glide.SignInAsync(AuthorizationRequest.Create(operation: NumberVerifyOperation.GetDevicePhoneNumber));

        Assert.Equal(Number, (await userClient.GetDevicePhoneNumberAsync()).DevicePhoneNumber.Value);
    }

    [Fact]
    public async Task A_redirect_URI_that_is_registered_need_not_be_configured()
    {
        await using var glide = await ProfileFixture.StartAsync(OperatorProfile.Glide, OperatorDialect.Glide, static options => options.RedirectUri = null);

        var userClient = await glide.SignInAsync(AuthorizationRequest.Create(), Number);

        Assert.True((await userClient.VerifyNumberAsync()).DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task Where_the_operator_takes_them_PKCE_and_the_id_token_protect_the_code_again()
    {
        await using var glide = await ProfileFixture.StartAsync(
            OperatorProfile.Glide with { UsesPkce = true, ChecksIdToken = true, SendsRedirectUriWithCode = true },
            OperatorDialect.Glide,
            static options => (options.Issuer, options.JwksUri) = (options.AuthBase!.OriginalString, new Uri(options.AuthBase, "/jwks")));
        var request = AuthorizationRequest.Create();
        var callback = await glide.OpenAsync(request);

        Assert.Throws<InvalidOperationException>(() => glide.Client.ForUser(Query(callback)["code"]));
        Assert.True((await glide.Client.ForUser(request, AuthorizationResponse.Parse(callback), Number).VerifyNumberAsync()).DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task The_callback_of_another_user_is_refused_before_anything_is_sent()
    {
        await using var glide = await StartAsync();
        var response = AuthorizationResponse.Parse(await glide.OpenAsync(AuthorizationRequest.Create()));

        Assert.Throws<InvalidCallbackException>(() => glide.Client.ForUser(AuthorizationRequest.Create(), response, Number));

        Assert.Equal(0, glide.CountRequests("/oauth2/token"));
    }

    private static Task<ProfileFixture> StartAsync() => ProfileFixture.StartAsync(OperatorProfile.Glide, OperatorDialect.Glide);
}
