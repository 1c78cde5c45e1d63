using Microsoft.Extensions.DependencyInjection;
using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;
using NumberVerify.Testing;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>Signed authorization requests, against an operator that takes no other.</summary>
public sealed class SignedRequestFlowTests
{
    private const string ClientId = "signing-backend";

    [Fact]
    public async Task A_signed_request_ends_in_a_verification()
    {
        await using var flow = await StartAsync(signs: true);
        var request = AuthorizationRequest.Create();

        var callback = await flow.Operator.Phone.OpenAsync(await flow.Client.GetAuthUrlAsync(request));

        Assert.True((await flow.Client.ForUser(request, AuthorizationResponse.Parse(callback), RunningOperator.Number).VerifyNumberAsync()).DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task An_unsigned_request_is_refused_where_a_signed_one_is_required()
    {
        await using var flow = await StartAsync(signs: false);
        var request = AuthorizationRequest.Create();
        var callback = await flow.Operator.Phone.OpenAsync(await flow.Client.GetAuthUrlAsync(request));

        var refusal = Assert.Throws<AuthorizationRefusedException>(() => flow.Client.ForUser(request, AuthorizationResponse.Parse(callback)));

        Assert.Equal("invalid_request", refusal.Code);
    }

    [Fact]
    public async Task A_url_that_is_opened_too_late_yields_no_code()
    {
        await using var flow = await StartAsync(signs: true);
        var request = AuthorizationRequest.Create();
        var url = await flow.Client.GetAuthUrlAsync(request);
        flow.Operator.Time.Advance(TimeSpan.FromSeconds(121));

        var callback = await flow.Operator.Phone.OpenAsync(url);

        Assert.Contains("error=invalid_request_object", callback.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_backchannel_takes_a_signed_request_and_no_other()
    {
        await using (var signing = await StartAsync(signs: true))
        {
            Assert.True((await UserAsync(signing).VerifyNumberAsync()).DevicePhoneNumberVerified);
        }

        await using var plain = await StartAsync(signs: false);
        await Assert.ThrowsAsync<ClientRejectedException>(() => UserAsync(plain).VerifyNumberAsync());

        static NumberVerifyUserClient UserAsync(FlowFixture flow) => flow.Client.ForOperatorToken(flow.Operator.Phone.CreateOperatorToken(), RunningOperator.Number);
    }

    private static async Task<FlowFixture> StartAsync(bool signs)
    {
        var key = AssertionKey.Ec("signing-key");
        JumpingClock? clock = null;
        return await FlowFixture.StartAsync(
            configure: options =>
            {
                options.ClientId = ClientId;
                options.Signer = new Signing(key);
                options.Profile = options.Profile with { SignsAuthorizationRequests = signs, OperatorTokenGrant = OperatorTokenGrant.Ciba };
            },
            configureOperator: options =>
            {
                clock = new JumpingClock((ManualTimeProvider)options.TimeProvider);
                options.Clients.Add(new SimulatedClient
                {
                    ClientId = ClientId, JsonWebKeySet = AssertionKey.PublicSet(key), RedirectUris = [FlowFixture.RedirectUri], RequireSignedRequestObject = true,
                });
            },
            addServices: services => services.AddSingleton<TimeProvider>(clock!));
    }

    private sealed class Signing(AssertionKey key) : ISigner
    {
        public string KeyId => key.Id;

        public string Algorithm => "ES256";

        public async ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return key.SignData(data.ToArray(), System.Security.Cryptography.HashAlgorithmName.SHA256);
        }
    }
}
