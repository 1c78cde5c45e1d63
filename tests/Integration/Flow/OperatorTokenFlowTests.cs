using Microsoft.Extensions.DependencyInjection;
using NumberVerify.Generated;
using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;
using NumberVerify.Testing;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>A device on Wi-Fi whose SIM proves itself by GSMA TS.43: both grants, against the strict simulator.</summary>
public sealed class OperatorTokenFlowTests
{
    [Theory]
    [InlineData(OperatorTokenGrant.JwtBearer)]
    [InlineData(OperatorTokenGrant.Ciba)]
    public async Task A_device_on_wifi_is_verified_without_a_callback(OperatorTokenGrant grant)
    {
        await using var flow = await StartAsync(grant);
        flow.Operator.Phone.Connection = DeviceConnection.WiFi;

        Assert.True((await User(flow).VerifyNumberAsync(RunningOperator.Number)).DevicePhoneNumberVerified);
        Assert.False((await User(flow).VerifyNumberAsync(RunningOperator.OtherNumber)).DevicePhoneNumberVerified);
        Assert.True((await User(flow).VerifyHashedNumberAsync(HashedPhoneNumber.Compute(RunningOperator.Number))).DevicePhoneNumberVerified);
        Assert.Equal(RunningOperator.Number, (await User(flow, NumberVerifyOperation.GetDevicePhoneNumber).GetDevicePhoneNumberAsync()).DevicePhoneNumber.Value);
    }

    [Theory]
    [InlineData(OperatorTokenGrant.JwtBearer)]
    [InlineData(OperatorTokenGrant.Ciba)]
    public async Task An_operator_token_is_good_for_one_session_and_the_session_for_one_call(OperatorTokenGrant grant)
    {
        await using var flow = await StartAsync(grant);
        var token = flow.Operator.Phone.CreateOperatorToken();
        var user = flow.Client.ForOperatorToken(token, RunningOperator.Number);
        var sessions = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => user.GetSessionAsync())));

        await user.VerifyNumberAsync();

        Assert.Single(sessions.Distinct());
        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.VerifyNumberAsync());
        await Assert.ThrowsAsync<OperatorTokenRejectedException>(() => flow.Client.ForOperatorToken(token).GetSessionAsync());
        Assert.Equal(1, flow.CountRequests($"/{NumberVerificationClient.BasePath}/verify"));
    }

    [Fact]
    public async Task Without_consent_the_assertion_is_refused()
    {
        await using var flow = await StartAsync(OperatorTokenGrant.JwtBearer);
        flow.Operator.Phone.HasConsented = false;

        await Assert.ThrowsAsync<OperatorTokenRejectedException>(() => User(flow).GetSessionAsync());
    }

    [Theory]
    [InlineData(BackchannelAnswer.Deny, typeof(AuthorizationRefusedException), 1)]
    [InlineData(BackchannelAnswer.Refuse, typeof(AuthorizationRefusedException), 0)]
    [InlineData(BackchannelAnswer.LeavePending, typeof(AuthorizationExpiredException), 59)]
    public async Task What_the_operator_decides_is_typed(BackchannelAnswer answer, Type type, int polls)
    {
        await using var flow = await StartAsync(OperatorTokenGrant.Ciba);
        flow.Operator.Phone.BackchannelAnswer = answer;

        var refusal = await Assert.ThrowsAnyAsync<NumberVerifyException>(() => User(flow).GetSessionAsync());

        Assert.IsType(type, refusal);
        Assert.Equal(polls, flow.CountRequests("/token"));
    }

    [Fact]
    public async Task A_decision_that_takes_its_time_is_waited_for_at_the_operators_pace()
    {
        await using var flow = await StartAsync(OperatorTokenGrant.Ciba, options => options.BackchannelPendingPolls = 3);
        var start = flow.Operator.Time.GetUtcNow();

        Assert.NotEmpty((await User(flow).GetSessionAsync()).AccessToken);

        Assert.Equal(4, flow.CountRequests("/token"));
        Assert.Equal(TimeSpan.FromSeconds(8), flow.Operator.Time.GetUtcNow() - start);
    }

    private static Task<FlowFixture> StartAsync(OperatorTokenGrant grant, Action<OperatorSimulatorOptions>? configureOperator = null)
    {
        JumpingClock? clock = null;
        return FlowFixture.StartAsync(
            configure: options => options.Profile = options.Profile with { OperatorTokenGrant = grant },
            configureOperator: options =>
            {
                clock = new JumpingClock((ManualTimeProvider)options.TimeProvider);
                configureOperator?.Invoke(options);
            },
            addServices: services => services.AddSingleton<TimeProvider>(clock!));
    }

    private static NumberVerifyUserClient User(FlowFixture flow, NumberVerifyOperation operation = NumberVerifyOperation.VerifyNumber) =>
        flow.Client.ForOperatorToken(flow.Operator.Phone.CreateOperatorToken(), operation: operation);
}
