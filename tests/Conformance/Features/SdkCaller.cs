using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Conformance.Features;

/// <summary>
/// Sends by the SDK's own client. What the client cannot be brought to send, a missing header or a body with both members, is put in on the wire, behind it;
/// what comes back it must understand by itself.
/// </summary>
internal sealed class SdkCaller : ICaller
{
    public async Task<Reply> SendAsync(World world)
    {
        using var wire = new Wire(world);
        var client = new NumberVerifyClient(
            new NumberVerifyClientOptions
            {
                ClientId = World.ClientId,
                ClientSecret = World.ClientSecret,
                Profile = OperatorProfile.Camara with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretPost },
                RedirectUri = new Uri(World.RedirectUri),
                Issuer = world.Simulator.Issuer.OriginalString,
                ApiRoot = world.Simulator.ApiRoot,
                AllowLoopbackHttp = true,
            },
            wire,
            world.Time);
        await client.DiscoverAsync();
        var isShare = world.Method == HttpMethod.Get;
        var request = AuthorizationRequest.Create(operation: isShare ? NumberVerifyOperation.GetDevicePhoneNumber : NumberVerifyOperation.VerifyNumber);
        var user = client.ForUser(request, AuthorizationResponse.Parse(await world.Device.OpenAsync(client.GetAuthUrl(request))));
        var config = new ApiConfig { CorrelationId = world.Correlator };

        try
        {
            if (isShare)
            {
                var share = await user.GetDevicePhoneNumberAsync(config);
                Assert.Equal((string?)wire.Reply!.Body!["devicePhoneNumber"], share.DevicePhoneNumber.Value);
                Assert.Equal(wire.Reply.Correlator, share.CorrelationId);
                return wire.Reply;
            }

            var match = Text(world.Body, "hashedPhoneNumber") is { } hash && !wire.ReplacesBody
                ? await user.VerifyHashedNumberAsync(hash, config)
                : await user.VerifyNumberAsync(wire.ReplacesBody ? World.Number : Text(world.Body, "phoneNumber"), config);
            Assert.Equal((bool)wire.Reply!.Body!["devicePhoneNumberVerified"]!, match.DevicePhoneNumberVerified);
            Assert.Equal(wire.Reply.Correlator, match.CorrelationId);
        }
        catch (NumberVerifyException refusal)
        {
            Assert.NotNull(wire.Reply);
            Assert.Equal((HttpStatusCode)wire.Reply.Status, refusal.StatusCode);
            Assert.Equal((string?)wire.Reply.Body!["code"], refusal.Code);
            Assert.Equal(wire.Reply.Correlator, refusal.CorrelationId);
            Assert.IsType(
                refusal.Code switch
                {
                    "INVALID_ARGUMENT" => typeof(RequestRejectedException),
                    "UNAUTHENTICATED" => typeof(UnauthenticatedException),
                    "PERMISSION_DENIED" => typeof(PermissionDeniedException),
                    _ => typeof(NotOnMobileNetworkException),
                },
                refusal);
        }

        return wire.Reply!;
    }

    private static string? Text(JsonObject? body, string member) => (string?)body?[member];

    private sealed class Wire : DelegatingHandler
    {
        private readonly World _world;

        public Wire(World world)
            : base(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
        {
            _world = world;
            ReplacesBody = world.Method == HttpMethod.Post
                && (world.Body is not { Count: 1 } body
                    || !(body.ContainsKey("phoneNumber") || body.ContainsKey("hashedPhoneNumber"))
                    || !Schema.Of(OfficialSpecs.R32, "#/components/schemas/NumberVerificationRequestBody").Allows(body));
        }

        public Reply? Reply { get; private set; }

        /// <summary>Whether the scenario's body is one that the client's methods cannot express, or refuse before they send.</summary>
        public bool ReplacesBody { get; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath != _world.Resource.OriginalString)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            if (_world.Token is not (TokenKind.Valid or TokenKind.NotByMobileNetwork))
            {
                request.Headers.Authorization = await _world.GetAccessTokenAsync() is { } token ? new("Bearer", token) : null;
            }

            if (ReplacesBody)
            {
                request.Content = _world.Body is null ? null : new StringContent(_world.Body.ToJsonString(), Encoding.UTF8, "application/json");
            }

            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            Reply = await Reply.ReadAsync(response);
            return response;
        }
    }
}
