using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1016Tests
{
    private const string Plain = """
        class C
        {
            object M() => new NumberVerify.NumberVerifyClientOptions { ClientSecret = [|"s3cr3t-of-shop"|] };
        }
        """;

    private static readonly string s_clean = Plain.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static Case<SecretInBackendSourceAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web, Enabled = true };

    private static Case<SecretInBackendSourceAnalyzer> In(string body) => Of($$"""
        using Azure.Identity;
        using Duende.IdentityModel.Client;
        using Google.Apis.Auth.OAuth2;
        using Microsoft.AspNetCore.Authentication.OpenIdConnect;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Identity.Client;
        using NumberVerify;
        using OpenIddict.Client.WebIntegration;

        class ShopClient { public string ClientId { get; set; } public string ClientSecret { get; set; } }
        class Door { public string Secret { get; set; } public string ClientSecret { get; set; } }

        class C
        {
            const string Key = "s3cr3t-of-shop";

            void M(NumberVerifyClientOptions options, IConfiguration configuration, string secret, Door door)
            {
                {{body}}
            }

            static string Secret() => "s3cr3t-of-shop";
        }
        """);

    [Theory]
    [InlineData("options.ClientSecret = [|\"s3cr3t-of-shop\"|];")]
    [InlineData("options.ClientSecret = [|Key|];")]
    [InlineData("options.ClientSecret = [|\"s3cr3t\" + \"-of-shop\"|];")]
    [InlineData("var kept = \"s3cr3t-of-shop\"; options.ClientSecret = [|kept|];")]
    [InlineData("options.ClientSecret = [|configuration[\"ClientSecret\"] ?? \"s3cr3t-of-shop\"|];")]
    [InlineData("options.ClientSecret ??= [|\"s3cr3t-of-shop\"|];")]
    [InlineData("options.ClientSecret = [|Secret()|];")]
    [InlineData("(options.ClientId, options.ClientSecret) = (\"shop\", [|\"s3cr3t-of-shop\"|]);")]
    [InlineData("Action<OpenIdConnectOptions> configure = oidc => oidc.ClientSecret = [|\"s3cr3t-of-shop\"|];")]
    [InlineData("_ = new AuthorizationCodeTokenRequest { ClientSecret = [|\"s3cr3t-of-shop\"|] };")]
    [InlineData("_ = new ClientSecrets { ClientSecret = [|\"s3cr3t\"|] };")]
    [InlineData("_ = new ClientSecretCredential(\"tenant\", \"shop\", [|\"s3cr3t-of-shop\"|]);")]
    [InlineData("_ = new ClientSecretCredential(clientSecret: [|\"s3cr3t-of-shop\"|], tenantId: \"tenant\", clientId: \"shop\");")]
    [InlineData("ConfidentialClientApplicationBuilder.Create(\"shop\").WithClientSecret([|\"s3cr3t-of-shop\"|]).Build();")]
    [InlineData("new GitHubBuilder().SetClientId(\"shop\").SetClientSecret([|\"s3cr3t-of-shop\"|]);")]
    [InlineData("_ = new ShopClient { ClientId = \"shop\", ClientSecret = [|\"s3cr3t-of-shop\"|] };")]
    public Task A_literal_secret_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("options.ClientSecret = secret;")]
    [InlineData("options.ClientSecret = configuration[\"NumberVerify:ClientSecret\"];")]
    [InlineData("options.ClientSecret = configuration[\"NumberVerify:ClientSecret\"] ?? throw new InvalidOperationException(\"No s3cr3t-of-shop.\");")]
    [InlineData("options.ClientSecret = Environment.GetEnvironmentVariable(\"SHOP_SECRET_1\");")]
    [InlineData("options.ClientSecret = null; options.ClientSecret = \"\"; options.ClientSecret = default;")]
    [InlineData("options.ClientSecret = \"<your-secret>\"; options.ClientSecret = \"{secret}\"; options.ClientSecret = \"TODO\";")]
    [InlineData("options.ClientSecret = nameof(options.ClientSecret);")]
    [InlineData("options.ClientSecret = \"ClientSecret\"; options.ClientSecret = \"NumberVerify:ClientSecret\";")]
    [InlineData("options.ClientId = \"s3cr3t-of-shop\";")]
    [InlineData("door.Secret = \"s3cr3t-of-shop\"; door.ClientSecret = \"s3cr3t-of-shop\";")]
    [InlineData("new GitHubBuilder().SetClientId(\"s3cr3t-of-shop\").SetClientSecret(secret);")]
    public Task Configured_values_placeholders_and_other_secrets_are_silent(string body) => In(body).RunAsync();

    [Fact]
    public Task It_is_off_until_somebody_switches_it_on() => new Case<SecretInBackendSourceAnalyzer> { Source = s_clean, Project = TestProject.Web }.RunAsync();

    [Fact]
    public async Task Frontends_libraries_test_projects_and_ignored_ones_are_silent()
    {
        foreach (var project in new[] { TestProject.BlazorWebAssembly, TestProject.Wpf, TestProject.Library, TestProject.Test, TestProject.Web.With("NumberVerifyProjectKind", "Ignore") })
        {
            await new Case<SecretInBackendSourceAnalyzer> { Source = s_clean, Project = project, Enabled = true }.RunAsync();
        }
    }

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy()
    {
        await new Case<SecretInBackendSourceAnalyzer> { Source = Plain, Project = TestProject.Worker, Enabled = true, Severity = DiagnosticSeverity.Info, Says = ["NumberVerifyClientOptions.ClientSecret", "backend", "configuration"] }.RunAsync();
        await new Case<SecretInBackendSourceAnalyzer> { Source = Plain, Project = TestProject.Library.With("NumberVerifyProjectKind", "Backend"), Enabled = true }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV1016 // the simulator's\n" + s_clean).RunAsync();
        await new Case<SecretInBackendSourceAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1016.severity = warning", Severity = DiagnosticSeverity.Warning }.RunAsync();
    }

    [Fact]
    public Task The_fix_reads_configuration() => new Case<SecretInBackendSourceAnalyzer>
    {
        Project = TestProject.Web,
        Enabled = true,
        Source = """
            using Microsoft.Extensions.Configuration;
            using NumberVerify;

            class C
            {
                IConfiguration _settings;

                void A(IConfigurationSection section) => new Azure.Identity.ClientSecretCredential("tenant", "shop", section["Key"]);
                void B(NumberVerifyClientOptions options) => options.ClientSecret = [|"s3cr3t-of-shop"|];
                object D() => new Azure.Identity.ClientSecretCredential("tenant", "shop", clientSecret: [|"s3cr3t-of-shop"|]);
            }
            """,
        Fixed = """
            using Microsoft.Extensions.Configuration;
            using NumberVerify;

            class C
            {
                IConfiguration _settings;

                void A(IConfigurationSection section) => new Azure.Identity.ClientSecretCredential("tenant", "shop", section["Key"]);
                void B(NumberVerifyClientOptions options) => options.ClientSecret = _settings["ClientSecret"];
                object D() => new Azure.Identity.ClientSecretCredential("tenant", "shop", clientSecret: _settings["ClientSecret"]);
            }
            """,
    }.FixAsync<SecretInBackendSourceCodeFixProvider>();

    [Fact]
    public Task Without_a_configuration_with_two_or_with_a_constant_no_fix_is_offered() => Of("""
        using Microsoft.Extensions.Configuration;
        using NumberVerify;

        class C
        {
            const string Key = "s3cr3t-of-shop";
            IConfiguration _settings;

            static void A(NumberVerifyClientOptions options) => options.ClientSecret = [|"s3cr3t-of-shop"|];
            static void B(NumberVerifyClientOptions options) { Action a = () => options.ClientSecret = [|"s3cr3t-of-shop"|]; }
            void D(NumberVerifyClientOptions options, IConfiguration configuration) => options.ClientSecret = [|"s3cr3t-of-shop"|];
            void E(NumberVerifyClientOptions options) => options.ClientSecret = [|Key|];
        }
        """).NoFixAsync<SecretInBackendSourceCodeFixProvider>();
}
