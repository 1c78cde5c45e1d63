using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace NumberVerify.Unit.Tests.Registration;

/// <summary>Wrong options are told all at once, by name, without a value.</summary>
public sealed class OptionsTests
{
    private const string Canary = "canary";

    [Fact]
    public void The_options_of_strict_CAMARA_have_no_fault() => Assert.Empty(FaultsOf(static _ => { }));

    [Fact]
    public void Discovery_needs_the_issuer_alone() => Assert.Empty(FaultsOf(FakeOperator.Discovered));

    [Fact]
    public void Empty_options_tell_every_fault_at_once()
    {
        var faults = Assert.Throws<OptionsValidationException>(() => new NumberVerifyClient(new NumberVerifyClientOptions())).Failures.ToList();

        Assert.Equal(["ClientId", "RedirectUri", "ApiRoot", "Issuer", "Signer"], faults.Select(static fault => fault.Split(' ', ':')[0]));
    }

    [Fact]
    public void Every_option_wrong_is_every_fault_told_and_no_value_repeated()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => new NumberVerifyClient(new NumberVerifyClientOptions
        {
            ClientId = Canary + "\n",
            RedirectUri = new Uri($"http://{Canary}.example/"),
            Issuer = $"http://{Canary}.example",
            AuthorizationEndpoint = new Uri($"https://op.example/?state={Canary}"),
            TokenEndpoint = new Uri($"https://{Canary}@op.example/"),
            JwksUri = new Uri($"/{Canary}", UriKind.Relative),
            ApiRoot = new Uri($"https://api.example/?{Canary}"),
            Signer = null,
            ClientSecret = Canary,
            Purpose = Canary,
            Timeout = TimeSpan.Zero,
            Profile = OperatorProfile.Camara with { Name = Canary, ApiPath = $"/{Canary}", VerifyScope = $"{Canary} {Canary}", DevicePhoneNumberScope = "", Prompt = $"{Canary}\n" },
        }));

        Assert.Equal(
            ["ApiRoot", "AuthorizationEndpoint", "ClientId", "ClientSecret", "Issuer", "JwksUri", "Profile.ApiPath", "Profile.DevicePhoneNumberScope", "Profile.Prompt", "Profile.VerifyScope", "Purpose", "RedirectUri", "Signer", "Timeout", "TokenEndpoint"],
            exception.Failures.Select(static fault => fault.Split(' ', ':')[0]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Canary, exception.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    public static IEnumerable<object[]> Faults => s_faults.Select(static fault => new object[] { fault.Name, fault.Change });

    private static readonly (string Name, string Change, Action<NumberVerifyClientOptions> Apply)[] s_faults =
    [
        Fault("ClientId", static options => options.ClientId = ""),
        Fault("ClientId", static options => options.ClientId = null!),
        Fault("ClientId", static options => options.ClientId = "é"),
        Fault("RedirectUri", static options => options.RedirectUri = null),
        Fault("RedirectUri", static options => options.RedirectUri = new Uri("callback", UriKind.Relative)),
        Fault("ApiRoot", static options => options.ApiRoot = null),
        Fault("ApiRoot", static options => options.ApiRoot = new Uri("http://api.example/")),
        Fault("ApiRoot", static options => options.ApiRoot = new Uri("http://localhost/")),
        Fault("ApiRoot", static options => options.ApiRoot = new Uri("https://api.example/?a=b")),
        Fault("Issuer", static options => options.Issuer = null),
        Fault("Issuer", static options => options.Issuer = ""),
        Fault("Issuer", static options => options.Issuer = "op.example"),
        Fault("Issuer", static options => options.Issuer = "http://op.example"),
        Fault("Issuer", static options => options.Issuer = "https://op.example/?tenant=1"),
        Fault("Issuer", static options => options.Issuer = "https://op.example#f"),
        Fault("AuthorizationEndpoint", static options => options.AuthorizationEndpoint = null),
        Fault("AuthorizationEndpoint", static options => options.AuthorizationEndpoint = new Uri("https://op.example/?request_uri=x")),
        Fault("TokenEndpoint", static options => options.TokenEndpoint = null),
        Fault("TokenEndpoint", static options => options.TokenEndpoint = new Uri("http://op.example/token")),
        Fault("JwksUri", static options => options.JwksUri = null),
        Fault("JwksUri", static options => options.JwksUri = new Uri("http://op.example/jwks")),
        Fault("Signer", static options => options.Signer = null),
        Fault("ClientSecret", static options => options.ClientSecret = "s"),
        Fault("ClientSecret", static options => (options.Signer, options.Profile) = (null, OperatorProfile.Camara with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic })),
        Fault("ClientSecret", static options => (options.ClientSecret, options.Profile) = ("", OperatorProfile.Camara with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretPost })),
        Fault("Profile", static options => options.Profile = null!),
        Fault("Profile.ApiPath", static options => options.Profile = options.Profile with { ApiPath = "" }),
        Fault("Profile.ApiPath", static options => options.Profile = options.Profile with { ApiPath = "v2/" }),
        Fault("Profile.ApiPath", static options => options.Profile = options.Profile with { ApiPath = "../admin" }),
        Fault("Profile.VerifyScope", static options => options.Profile = options.Profile with { VerifyScope = "openid" }),
        Fault("Profile.VerifyScope", static options => options.Profile = options.Profile with { VerifyScope = "a b" }),
        Fault("Profile.VerifyScope", static options => options.Profile = options.Profile with { VerifyScope = null! }),
        Fault("Profile.VerifyScope", static options => options.Profile = options.Profile with { VerifyScope = "dpv:ServiceProvision" }),
        Fault("Profile.DevicePhoneNumberScope", static options => options.Profile = options.Profile with { DevicePhoneNumberScope = "a\"b" }),
        Fault("Profile.Prompt", static options => options.Profile = options.Profile with { Prompt = "" }),
        Fault("Issuer", static options => (options.Issuer, options.JwksUri, options.Profile) = (null, null, options.Profile with { UsesOpenId = false, RequiresIssuerInCallback = true })),
        Fault("Purpose", static options => options.Purpose = ""),
        Fault("Purpose", static options => options.Purpose = "dpv:FraudPreventionAndDetection:number-verification"),
        Fault("Purpose", static options => options.Purpose = "dpv:FraudPreventionAndDetection#number-verification-verify-read"),
        Fault("Purpose", static options => (options.Profile, options.Purpose) = (options.Profile with { PurposePlace = PurposePlace.JoinedToScope }, "dpv:A:b")),
        Fault("Purpose", static options => (options.Profile, options.Purpose) = (options.Profile with { PurposePlace = PurposePlace.Parameter }, "dpv:A#b")),
        Fault("Purpose", static options => (options.Profile, options.Purpose) = (options.Profile with { PurposePlace = PurposePlace.Parameter }, "dpv:A b")),
        Fault("Profile.PurposePlace", static options => options.Profile = options.Profile with { PurposePlace = (PurposePlace)3 }),
        Fault("Profile.VerifyPurpose", static options => options.Profile = options.Profile with { VerifyPurpose = "dpv:A:b" }),
        Fault("Profile.VerifyPurpose", static options => options.Profile = options.Profile with { VerifyPurpose = null! }),
        Fault("Profile.DevicePhoneNumberPurpose", static options => options.Profile = options.Profile with { DevicePhoneNumberPurpose = "ServiceProvision" }),
        Fault("Profile.VerifyScope", static options => options.Profile = options.Profile with { VerifyScope = "dpv:FraudPreventionAndDetection#number-verification-verify-read" }),
        Fault("Profile.VerifyScope", static options => options.Profile = options.Profile with { VerifyScope = "number-verification#verify" }),
        Fault("Profile.SendsApiScope", static options => options.Profile = options.Profile with { SendsApiScope = false }),
        Fault("Profile.SendsApiScope", static options => options.Profile = options.Profile with { SendsApiScope = false, PurposePlace = PurposePlace.JoinedToScope }),
        Fault("Profile.SendsApiScope", static options => options.Profile = options.Profile with { SendsApiScope = false, PurposePlace = PurposePlace.Parameter, UsesOpenId = false }),
        Fault("Profile.SendsNonce", static options => options.Profile = options.Profile with { SendsNonce = false }),
        Fault("Profile.RequiresLoginHint", static options => options.Profile = options.Profile with { RequiresLoginHint = true }),
        Fault("Profile.MaxAge", static options => options.Profile = options.Profile with { MaxAge = -1 }),
        Fault("Profile.ClientAuthentication", static options => options.Profile = options.Profile with { ClientAuthentication = (ClientAuthenticationMethod)4 }),
        Fault("Signer", static options => (options.Signer, options.Profile) = (null, options.Profile with { ClientAuthentication = ClientAuthenticationMethod.ApplicationJwt })),
        Fault("ClientSecret", static options => (options.ClientSecret, options.Profile) = ("s", options.Profile with { ClientAuthentication = ClientAuthenticationMethod.ApplicationJwt })),
        Fault("Profile.AuthBase", static options => options.Profile = options.Profile with { AuthorizationPath = "authorize" }),
        Fault("Profile.AuthBase", static options => options.Profile = options.Profile with { AuthBase = new Uri("https://op.example") }),
        Fault("Profile.AuthorizationPath", static options => options.Profile = options.Profile with { AuthorizationPath = "/authorize", TokenPath = "token" }),
        Fault("Profile.TokenPath", static options => options.Profile = options.Profile with { AuthorizationPath = "authorize", TokenPath = "https://evil.example/token" }),
        Fault("Profile.ApiPath", static options => options.Profile = options.Profile with { ApiPath = "a/%2e%2e" }),
        Fault("AuthBase", static options => options.AuthBase = new Uri("https://op.example")),
        Fault("AuthBase", static options => (options.AuthBase, options.Profile) = (new Uri("http://op.example"), options.Profile with { AuthorizationPath = "a", TokenPath = "t" })),
        Fault("AuthBase", static options => (options.AuthBase, options.Profile) = (new Uri("https://op.example/?a=b"), options.Profile with { AuthorizationPath = "a", TokenPath = "t" })),
        Fault("AuthBase", static options => (options.AuthBase, options.Profile) = (new Uri("op", UriKind.Relative), options.Profile with { AuthorizationPath = "a", TokenPath = "t" })),
        Fault("ApiRoot", static options => (options.ApiRoot, options.Profile) = (null, options.Profile with { ApiRoot = new Uri("https://api.example") })),
        Fault("Profile.OperatorTokenGrant", static options => options.Profile = options.Profile with { OperatorTokenGrant = (OperatorTokenGrant)2 }),
        Fault("BackchannelAuthenticationEndpoint", static options => options.Profile = options.Profile with { OperatorTokenGrant = OperatorTokenGrant.Ciba }),
        Fault("BackchannelAuthenticationEndpoint", static options => options.BackchannelAuthenticationEndpoint = new Uri("http://op.example/bc")),
        Fault("Signer", static options => (options.Signer, options.ClientSecret, options.Profile) = (null, "s", options.Profile with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic, SignsAuthorizationRequests = true })),
        Fault("Purpose", static options => options.Purpose = "dpv:"),
        Fault("Purpose", static options => options.Purpose = "FraudPreventionAndDetection"),
        Fault("Purpose", static options => options.Purpose = "dpv:A dpv:B"),
        Fault("Purpose", static options => options.Purpose = "dpv:A\n"),
        Fault("Timeout", static options => options.Timeout = TimeSpan.FromMilliseconds(99)),
        Fault("Timeout", static options => options.Timeout = TimeSpan.FromSeconds(101)),
        Fault("Timeout", static options => options.Timeout = Timeout.InfiniteTimeSpan),
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_alone_and_by_name(string name, string change) =>
        Assert.Equal([name], FaultsOf(s_faults.Single(fault => fault.Name == name && fault.Change == change).Apply).Select(static fault => fault.Split(' ', ':')[0]).Distinct());

    [Fact]
    public void Loopback_http_is_for_those_who_ask_for_it()
    {
        static void Local(NumberVerifyClientOptions options) => (options.Issuer, options.AuthorizationEndpoint, options.TokenEndpoint, options.JwksUri, options.ApiRoot) =
            ("http://127.0.0.1:5000", new Uri("http://localhost:5000/a"), new Uri("http://127.0.0.1:5000/t"), new Uri("http://[::1]:5000/j"), new Uri("http://localhost:5000/api"));

        Assert.Equal(5, FaultsOf(Local).Count);
        Assert.Empty(FaultsOf(static options =>
        {
            Local(options);
            options.AllowLoopbackHttp = true;
        }));
        Assert.NotEmpty(FaultsOf(static options => (options.AllowLoopbackHttp, options.ApiRoot) = (true, new Uri("http://10.0.0.1/"))));
    }

    [Fact]
    public void A_later_change_of_the_options_does_not_reach_the_client()
    {
        var mobileOperator = new FakeOperator();
        var client = mobileOperator.Client;
        (mobileOperator.Options.ClientId, mobileOperator.Options.RedirectUri, mobileOperator.Options.Profile) = ("another", new Uri("https://evil.example/"), OperatorProfile.Camara with { UsesPkce = false });

        var url = client.GetAuthUrl(AuthorizationRequest.Create()).AbsoluteUri;

        Assert.DoesNotContain("another", url, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", url, StringComparison.Ordinal);
        Assert.Contains("code_challenge", url, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_options_is_their_client_and_profile() =>
        Assert.Equal("NumberVerifyClientOptions { ClientId = backend, Profile = camara }", FakeOperator.StaticOptions().ToString());

    private static (string Name, string Change, Action<NumberVerifyClientOptions> Apply) Fault(string name, Action<NumberVerifyClientOptions> apply, [CallerArgumentExpression(nameof(apply))] string change = "") =>
        (name, change["static options => ".Length..], apply);

    private static List<string> FaultsOf(Action<NumberVerifyClientOptions> change)
    {
        var options = FakeOperator.StaticOptions();
        change(options);
        return Record.Exception(() => new NumberVerifyClient(options, new FakeHandler(_ => new HttpResponseMessage()))) switch
        {
            null => [],
            OptionsValidationException exception => [.. exception.Failures],
            var other => throw other,
        };
    }
}
