using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NumberVerify.Tests.Shared;
using static NumberVerify.Interop.Tests.ForeignOperator;

namespace NumberVerify.Interop.Tests;

/// <summary>The SDK against an OpenID Connect server none of us wrote: what it accepts is not what our own simulator happens to accept.</summary>
public sealed class ForeignOperatorTests
{
    public static TheoryData<ClientAuthenticationMethod, string, string> Configurations
    {
        get
        {
            var data = new TheoryData<ClientAuthenticationMethod, string, string>();
            foreach (var algorithm in new[] { "ES256", "RS256", "PS256" })
            {
                data.Add(ClientAuthenticationMethod.PrivateKeyJwt, algorithm, algorithm);
            }

            data.Add(ClientAuthenticationMethod.ClientSecretBasic, "", "RS256");
            data.Add(ClientAuthenticationMethod.ClientSecretPost, "", "ES256");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task The_code_flow_ends_in_a_session(ClientAuthenticationMethod method, string assertionAlgorithm, string idTokenAlgorithm)
    {
        await using var op = await StartAsync(settings => Configure(settings, method, idTokenAlgorithm));
        await using var services = Register(op, method, assertionAlgorithm);

        var session = await (await SignInAsync(op, services)).GetSessionAsync();

        Assert.Equal(Scopes, session.Scopes);
        Assert.InRange(session.ExpiresAt, DateTimeOffset.UtcNow.AddSeconds(240), DateTimeOffset.UtcNow.AddSeconds(301));
    }

    [Fact]
    public async Task Prompt_none_is_answered_silently_where_the_server_already_knows_the_device()
    {
        await using var op = await StartAsync();
        await using var interactive = Register(op);
        await SignInAsync(op, interactive);
        await using var silent = Register(op, prompt: "none");

        var session = await (await SignInAsync(op, silent)).GetSessionAsync();

        Assert.Contains("number-verification:verify", session.Scopes);
    }

    [Fact]
    public async Task Prompt_none_on_an_unknown_device_is_a_typed_refusal()
    {
        await using var op = await StartAsync();
        await using var services = Register(op, prompt: "none");

        var refusal = await Assert.ThrowsAsync<AuthorizationRefusedException>(() => SignInAsync(op, services));

        Assert.Equal("login_required", refusal.Code);
    }

    [Theory]
    [InlineData("/operators/one")]
    [InlineData("/realms/a-b_c.d/v2")]
    public async Task An_issuer_may_have_a_path(string path)
    {
        await using var op = await StartAsync(settings => settings["path"] = path);
        await using var services = Register(op);

        Assert.EndsWith(path, op.Issuer, StringComparison.Ordinal);
        Assert.NotEmpty((await (await SignInAsync(op, services)).GetSessionAsync()).AccessToken);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_from_a_wrong_code()
    {
        await using var op = await StartAsync();
        await using var services = Register(op, secret: "another secret");
        var user = await SignInAsync(op, services);

        await Assert.ThrowsAsync<ClientRejectedException>(() => user.GetSessionAsync());
    }

    [Fact]
    public async Task A_code_is_good_for_one_exchange()
    {
        await using var op = await StartAsync();
        await using var services = Register(op);
        var client = await DiscoveredAsync(services);
        var request = AuthorizationRequest.Create();
        var response = AuthorizationResponse.Parse(await op.OpenAsync(client.GetAuthUrl(request)));
        await client.ForUser(request, response).GetSessionAsync();

        await Assert.ThrowsAsync<CodeRejectedException>(() => client.ForUser(request, response).GetSessionAsync());
    }

    [Fact]
    public async Task A_code_cannot_be_redeemed_with_the_verifier_of_another_request()
    {
        await using var op = await StartAsync();
        await using var services = Register(op);
        var client = await DiscoveredAsync(services);
        var (mine, theirs) = (AuthorizationRequest.Create(), AuthorizationRequest.Create());
        var callback = (await op.OpenAsync(client.GetAuthUrl(theirs))).OriginalString.Replace(Uri.EscapeDataString(theirs.State), Uri.EscapeDataString(mine.State), StringComparison.Ordinal);
        var user = client.ForUser(mine, AuthorizationResponse.Parse(callback));

        await Assert.ThrowsAsync<CodeRejectedException>(() => user.GetSessionAsync());
    }

    [Fact]
    public async Task A_token_without_the_scope_that_was_asked_for_is_refused()
    {
        await using var op = await StartAsync(settings => Client(settings)["scope"] = "openid dpv:FraudPreventionAndDetection");
        await using var services = Register(op);

        // Whether it refuses the request or narrows the grant is the server's choice; a session never comes of it.
        await Assert.ThrowsAnyAsync<NumberVerifyException>(async () => await (await SignInAsync(op, services)).GetSessionAsync());
    }

    [Fact]
    public async Task A_lifetime_beyond_what_CAMARA_allows_is_cut()
    {
        await using var op = await StartAsync(settings => settings["accessTokenLifetime"] = 3600);
        await using var services = Register(op);

        var session = await (await SignInAsync(op, services)).GetSessionAsync();

        Assert.True(session.ExpiresAt <= DateTimeOffset.UtcNow.AddSeconds(300));
    }

    [Theory]
    [InlineData(ClientAuthenticationMethod.PrivateKeyJwt, "ES256")]
    [InlineData(ClientAuthenticationMethod.ClientSecretBasic, "")]
    public async Task An_operator_token_is_redeemed_over_the_backchannel(ClientAuthenticationMethod method, string assertionAlgorithm)
    {
        await using var op = await StartAsync(settings =>
        {
            Configure(settings, method, "ES256");
            ConfigureBackchannel(settings);
        });
        await using var services = Register(op, method, assertionAlgorithm, addServices: Ciba);
        var client = await DiscoveredAsync(services);

        var session = await client.ForOperatorToken("a-subscriber").GetSessionAsync();

        Assert.Equal(Scopes, session.Scopes);
        Assert.NotEmpty(session.AccessToken);
    }

    [Theory]
    [InlineData("proofs", DPoPUse.Required)]
    [InlineData("nonce", DPoPUse.Required)]
    [InlineData("nonce", DPoPUse.BearerAccepted)]
    public async Task A_token_is_bound_to_a_key_and_used_with_it(string dpop, DPoPUse use)
    {
        await using var op = await StartAsync(settings => ConfigureDPoP(settings, dpop));
        await using var services = Register(op, ClientAuthenticationMethod.PrivateKeyJwt, "ES256", changeProfile: profile => profile with { DPoP = use }, apiRoot: new Uri(op.Issuer));

        var answer = await (await SignInAsync(op, services, NumberVerifyOperation.GetDevicePhoneNumber)).GetDevicePhoneNumberAsync();

        Assert.Equal("+346661113334", answer.DevicePhoneNumber.Value);
    }

    [Fact]
    public async Task A_bound_token_is_nothing_without_its_key()
    {
        await using var op = await StartAsync(static settings => ConfigureDPoP(settings, "proofs"));
        await using var services = Register(op, ClientAuthenticationMethod.PrivateKeyJwt, "ES256", changeProfile: static profile => profile with { DPoP = DPoPUse.Required }, apiRoot: new Uri(op.Issuer));
        var user = await SignInAsync(op, services, NumberVerifyOperation.GetDevicePhoneNumber);
        var session = await user.GetSessionAsync();
        var stolen = new Session { AccessToken = session.AccessToken, ExpiresAt = session.ExpiresAt, Scopes = session.Scopes };

        await Assert.ThrowsAsync<UnauthenticatedException>(() => user.GetDevicePhoneNumberAsync(new ApiConfig { Session = stolen }));
    }

    [Fact]
    public async Task Where_proofs_are_demanded_a_client_without_one_gets_no_token()
    {
        await using var op = await StartAsync(static settings => ConfigureDPoP(settings, "proofs"));
        await using var services = Register(op, ClientAuthenticationMethod.PrivateKeyJwt, "ES256");

        await Assert.ThrowsAnyAsync<NumberVerifyException>(async () => await (await SignInAsync(op, services, NumberVerifyOperation.GetDevicePhoneNumber)).GetSessionAsync());
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("PS256")]
    public async Task A_signed_request_is_taken_where_no_other_is(string algorithm)
    {
        await using var op = await StartAsync(settings => ConfigureRequestObjects(settings, algorithm));
        await using var services = Register(op, ClientAuthenticationMethod.PrivateKeyJwt, algorithm, changeProfile: static profile => profile with { SignsAuthorizationRequests = true, RequestObjectAudience = RequestObjectAudience.Issuer });

        Assert.NotEmpty((await (await SignInAsync(op, services)).GetSessionAsync()).AccessToken);
    }

    [Fact]
    public async Task An_unsigned_request_is_refused_where_a_signed_one_is_demanded()
    {
        await using var op = await StartAsync(static settings => ConfigureRequestObjects(settings, "ES256"));
        await using var services = Register(op, ClientAuthenticationMethod.PrivateKeyJwt, "ES256");

        await Assert.ThrowsAsync<AuthorizationRefusedException>(() => SignInAsync(op, services));
    }

    [Fact]
    public async Task A_signed_backchannel_request_is_taken_where_no_other_is()
    {
        await using var op = await StartAsync(static settings =>
        {
            ConfigureRequestObjects(settings, "ES256");
            ConfigureBackchannel(settings);
            Client(settings)["backchannel_authentication_request_signing_alg"] = "ES256";
        });
        await using var signing = Register(op, ClientAuthenticationMethod.PrivateKeyJwt, "ES256", addServices: Ciba, changeProfile: static profile => profile with { SignsAuthorizationRequests = true });
        await using var plain = Register(op, ClientAuthenticationMethod.PrivateKeyJwt, "ES256", addServices: Ciba);

        Assert.NotEmpty((await (await DiscoveredAsync(signing)).ForOperatorToken("a-subscriber").GetSessionAsync()).AccessToken);
        await Assert.ThrowsAsync<ClientRejectedException>(async () => await (await DiscoveredAsync(plain)).ForOperatorToken("a-subscriber").GetSessionAsync());
    }

    [Fact]
    public async Task A_client_without_the_grant_is_told_so_on_the_backchannel()
    {
        await using var op = await StartAsync(static settings => settings["ciba"] = true);
        await using var services = Register(op, addServices: Ciba);
        var client = await DiscoveredAsync(services);

        await Assert.ThrowsAsync<ClientRejectedException>(() => client.ForOperatorToken("a-subscriber").GetSessionAsync());
    }

    [OfficialSpecFact(OfficialSpecs.R32)]
    public async Task The_whole_flow_needs_nothing_of_ours_on_the_other_side()
    {
        await using var op = await StartAsync(settings => Configure(settings, ClientAuthenticationMethod.PrivateKeyJwt, "ES256"));
        await using var api = await ContractServer.MockAsync(OfficialSpecs.PathOf(OfficialSpecs.R32));
        await using var services = Register(op, ClientAuthenticationMethod.PrivateKeyJwt, "ES256", api: api);

        var answer = await (await SignInAsync(op, services)).VerifyNumberAsync("+346661113334");

        Assert.True(answer.DevicePhoneNumberVerified);
    }

    private static void Configure(JsonObject settings, ClientAuthenticationMethod method, string idTokenAlgorithm)
    {
        var client = Client(settings);
        client["token_endpoint_auth_method"] = method switch
        {
            ClientAuthenticationMethod.PrivateKeyJwt => "private_key_jwt",
            ClientAuthenticationMethod.ClientSecretPost => "client_secret_post",
            _ => "client_secret_basic",
        };
        client["id_token_signed_response_alg"] = idTokenAlgorithm;
        if (method == ClientAuthenticationMethod.PrivateKeyJwt)
        {
            client.Remove("client_secret");
        }
    }

    private static void ConfigureBackchannel(JsonObject settings)
    {
        settings["ciba"] = true;
        Client(settings)["grant_types"]!.AsArray().Add("urn:openid:params:grant-type:ciba");
        Client(settings)["backchannel_token_delivery_mode"] = "poll";
    }

    /// <summary>Every token of the client is bound, and the API of the device's own number is the server's userinfo endpoint, which checks what it is shown.</summary>
    private static void ConfigureDPoP(JsonObject settings, string dpop)
    {
        Configure(settings, ClientAuthenticationMethod.PrivateKeyJwt, "ES256");
        settings["dpop"] = dpop;
        settings["scopes"]!.AsArray().Add("number-verification:device-phone-number:read");
        settings["userinfo"] = new JsonObject { ["devicePhoneNumber"] = "+346661113334" };
        settings["overrides"] = new JsonObject
        {
            ["claims"] = new JsonObject { ["openid"] = new JsonArray("sub", "devicePhoneNumber") },
            ["routes"] = new JsonObject { ["userinfo"] = "/number-verification/v2/device-phone-number" },
        };
        Client(settings)["dpop_bound_access_tokens"] = true;
    }

    private static void ConfigureRequestObjects(JsonObject settings, string algorithm)
    {
        Configure(settings, ClientAuthenticationMethod.PrivateKeyJwt, "ES256");
        settings["features"] = new JsonObject { ["requestObjects"] = new JsonObject { ["enabled"] = true } };
        Client(settings)["require_signed_request_object"] = true;
        Client(settings)["request_object_signing_alg"] = algorithm;
    }

    /// <summary>The server names no interval, and nobody shall wait five seconds between two polls.</summary>
    private static void Ciba(IServiceCollection services) => services
        .AddSingleton<TimeProvider>(new ImpatientClock())
        .PostConfigure<NumberVerifyClientOptions>(static options => options.Profile = options.Profile with { OperatorTokenGrant = OperatorTokenGrant.Ciba });

    private static ServiceProvider Register(
        ForeignOperator op,
        ClientAuthenticationMethod method = ClientAuthenticationMethod.ClientSecretBasic,
        string assertionAlgorithm = "",
        string? prompt = null,
        string secret = ClientSecret,
        ContractServer? api = null,
        Uri? apiRoot = null,
        Func<OperatorProfile, OperatorProfile>? changeProfile = null,
        Action<IServiceCollection>? addServices = null)
    {
        var services = new ServiceCollection();
        addServices?.Invoke(services);
        var http = services.AddNumberVerify(options =>
        {
            options.ClientId = ClientId;
            var profile = OperatorProfile.Camara with { ClientAuthentication = method, Prompt = prompt };
            options.Profile = changeProfile?.Invoke(profile) ?? profile;
            options.Signer = method == ClientAuthenticationMethod.PrivateKeyJwt ? op.Signer(assertionAlgorithm) : null;
            options.ClientSecret = method == ClientAuthenticationMethod.PrivateKeyJwt ? null : secret;
            options.RedirectUri = new Uri(RedirectUri);
            options.Issuer = op.Issuer;
            options.ApiRoot = api?.Root ?? apiRoot ?? new Uri("http://127.0.0.1:9");
            options.AllowLoopbackHttp = true;
        });
        if (api is not null)
        {
            http.AddHttpMessageHandler(() => api.AtItsRoot("/number-verification/v2"));
        }

        return services.BuildServiceProvider();
    }

    private static async Task<NumberVerifyUserClient> SignInAsync(
        ForeignOperator op, ServiceProvider services, NumberVerifyOperation operation = NumberVerifyOperation.VerifyNumber)
    {
        var client = await DiscoveredAsync(services);
        var request = AuthorizationRequest.Create(operation: operation);
        return client.ForUser(request, AuthorizationResponse.Parse(await op.OpenAsync(await client.GetAuthUrlAsync(request))));
    }

    private static async Task<NumberVerifyClient> DiscoveredAsync(ServiceProvider services)
    {
        var client = services.GetRequiredService<NumberVerifyClient>();
        await client.DiscoverAsync();
        return client;
    }
}
