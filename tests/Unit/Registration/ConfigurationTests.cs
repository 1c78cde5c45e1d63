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
    public void A_secret_takes_the_methods_name_as_well(string text, ClientAuthenticationMethod method)
    {
        var options = Read(new() { ["ClientAuthentication"] = text, ["ClientSecret"] = "s" });

        Assert.Equal((method, "s"), (options.Profile.ClientAuthentication, options.ClientSecret));
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
        { "RedirectUri", "canary" }, { "Timeout", "canary" }, { "Timeout", "00:00:10" }, { "Timeout", "-1" }, { "Timeout", "1e9" }, { "Timeout", "NaN" }, { "Timeout", "99999999999999999999999999" }, { "Timeout", "1,5" }, { "Timeout", "٣" },
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
