using System.Net;
using System.Text;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Conformance.Features;

/// <summary>
/// Sends by the SDK's provider of one-time codes, which gets its token by itself. What it cannot be brought to send, another token or a malformed body, is put in on the wire, behind it;
/// what comes back it must understand by itself.
/// </summary>
internal sealed class OneTimePasswordCaller : ICaller
{
    private const string UnknownId = "ea0840f3-3663-4149-bd10-c7c6b8912105";

    public async Task<Reply> SendAsync(World world)
    {
        using var wire = new Wire(world);
        var client = new OneTimePasswordSmsClient(new NumberVerifyClient(
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
            world.Time));
        try
        {
            if (wire.IsSend)
            {
                var sent = await client.SendCodeAsync(PhoneNumber.Parse(Text(world, "phoneNumber", wire) ?? World.Number), Text(world, "message", wire), world.Correlator);
                Assert.Equal((string?)wire.Reply!.Body!["authenticationId"], sent.AuthenticationId);
                Assert.Equal(wire.Reply.Correlator, sent.CorrelationId);
                return wire.Reply;
            }

            var check = await client.ValidateCodeAsync(Text(world, "authenticationId", wire) ?? UnknownId, Text(world, "code", wire) ?? "000000", world.Correlator);
            Assert.Equal(
                (wire.Reply!.Status, (string?)wire.Reply.Body?["code"]) switch
                {
                    (204, null) => CodeCheck.Correct,
                    (400, "ONE_TIME_PASSWORD_SMS.INVALID_OTP") => CodeCheck.Wrong,
                    (400, "ONE_TIME_PASSWORD_SMS.VERIFICATION_EXPIRED") => CodeCheck.Expired,
                    (400, "ONE_TIME_PASSWORD_SMS.VERIFICATION_FAILED") => CodeCheck.TooManyAttempts,
                    (404, "NOT_FOUND") => CodeCheck.NonePending,
                    var other => throw new InvalidOperationException($"{other} was taken for an answer."),
                },
                check);
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
                    _ when wire.IsSend => typeof(PhoneNumberRejectedException),
                    _ => throw new InvalidOperationException($"{refusal.Code} was taken for a failure."),
                },
                refusal);
        }

        return wire.Reply!;
    }

    private static string? Text(World world, string member, Wire wire) => wire.ReplacesBody ? null : (string?)world.Body?[member];

    private sealed class Wire : DelegatingHandler
    {
        private readonly World _world;

        public Wire(World world)
            : base(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
        {
            _world = world;
            IsSend = world.Resource.OriginalString.EndsWith("send-code", StringComparison.Ordinal);
            ReplacesBody = world.Body is null || !Schema.Of(OfficialSpecs.OneTimePasswordR32, IsSend ? "/components/schemas/SendCodeBody" : "/components/schemas/ValidateCodeBody").Allows(world.Body);
        }

        public bool IsSend { get; }

        public Reply? Reply { get; private set; }

        /// <summary>Whether the scenario's body is one that the client refuses before it sends.</summary>
        public bool ReplacesBody { get; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath != _world.Resource.OriginalString)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            if (_world.Token != TokenKind.Valid)
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
