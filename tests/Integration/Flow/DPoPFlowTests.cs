using Microsoft.Extensions.DependencyInjection;
using NumberVerify.Generated;
using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;
using NumberVerify.Testing;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>Tokens bound to a key, against an operator that looks at every proof: each way in, with and without nonces and CAMARA's hashes.</summary>
public sealed class DPoPFlowTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_bound_token_verifies_and_discloses(bool hasNonces, bool hasHashes)
    {
        await using var flow = await StartAsync(DPoPUse.Required, DPoPSupport.Required, hasNonces, hasHashes);

        Assert.True((await (await flow.SignInAsync(RunningOperator.Number)).VerifyNumberAsync()).DevicePhoneNumberVerified);
        Assert.False((await (await flow.SignInAsync(RunningOperator.OtherNumber)).VerifyNumberAsync()).DevicePhoneNumberVerified);
        Assert.Equal(RunningOperator.Number, (await (await flow.SignInAsync(operation: NumberVerifyOperation.GetDevicePhoneNumber)).GetDevicePhoneNumberAsync()).DevicePhoneNumber.Value);

        // One round more for the first nonce; from then on it is there.
        Assert.Equal(hasNonces ? 4 : 3, flow.CountRequests("/token"));
    }

    [Theory]
    [InlineData(OperatorTokenGrant.JwtBearer)]
    [InlineData(OperatorTokenGrant.Ciba)]
    public async Task An_operator_token_gets_a_bound_token_too(OperatorTokenGrant grant)
    {
        await using var flow = await StartAsync(DPoPUse.Required, DPoPSupport.Required, hasNonces: true, hasHashes: true, grant);
        flow.Operator.Phone.Connection = DeviceConnection.WiFi;

        Assert.True((await flow.Client.ForOperatorToken(flow.Operator.Phone.CreateOperatorToken(), RunningOperator.Number).VerifyNumberAsync()).DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task A_nonce_that_grew_old_is_asked_for_anew()
    {
        await using var flow = await StartAsync(DPoPUse.Required, DPoPSupport.Required, hasNonces: true);
        await (await flow.SignInAsync(RunningOperator.Number)).VerifyNumberAsync();
        flow.Operator.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.True((await (await flow.SignInAsync(RunningOperator.Number)).VerifyNumberAsync()).DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task A_bound_token_is_nothing_without_its_key()
    {
        await using var flow = await StartAsync(DPoPUse.Required, DPoPSupport.Required);
        var session = await (await flow.SignInAsync(RunningOperator.Number)).GetSessionAsync();
        var stolen = new Session { AccessToken = session.AccessToken, ExpiresAt = session.ExpiresAt, Scopes = session.Scopes };

        await Assert.ThrowsAsync<UnauthenticatedException>(async () => await (await flow.SignInAsync(RunningOperator.Number)).VerifyNumberAsync(config: new ApiConfig { Session = stolen }));
        Assert.True((await (await flow.SignInAsync(RunningOperator.Number)).VerifyNumberAsync(config: new ApiConfig { Session = session })).DevicePhoneNumberVerified);
    }

    [Theory]
    [InlineData(DPoPUse.Off, DPoPSupport.Off, true)]
    [InlineData(DPoPUse.Off, DPoPSupport.Supported, true)]
    [InlineData(DPoPUse.Off, DPoPSupport.Required, false)]
    [InlineData(DPoPUse.BearerAccepted, DPoPSupport.Off, true)]
    [InlineData(DPoPUse.BearerAccepted, DPoPSupport.Supported, true)]
    [InlineData(DPoPUse.BearerAccepted, DPoPSupport.Required, true)]
    [InlineData(DPoPUse.Required, DPoPSupport.Off, false)]
    [InlineData(DPoPUse.Required, DPoPSupport.Supported, true)]
    [InlineData(DPoPUse.Required, DPoPSupport.Required, true)]
    public async Task What_the_client_wants_and_what_the_operator_offers_meet_or_do_not(DPoPUse use, DPoPSupport support, bool isVerified)
    {
        await using var flow = await StartAsync(use, support);
        var user = await flow.SignInAsync(RunningOperator.Number);

        if (isVerified)
        {
            Assert.True((await user.VerifyNumberAsync()).DevicePhoneNumberVerified);
        }
        else
        {
            await Assert.ThrowsAnyAsync<NumberVerifyException>(() => user.VerifyNumberAsync());
            Assert.Equal(0, flow.CountRequests($"/{NumberVerificationClient.BasePath}/verify"));
        }
    }

    private static Task<FlowFixture> StartAsync(
        DPoPUse use, DPoPSupport support, bool hasNonces = false, bool hasHashes = false, OperatorTokenGrant grant = OperatorTokenGrant.JwtBearer)
    {
        JumpingClock? clock = null;
        return FlowFixture.StartAsync(
            configure: options => options.Profile = options.Profile with { DPoP = use, OperatorTokenGrant = grant },
            configureOperator: options =>
            {
                clock = new JumpingClock((ManualTimeProvider)options.TimeProvider);
                options.DPoP = support;
                options.DPoPNonceRequired = hasNonces;
                if (hasHashes)
                {
                    options.DPoPClaimsRequired.Add("camara:bh");
                    options.DPoPClaimsRequired.Add("camara:qh");
                }
            },
            addServices: services => services.AddSingleton<TimeProvider>(clock!));
    }
}
