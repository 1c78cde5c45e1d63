using NumberVerify.Generated;
using NumberVerify.Integration.Tests.Simulator;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>The whole flow at the base path, scopes and codes of whichever document the clients were generated from: run again over each official release.</summary>
[Trait("Category", "AnyRelease")]
public sealed class AnyReleaseTests
{
    private static string VerifyPath => $"/{NumberVerificationClient.BasePath}/{NumberVerificationClient.PhoneNumberVerifyPath}";

    private static string SharePath => $"/{NumberVerificationClient.BasePath}/{NumberVerificationClient.PhoneNumberSharePath}";

    [Theory]
    [InlineData(ClientAuthenticationMethod.PrivateKeyJwt)]
    [InlineData(ClientAuthenticationMethod.ClientSecretBasic)]
    [InlineData(ClientAuthenticationMethod.ClientSecretPost)]
    public async Task The_devices_number_is_verified(ClientAuthenticationMethod method)
    {
        await using var flow = await FlowFixture.StartAsync(method);

        var answer = await (await flow.SignInAsync(RunningOperator.Number)).VerifyNumberAsync();

        Assert.True(answer.DevicePhoneNumberVerified);
        Assert.True(Guid.TryParse(answer.CorrelationId, out _));
        Assert.Equal(1, flow.CountRequests(VerifyPath));
    }

    [Fact]
    public async Task Another_number_is_not_verified()
    {
        await using var flow = await FlowFixture.StartAsync();

        var answer = await (await flow.SignInAsync(RunningOperator.OtherNumber)).VerifyNumberAsync();

        Assert.False(answer.DevicePhoneNumberVerified);
    }

    [Theory]
    [InlineData(RunningOperator.Number, true)]
    [InlineData(RunningOperator.OtherNumber, false)]
    public async Task A_hashed_number_is_compared_like_the_number(string number, bool expected)
    {
        await using var flow = await FlowFixture.StartAsync();

        var given = await (await flow.SignInAsync(HashedPhoneNumber.Compute(number))).VerifyNumberAsync();
        var atTheCall = await (await flow.SignInAsync()).VerifyHashedNumberAsync(HashedPhoneNumber.Compute(number).ToUpperInvariant());
        var hashedForTheCaller = await (await flow.SignInAsync(number)).VerifyHashedNumberAsync();

        Assert.Equal([expected, expected, expected], [given.DevicePhoneNumberVerified, atTheCall.DevicePhoneNumberVerified, hashedForTheCaller.DevicePhoneNumberVerified]);
    }

    [Fact]
    public async Task The_devices_own_number_is_told()
    {
        await using var flow = await FlowFixture.StartAsync();

        var answer = await (await flow.SignInAsync(operation: NumberVerifyOperation.GetDevicePhoneNumber)).GetDevicePhoneNumberAsync();

        Assert.Equal(RunningOperator.Number, answer.DevicePhoneNumber.Value);
        Assert.Equal(1, flow.CountRequests(SharePath));
    }

    [Fact]
    public async Task The_session_holds_the_releases_scope()
    {
        await using var flow = await FlowFixture.StartAsync();

        var session = await (await flow.SignInAsync()).GetSessionAsync();

        Assert.Contains(NumberVerificationClient.PhoneNumberVerifyScopes[0], session.Scopes);
        Assert.DoesNotContain(NumberVerificationClient.PhoneNumberShareScopes[0], session.Scopes);
    }

    [Fact]
    public async Task A_device_off_the_mobile_network_is_a_typed_refusal_of_the_api()
    {
        await using var flow = await FlowFixture.StartAsync(configureOperator: options => options.WifiBehavior = NumberVerify.Simulator.WifiBehavior.ApiRefusal);
        var device = flow.Operator.Simulator.AddDevice(RunningOperator.Number, NumberVerify.Simulator.DeviceConnection.WiFi);
        var user = await flow.SignInAsync(RunningOperator.Number, device: device);

        var refusal = await Assert.ThrowsAsync<NotOnMobileNetworkException>(() => user.VerifyNumberAsync());

        Assert.Equal("NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK", refusal.Code);
    }
}
