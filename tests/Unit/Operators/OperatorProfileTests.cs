using Microsoft.Extensions.Options;

namespace NumberVerify.Unit.Tests.Operators;

/// <summary>The presets are data: complete with an identifier, a credential and a redirect URI, and no laxer than they say.</summary>
public sealed class OperatorProfileTests
{
    public static TheoryData<string> Presets => [.. OperatorProfile.Presets.Where(static preset => preset != OperatorProfile.Camara).Select(static preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_needs_no_more_than_a_client_and_its_redirect_URI(string name) => Assert.NotNull(Client(OptionsOf(name)));

    [Theory]
    [InlineData("glide", "https://oidc.gateway-x.io/oauth2/auth", "https://oidc.gateway-x.io/oauth2/token", "https://api.gateway-x.io/number-verification/verify")]
    [InlineData("telefonica-v0", "https://sandbox.opengateway.telefonica.com/apigateway/authorize", "https://sandbox.opengateway.telefonica.com/apigateway/token", "https://sandbox.opengateway.telefonica.com/apigateway/number-verification/v0/verify")]
    [InlineData("telefonica-v1", "https://sandbox.opengateway.telefonica.com/apigateway/authorize", "https://sandbox.opengateway.telefonica.com/apigateway/token", "https://sandbox.opengateway.telefonica.com/apigateway/number-verification/v1/verify")]
    [InlineData("telefonica-v2", "https://sandbox.opengateway.telefonica.com/apigateway/authorize", "https://sandbox.opengateway.telefonica.com/apigateway/token", "https://sandbox.opengateway.telefonica.com/apigateway/number-verification/v2/verify")]
    [InlineData("vonage", "https://oidc.idp.vonage.com/oauth2/auth", "https://api-eu.vonage.com/oauth2/token", "https://api-eu.vonage.com/camara/number-verification/v031/verify")]
    public async Task A_preset_knows_its_operators_addresses(string name, string authorization, string token, string api)
    {
        var http = Http();
        var options = OptionsOf(name);

        var url = await VerifyAsync(new NumberVerifyClient(options, http), options.Profile);

        Assert.StartsWith(authorization + "?", url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal([token, api], http.Sent.Select(static request => request.Uri.AbsoluteUri));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public async Task Addresses_of_the_options_take_the_place_of_the_profiles(string name)
    {
        var (below, given) = (OptionsOf(name), OptionsOf(name));
        (below.AuthBase, below.ApiRoot) = (new Uri("https://op.example/base/"), new Uri("https://api.example/root"));
        (given.AuthorizationEndpoint, given.TokenEndpoint, given.ApiRoot) = (new Uri("https://op.example/a"), new Uri("https://op.example/t"), new Uri("https://api.example"));

        foreach (var (options, paths) in new[] { (below, (Authorize: "/base/" + below.Profile.AuthorizationPath, Token: "/base/" + below.Profile.TokenPath)), (given, (Authorize: "/a", Token: "/t")) })
        {
            var http = Http();
            var url = await VerifyAsync(new NumberVerifyClient(options, http), options.Profile);

            Assert.Equal(("op.example", paths.Authorize), (url.Host, url.AbsolutePath));
            Assert.Equal([("op.example", paths.Token), ("api.example", options.ApiRoot!.AbsolutePath.TrimEnd('/') + "/" + options.Profile.ApiPath + "/verify")], http.Sent.Select(static request => (request.Uri.Host, request.Uri.AbsolutePath)));
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_token_of_another_server_never_goes_to_the_profiles_API(string name)
    {
        var (below, given) = (OptionsOf(name), OptionsOf(name));
        below.AuthBase = new Uri("https://op.example");
        (given.AuthorizationEndpoint, given.TokenEndpoint) = (new Uri("https://op.example/a"), new Uri("https://op.example/t"));

        Assert.All([below, given], static options => Assert.StartsWith("ApiRoot ", Assert.Single(FaultsOf(options)), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_code_never_goes_to_the_profiles_token_endpoint_from_another_server(string name)
    {
        var options = OptionsOf(name);
        (options.AuthorizationEndpoint, options.ApiRoot) = (new Uri("https://op.example/a"), new Uri("https://api.example"));

        Assert.StartsWith("TokenEndpoint ", Assert.Single(FaultsOf(options)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_is_without_any_departure()
    {
        var profile = new NumberVerifyClientOptions().Profile;

        Assert.Equal(OperatorProfile.Camara, profile);
        Assert.Equal(new OperatorProfile(), profile);
        Assert.True(profile is
        {
            ClientAuthentication: ClientAuthenticationMethod.PrivateKeyJwt, UsesOpenId: true, SendsNonce: true, ChecksIdToken: true, UsesPkce: true, Prompt: "none", MaxAge: null, PurposePlace: PurposePlace.ScopeValue,
            SendsApiScope: true, RequiresGrantedApiScope: true, RequiresRedirectUri: true, SendsRedirectUriWithCode: true, RequiresLoginHint: false, IsSandbox: false, OperatorNameClaim: null,
        });
    }

    [Fact]
    public void Each_preset_has_a_name_of_its_own() => Assert.Equal(6, OperatorProfile.Presets.Select(static preset => preset.Name).Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_state_that_is_not_the_requests_is_refused_by_every_preset(string name)
    {
        var http = Http();
        var client = new NumberVerifyClient(OptionsOf(name), http);

        Assert.Throws<InvalidCallbackException>(() => client.ForUser(AuthorizationRequest.Create(), AuthorizationResponse.Parse("?code=c&state=another")));
        Assert.Throws<InvalidCallbackException>(() => client.ForUser(AuthorizationRequest.Create(), AuthorizationResponse.Parse("?code=c")));
        Assert.Empty(http.Sent);
    }

    [Theory]
    [InlineData("camara")]
    [InlineData("vonage")]
    public void A_login_hint_is_refused_by_every_profile_that_is_no_sandbox(string name)
    {
        var client = Client(OptionsOf(name));

        Assert.Throws<ArgumentException>(() => client.GetAuthUrl(AuthorizationRequest.Create(useDevNumber: "+99012345678")));
    }

    [Theory]
    [InlineData("telefonica-v0")]
    [InlineData("telefonica-v1")]
    [InlineData("telefonica-v2")]
    public void A_required_login_hint_that_is_missing_is_told_before_anything_is_sent(string name)
    {
        var client = Client(OptionsOf(name));

        Assert.Throws<ArgumentException>("request", () => client.GetAuthUrl(AuthorizationRequest.Create()));
        Assert.Throws<ArgumentException>("request", () => client.GetParameters(AuthorizationRequest.Create()));
    }

    [Theory]
    [InlineData("number-verification:verify", false)]
    [InlineData("openid number-verification-verify-read", true)]
    [InlineData("dpv:FraudPreventionAndDetection#number-verification-verify-read openid", true)]
    [InlineData("openid", false)]
    [InlineData("dpv:FraudPreventionAndDetection#number-verification-share-read", false)]
    [InlineData("dpv:ServiceProvision#number-verification-verify-read", false)]
    public async Task A_joined_scope_is_granted_with_its_purpose_or_without(string granted, bool isGranted)
    {
        var options = OptionsOf("vonage");
        var user = new NumberVerifyClient(options, Http(scope: granted)).ForUser("a-code", FakeOperator.Number);

        var exception = await Record.ExceptionAsync(() => user.GetSessionAsync());

        Assert.Equal(isGranted, exception is null);
        Assert.True(exception is null or InsufficientScopeException);
    }

    [Fact]
    public async Task Where_no_API_scope_is_returned_the_API_decides()
    {
        var lax = OptionsOf("glide");
        var strict = OptionsOf("glide");
        strict.Profile = strict.Profile with { RequiresGrantedApiScope = true };

        Assert.Equal(["openid"], (await new NumberVerifyClient(lax, Http(scope: "openid")).ForUser("a-code").GetSessionAsync()).Scopes);
        Assert.NotNull(await new NumberVerifyClient(strict, Http(scope: "openid number-verification:verify")).ForUser("a-code").GetSessionAsync());
        await Assert.ThrowsAsync<InsufficientScopeException>(() => new NumberVerifyClient(strict, Http(scope: "openid offline")).ForUser("a-code").GetSessionAsync());
    }

    [Fact]
    public async Task An_id_token_that_is_to_be_checked_is_checked_at_an_aggregator_too()
    {
        var options = OptionsOf("glide");
        (options.Profile, options.Issuer, options.JwksUri) = (options.Profile with { ChecksIdToken = true }, "https://oidc.gateway-x.io", new Uri("https://oidc.gateway-x.io/jwks"));
        var client = new NumberVerifyClient(options, Http());
        var request = AuthorizationRequest.Create();

        Assert.Throws<InvalidOperationException>(() => client.ForUser("a-code"));
        await Assert.ThrowsAsync<IdTokenRejectedException>(() => client.ForUser(request, AuthorizationResponse.Parse($"?code=c&state={request.State}")).GetSessionAsync());
    }

    [Fact]
    public void A_purpose_of_the_options_is_that_of_every_operation()
    {
        var options = OptionsOf("telefonica-v2");
        options.Purpose = "dpv:IdentityVerification";
        var client = Client(options);

        Assert.All(Enum.GetValues<NumberVerifyOperation>(), operation =>
            Assert.StartsWith("dpv:IdentityVerification ", client.GetParameters(AuthorizationRequest.Create(useDevNumber: FakeOperator.Number, operation: operation)).Scope, StringComparison.Ordinal));
    }

    [Fact]
    public void A_redirect_URI_may_be_missing_only_where_the_profile_says_so()
    {
        var (glide, vonage) = (OptionsOf("glide"), OptionsOf("vonage"));
        glide.RedirectUri = vonage.RedirectUri = null;

        Assert.DoesNotContain("redirect_uri", Client(glide).GetAuthUrl(AuthorizationRequest.Create()).AbsoluteUri, StringComparison.Ordinal);
        Assert.StartsWith("RedirectUri ", Assert.Single(FaultsOf(vonage)), StringComparison.Ordinal);
        glide.RedirectUri = new Uri("http://app.example/callback");
        Assert.StartsWith("RedirectUri ", Assert.Single(FaultsOf(glide)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Backend_and_frontend_build_the_same_URL_for_every_preset(string name)
    {
        var options = OptionsOf(name);
        var client = Client(options);
        var request = AuthorizationRequest.Create(useDevNumber: options.Profile.IsSandbox ? FakeOperator.Number : null);
        var url = client.GetAuthUrl(request);

        var frontend = new NumberVerifyFrontendClient(FakeOperator.ClientId, new Uri(url.GetLeftPart(UriPartial.Path)), options.RedirectUri!);

        Assert.Equal(url.AbsoluteUri, frontend.GetAuthUrl(client.GetParameters(request)).AbsoluteUri);
    }

    internal static NumberVerifyClientOptions OptionsOf(string name)
    {
        var profile = OperatorProfile.Presets.Single(preset => preset.Name == name);
        var isSigned = profile.ClientAuthentication is ClientAuthenticationMethod.PrivateKeyJwt or ClientAuthenticationMethod.ApplicationJwt;
        var options = profile == OperatorProfile.Camara ? FakeOperator.StaticOptions() : new NumberVerifyClientOptions { ClientId = FakeOperator.ClientId, RedirectUri = new Uri(FakeOperator.RedirectUri) };
        (options.Profile, options.ClientSecret, options.Signer) = (profile, isSigned ? null : "a-secret", isSigned ? FakeSigner.Instance : null);
        return options;
    }

    /// <summary>Answers as an operator that was found at the other end of any address.</summary>
    private static FakeHandler Http(string? scope = null) => new(request => request.Uri.AbsolutePath switch
    {
        var path when path.EndsWith("/verify", StringComparison.Ordinal) => FakeHandler.Json("""{"devicePhoneNumberVerified":true}"""),
        _ => FakeHandler.Json($$"""{"access_token":"a-token","token_type":"bearer","expires_in":300{{(scope is null ? "" : $",\"scope\":\"{scope}\"")}}}"""),
    });

    private static async Task<Uri> VerifyAsync(NumberVerifyClient client, OperatorProfile profile)
    {
        var request = AuthorizationRequest.Create(useDevNumber: profile.RequiresLoginHint ? FakeOperator.Number : null);
        Assert.True((await client.ForUser(request, AuthorizationResponse.Parse($"?code=c&state={request.State}"), FakeOperator.Number).VerifyNumberAsync()).DevicePhoneNumberVerified);
        return client.GetAuthUrl(request);
    }

    private static NumberVerifyClient Client(NumberVerifyClientOptions options) => new(options, Http());

    private static List<string> FaultsOf(NumberVerifyClientOptions options) => [.. Assert.Throws<OptionsValidationException>(() => Client(options)).Failures];
}
