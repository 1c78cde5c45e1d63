using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>The Open Gateway sandbox: credentials and a code give a verification, in each version of its API, with its published mock and with a real line.</summary>
public sealed class TelefonicaFlowTests
{
    public static TheoryData<string> Versions => ["v0", "v1", "v2"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Credentials_and_a_code_verify_a_number(string version)
    {
        await using var telefonica = await StartAsync(version);
        var code = Query(await telefonica.OpenAsync(AuthorizationRequest.Create(useDevNumber: Number)))["code"];

        var numberVerification = telefonica.Client.ForUser(code);
        var result = await numberVerification.VerifyNumberAsync(Number);

        Assert.True(result.DevicePhoneNumberVerified);
        Assert.Equal(1, telefonica.CountRequests("/apigateway/token"));
        Assert.Equal(1, telefonica.CountRequests($"/apigateway/number-verification/{version}/verify"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Authorization_token_and_verification_follow_each_other(string version)
    {
        await using var telefonica = await StartAsync(version);

        var matching = await telefonica.SignInAsync(AuthorizationRequest.Create("my state", useDevNumber: Number), Number);
        var other = await telefonica.SignInAsync(AuthorizationRequest.Create(useDevNumber: Number), OtherNumber);
        var hashed = await telefonica.SignInAsync(AuthorizationRequest.Create(useDevNumber: Number), Number);

        Assert.True((await matching.VerifyNumberAsync()).DevicePhoneNumberVerified);
        Assert.Equal("my state", matching.ApplicationState);
        Assert.False((await other.VerifyNumberAsync()).DevicePhoneNumberVerified);
        Assert.True((await hashed.VerifyHashedNumberAsync()).DevicePhoneNumberVerified);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task The_devices_own_number_is_told_for_a_purpose_and_scope_of_its_own(string version)
    {
        await using var telefonica = await StartAsync(version);
        var userClient = await telefonica.SignInAsync(AuthorizationRequest.Create(useDevNumber: Number, operation: NumberVerifyOperation.GetDevicePhoneNumber));

        Assert.Equal(Number, (await userClient.GetDevicePhoneNumberAsync()).DevicePhoneNumber.Value);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task The_published_mock_client_verifies_by_the_last_digit_without_a_device(string version)
    {
        await using var telefonica = await ProfileFixture.StartAsync(
            ProfileOf(version) with { RequiresLoginHint = false },
            OperatorDialect.TelefonicaSandbox,
            static options => (options.ClientId, options.ClientSecret) = ("mock_sandbox_app_id", "mock_sandbox_app_secret"));
        telefonica.Operator.Phone.Connection = DeviceConnection.WiFi;

        async Task<bool> VerifyAsync(string number) =>
            (await (await telefonica.SignInAsync(AuthorizationRequest.Create(), number)).VerifyNumberAsync()).DevicePhoneNumberVerified;

        Assert.True(await VerifyAsync("+34600000001"));
        Assert.False(await VerifyAsync("+34600000002"));
        Assert.Equal(await VerifyAsync("+34600000003"), await VerifyAsync("+34600000003"));
        Assert.Equal("mock_sandbox_access_token", (await (await telefonica.SignInAsync(AuthorizationRequest.Create())).GetSessionAsync()).AccessToken);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_line_that_is_not_whitelisted_is_a_typed_refusal(string version)
    {
        await using var telefonica = await StartAsync(version);

        var refusal = await Assert.ThrowsAsync<AuthorizationRefusedException>(() => telefonica.SignInAsync(AuthorizationRequest.Create(useDevNumber: OtherNumber)));

        Assert.Equal("access_denied", refusal.Code);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_missing_line_is_told_before_the_operator_would(string version)
    {
        await using var telefonica = await StartAsync(version);

        Assert.Throws<ArgumentException>(() => telefonica.Client.GetAuthUrl(AuthorizationRequest.Create()));

        Assert.Empty(telefonica.Operator.Simulator.Requests);
    }

    [Theory]
    [InlineData("v0", "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK")]
    [InlineData("v1", "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK")]
    [InlineData("v2", "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_SUPPORTED_METHOD")]
    public async Task A_device_off_the_mobile_network_has_one_type_and_the_versions_code(string version, string code)
    {
        await using var telefonica = await ProfileFixture.StartAsync(
            ProfileOf(version), OperatorDialect.TelefonicaSandbox, configureOperator: static options => options.WifiBehavior = WifiBehavior.ApiRefusal);
        telefonica.Operator.Phone.Connection = DeviceConnection.WiFi;
        var userClient = await telefonica.SignInAsync(AuthorizationRequest.Create(useDevNumber: Number), Number);

        var refusal = await Assert.ThrowsAsync<NotOnMobileNetworkException>(() => userClient.VerifyNumberAsync());

        Assert.Equal(code, refusal.Code);
    }

    [Theory]
    [InlineData("v1", "v0")]
    [InlineData("v0", "v2")]
    public async Task A_token_for_the_scopes_of_one_version_is_refused_by_the_other(string scopes, string version)
    {
        await using var telefonica = await ProfileFixture.StartAsync(ProfileOf(scopes) with { ApiPath = ProfileOf(version).ApiPath }, OperatorDialect.TelefonicaSandbox);
        var userClient = await telefonica.SignInAsync(AuthorizationRequest.Create(useDevNumber: Number), Number);

        await Assert.ThrowsAsync<PermissionDeniedException>(() => userClient.VerifyNumberAsync());
    }

    [Fact]
    public async Task Wrong_credentials_are_the_clients_fault_and_no_mismatch()
    {
        await using var telefonica = await ProfileFixture.StartAsync(
            OperatorProfile.TelefonicaOpenGatewayV2, OperatorDialect.TelefonicaSandbox, static options => options.ClientSecret = "wrong");
        var userClient = await telefonica.SignInAsync(AuthorizationRequest.Create(useDevNumber: Number), Number);

        await Assert.ThrowsAsync<ClientRejectedException>(() => userClient.VerifyNumberAsync());
    }

    private static OperatorProfile ProfileOf(string version) => version switch
    {
        "v0" => OperatorProfile.TelefonicaOpenGatewayV0,
        "v1" => OperatorProfile.TelefonicaOpenGatewayV1,
        _ => OperatorProfile.TelefonicaOpenGatewayV2,
    };

    private static Task<ProfileFixture> StartAsync(string version) => ProfileFixture.StartAsync(ProfileOf(version), OperatorDialect.TelefonicaSandbox);
}
