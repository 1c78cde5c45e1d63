using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace NumberVerify.Unit.Tests.Registration;

/// <summary>Options from a configuration section or the environment; both know the same names, each in its form.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly string _keyFile = Path.GetTempFileName();

    public ConfigurationTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(_keyFile, key.ExportPkcs8PrivateKeyPem());
    }

    private Dictionary<string, string?> Section => new()
    {
        ["ClientId"] = "from-configuration",
        ["RedirectUri"] = "https://app.example/callback",
        ["Issuer"] = "https://op.example",
        ["AuthorizationEndpoint"] = "https://op.example/a",
        ["TokenEndpoint"] = "https://op.example/t",
        ["JwksUri"] = "https://op.example/j",
        ["ApiRoot"] = "https://api.example",
        ["Purpose"] = "dpv:ServiceProvision",
        ["Timeout"] = "2.5",
        ["AllowLoopbackHttp"] = "true",
        ["ClientAuthentication"] = "private_key_jwt",
        ["PrivateKeyFile"] = _keyFile,
        ["KeyId"] = "k1",
        ["SigningAlgorithm"] = "ES256",
    };

    [Fact]
    public void Every_option_is_read_from_a_section() => AssertAll(Read(Section));

    [Fact]
    public void Every_option_is_read_from_the_environment()
    {
        using var environment = new TemporaryEnvironment(Section.ToDictionary(static pair => NumberVerifyClientOptions.EnvironmentPrefix + OptionsReader.ToEnvironmentName(pair.Key), static pair => pair.Value));

        AssertAll(NumberVerifyClientOptions.FromEnvironment());
    }

    [Theory]
    [InlineData("ClientId", "CLIENT_ID")]
    [InlineData("ApiRoot", "API_ROOT")]
    [InlineData("AllowLoopbackHttp", "ALLOW_LOOPBACK_HTTP")]
    [InlineData("PrivateKeyFile", "PRIVATE_KEY_FILE")]
    public void A_variable_is_named_after_its_option(string option, string variable) => Assert.Equal(variable, OptionsReader.ToEnvironmentName(option));

    [Theory]
    [InlineData("client_secret_basic", ClientAuthenticationMethod.ClientSecretBasic)]
    [InlineData("client_secret_post", ClientAuthenticationMethod.ClientSecretPost)]
    [InlineData("application_jwt", ClientAuthenticationMethod.ApplicationJwt)]
    public void A_credential_takes_the_methods_name_as_well(string text, ClientAuthenticationMethod method)
    {
        var options = Read(new() { ["ClientAuthentication"] = text, ["ClientSecret"] = "s" });

        Assert.Equal((method, "s"), (options.Profile.ClientAuthentication, options.ClientSecret));
    }

    public static TheoryData<string> Presets => [.. OperatorProfile.Presets.Select(static preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_profile_is_named_by_its_preset(string name)
    {
        using var environment = new TemporaryEnvironment(new() { ["NUMBERVERIFY_PROFILE"] = name });

        Assert.Same(OperatorProfile.Presets.Single(preset => preset.Name == name), Read(new() { ["Profile"] = name }).Profile);
        Assert.Equal(name, NumberVerifyClientOptions.FromEnvironment().Profile.Name);
        Assert.Equal(name, NumberVerifyClientOptions.FromEnvironment(OperatorProfile.Camara).Profile.Name);
    }

    [Fact]
    public void A_preset_may_be_read_with_another_client_authentication() =>
        Assert.Equal(OperatorProfile.TelefonicaOpenGatewayV2 with { ClientAuthentication = ClientAuthenticationMethod.PrivateKeyJwt }, Read(new() { ["Profile"] = "telefonica-v2", ["ClientAuthentication"] = "private_key_jwt" }).Profile);

    private static Dictionary<string, string?> GlideVariables => new()
    {
        ["GLIDE_CLIENT_ID"] = "from-glide",
        ["GLIDE_CLIENT_SECRET"] = "s",
        ["GLIDE_REDIRECT_URI"] = "https://app.example/glide",
        ["GLIDE_AUTH_BASE_URL"] = "https://oidc.glide.example",
        ["GLIDE_API_BASE_URL"] = "https://api.glide.example",
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Under_the_Glide_profile_the_variables_of_its_own_SDKs_are_read(bool isNamedInTheEnvironment)
    {
        using var environment = new TemporaryEnvironment(new(GlideVariables) { ["NUMBERVERIFY_PROFILE"] = isNamedInTheEnvironment ? "glide" : null });

        var options = isNamedInTheEnvironment ? NumberVerifyClientOptions.FromEnvironment() : NumberVerifyClientOptions.FromEnvironment(OperatorProfile.Glide);

        Assert.Equal(("from-glide", "s"), (options.ClientId, options.ClientSecret));
        Assert.Equal(["https://app.example/glide", "https://oidc.glide.example/", "https://api.glide.example/"], new[] { options.RedirectUri, options.AuthBase, options.ApiRoot }.Select(static uri => uri?.AbsoluteUri));
        Assert.NotNull(new NumberVerifyClient(options, new FakeHandler(static _ => new HttpResponseMessage())));
    }

    [Fact]
    public void Our_own_variables_go_first_and_under_another_profile_alone()
    {
        using var environment = new TemporaryEnvironment(new(GlideVariables) { ["NUMBERVERIFY_CLIENT_ID"] = "from-ours", ["NUMBERVERIFY_CLIENT_SECRET"] = "" });

        var glide = NumberVerifyClientOptions.FromEnvironment(OperatorProfile.Glide);
        var telefonica = NumberVerifyClientOptions.FromEnvironment(OperatorProfile.TelefonicaOpenGatewayV2);

        Assert.Equal(("from-ours", "s"), (glide.ClientId, glide.ClientSecret));
        Assert.Equal(("from-ours", null, null), (telefonica.ClientId, telefonica.ClientSecret, telefonica.RedirectUri));
    }

    [Fact]
    public void A_malformed_variable_of_Glides_is_told_by_its_option_and_without_its_value()
    {
        using var environment = new TemporaryEnvironment(new(GlideVariables) { ["GLIDE_API_BASE_URL"] = "canary" });

        var exception = Assert.Throws<OptionsValidationException>(() => new NumberVerifyClient(NumberVerifyClientOptions.FromEnvironment(OperatorProfile.Glide)));

        Assert.Contains(exception.Failures, static fault => fault.StartsWith("ApiRoot ", StringComparison.Ordinal));
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_value_is_none()
    {
        var options = Read(Section.ToDictionary(static pair => pair.Key, static _ => (string?)""));

        Assert.Equal(TimeSpan.FromSeconds(10), options.Timeout);
        Assert.Null(options.Issuer);
        Assert.Empty(options.ReadFaults);
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "Profile", "canary" }, { "Profile", "Glide" }, { "AuthBase", "canary" }, { "RedirectUri", "canary" }, { "Timeout", "canary" }, { "Timeout", "00:00:10" }, { "Timeout", "-1" }, { "Timeout", "1e9" }, { "Timeout", "NaN" }, { "Timeout", "99999999999999999999999999" }, { "Timeout", "1,5" }, { "Timeout", "٣" },
        { "AllowLoopbackHttp", "canary" }, { "AllowLoopbackHttp", "1" }, { "ClientAuthentication", "canary" }, { "ClientAuthentication", "PrivateKeyJwt" }, { "ClientAuthentication", "none" },
        { "PrivateKeyFile", "/canary/canary.pem" }, { "PrivateKeyFile", "\0canary" }, { "PrivateKeyFile", "/" }, { "SigningAlgorithm", "HS256" }, { "SigningAlgorithm", "canary" }, { "KeyId", "" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_value_is_told_by_name_with_the_other_faults(string name, string value)
    {
        var section = Section;
        section[name] = value;
        section["ClientId"] = "";
        using var provider = Provider(section);

        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<NumberVerifyClient>());

        Assert.Contains(exception.Failures, fault => fault.Contains(name, StringComparison.Ordinal) || (name is "KeyId" or "SigningAlgorithm" && fault.StartsWith("PrivateKeyFile", StringComparison.Ordinal)));
        Assert.Contains(exception.Failures, static fault => fault.StartsWith("ClientId", StringComparison.Ordinal));
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_key_is_told_without_its_content()
    {
        File.WriteAllText(_keyFile, "-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----");
        using var provider = Provider(Section);

        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<NumberVerifyClient>());

        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_keyFile, exception.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_keyFile);

    private static void AssertAll(NumberVerifyClientOptions options)
    {
        Assert.Empty(options.ReadFaults);
        Assert.Equal(("from-configuration", "https://op.example", "dpv:ServiceProvision", TimeSpan.FromSeconds(2.5), true), (options.ClientId, options.Issuer, options.Purpose, options.Timeout, options.AllowLoopbackHttp));
        Assert.Equal(["https://app.example/callback", "https://op.example/a", "https://op.example/t", "https://op.example/j", "https://api.example/"], new[] { options.RedirectUri, options.AuthorizationEndpoint, options.TokenEndpoint, options.JwksUri, options.ApiRoot }.Select(static uri => uri?.AbsoluteUri));
        Assert.Equal(("k1", "ES256"), (options.Signer?.KeyId, options.Signer?.Algorithm));
    }

    private static NumberVerifyClientOptions Read(Dictionary<string, string?> section)
    {
        var options = new NumberVerifyClientOptions();
        OptionsReader.Read(options, key => section.GetValueOrDefault(key));
        return options;
    }

    private static ServiceProvider Provider(Dictionary<string, string?> section)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(section.Select(static pair => KeyValuePair.Create("Operator:" + pair.Key, pair.Value))).Build();
        var services = new ServiceCollection();
        services.AddNumberVerify(configuration.GetSection("Operator"));
        return services.BuildServiceProvider();
    }

    /// <summary>Sets variables of this process and takes them away again.</summary>
    private sealed class TemporaryEnvironment : IDisposable
    {
        private readonly IReadOnlyCollection<string> _names;

        public TemporaryEnvironment(Dictionary<string, string?> variables)
        {
            _names = variables.Keys;
            foreach (var (name, value) in variables)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        public void Dispose()
        {
            foreach (var name in _names)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }
}
