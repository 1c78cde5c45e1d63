using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1001Tests
{
    private const string RazorPath = "/project/Pages/Login.razor";

    private const string Linked = """
        class C
        {
            void M(Duende.IdentityModel.OidcClient.OidcClientOptions options) => options.ClientSecret = "s3cr3t";
        }
        """;

    private static Case<SecretIntoOAuthClientAnalyzer> Of(string source) => new() { Source = source };

    private static Case<SecretIntoOAuthClientAnalyzer> In(string body) => Of($$"""
        using Azure.Identity;
        using Duende.IdentityModel.Client;
        using Duende.IdentityModel.OidcClient;
        using Google.Apis.Auth.OAuth2;
        using Microsoft.AspNetCore.Authentication.OpenIdConnect;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Identity.Client;
        using NumberVerify;
        using OpenIddict.Client.WebIntegration;

        class C
        {
            const string Value = "s3cr3t";
            string _field;

            void M(OidcClientOptions options, IServiceCollection services, string a, NumberVerifyClientOptions number)
            {
                {{body}}
            }
        }
        """);

    [Theory]
    [InlineData("""[|options.ClientSecret = "s3cr3t"|];""")]
    [InlineData("""[|options.ClientSecret = Value|];""")]
    [InlineData("""[|options.ClientSecret = "s3c" + "r3t"|];""")]
    [InlineData("""[|options.ClientSecret = $"{Value}1"|];""")]
    [InlineData("""[|options.ClientSecret ??= "s3cr3t"|];""")]
    [InlineData("""[|options.ClientSecret += "s3cr3t"|];""")]
    [InlineData("""[|options.ClientSecret = a ?? "x"|];""")]
    [InlineData("""[|options.ClientSecret = a is null ? null : "s3cr3t"|];""")]
    [InlineData("""[|options.ClientSecret = _field|];""")]
    [InlineData("""[|options.ClientSecret = (string)(object)a|];""")]
    [InlineData("""var secret = "s3cr3t"; [|options.ClientSecret = secret|];""")]
    [InlineData("""_ = new OidcClientOptions { ClientId = "shop", [|ClientSecret = "s3cr3t"|] };""")]
    [InlineData("""OidcClientOptions x = new() { [|ClientSecret = "s3cr3t"|] };""")]
    [InlineData("""_ = new OidcClient(new OidcClientOptions { [|ClientSecret = "s3cr3t"|] });""")]
    [InlineData("""_ = new AuthorizationCodeTokenRequest { [|ClientSecret = "s3cr3t"|] };""")]
    [InlineData("""_ = new ClientSecrets { [|ClientSecret = "s3cr3t"|] };""")]
    [InlineData("""[|number.ClientSecret = a|];""")]
    [InlineData("""services.Configure<OpenIdConnectOptions>(o => [|o.ClientSecret = "s3cr3t"|]);""")]
    [InlineData("""services.Configure<OpenIdConnectOptions>(o => { o.ClientId = "shop"; [|o.ClientSecret = "s3cr3t"|]; });""")]
    [InlineData("""_ = new ClientSecretCredential("tenant", "shop", [|"s3cr3t"|]);""")]
    [InlineData("""_ = new ClientSecretCredential([|clientSecret: "s3cr3t"|], clientId: "shop", tenantId: "tenant");""")]
    [InlineData("""_ = ConfidentialClientApplicationBuilder.Create("shop").WithClientSecret([|"s3cr3t"|]).Build();""")]
    [InlineData("""new GitHubBuilder().SetClientId("shop").SetClientSecret([|a|]);""")]
    [InlineData("""(options.ClientId, options.ClientSecret) = ("shop", [|"s3cr3t"|]);""")]
    public Task A_value_that_reaches_an_OAuth_client_is_flagged(string body) => In(body).RunAsync();

    [Fact]
    public Task Clients_that_take_the_secret_in_their_constructor_or_builder_are_known() => new Case<SecretIntoOAuthClientAnalyzer>
    {
        Assemblies =
        [
            ("Clients", """
                namespace Octokit { public class OauthTokenRequest { public OauthTokenRequest(string clientId, string clientSecret, string code) { } } }
                namespace SpotifyAPI.Web { public class ClientCredentialsRequest { public ClientCredentialsRequest(string clientId, string clientSecret) { } } }
                namespace Amazon.Extensions.CognitoAuthentication { public class CognitoUserPool { public CognitoUserPool(string poolID, string clientID, object provider, string clientSecret = null) { } } }
                namespace Uno { public interface IOidcBuilder { } public static class Builder { public static IOidcBuilder ClientSecret(this IOidcBuilder builder, string clientSecret) => builder; } }
                """),
        ],
        Source = """
            using Uno;

            class C
            {
                object A(string secret, string code) => new Octokit.OauthTokenRequest("shop", [|secret|], code);
                object B(string secret) => new SpotifyAPI.Web.ClientCredentialsRequest("shop", [|secret|]);
                object D(string secret) => new Amazon.Extensions.CognitoAuthentication.CognitoUserPool("pool", "shop", null, [|secret|]);
                object E() => new Amazon.Extensions.CognitoAuthentication.CognitoUserPool("pool", "shop", null);
                object F(IOidcBuilder builder, string secret) => builder.ClientSecret([|secret|]);
            }
            """,
    }.RunAsync();

    [Theory]
    [InlineData("options.ClientSecret = null;")]
    [InlineData("""options.ClientSecret = "";""")]
    [InlineData("options.ClientSecret = string.Empty;")]
    [InlineData("options.ClientSecret = default;")]
    [InlineData("options.ClientSecret = null!;")]
    [InlineData("options.ClientSecret = a is null ? null : \"\";")]
    [InlineData("options.ClientSecret = nameof(options.ClientSecret);")]
    [InlineData("""options.ClientSecret = "<your-secret>";""")]
    [InlineData("""options.ClientSecret = "${CLIENT_SECRET}";""")]
    [InlineData("""options.ClientId = "shop"; options.Scope = "openid";""")]
    [InlineData("""_ = new ClientSecretCredential("tenant", "shop", null);""")]
    [InlineData("""_ = options.ClientSecret;""")]
    [InlineData("""if (options.ClientSecret == "s3cr3t") { }""")]
    public Task A_value_that_is_none_is_silent(string body) => In(body).RunAsync();

    [Fact]
    public Task The_message_names_the_member_the_project_and_the_remedy() => new Case<SecretIntoOAuthClientAnalyzer>
    {
        Source = Linked.Replace("options.ClientSecret = \"s3cr3t\"", "[|options.ClientSecret = \"s3cr3t\"|]", StringComparison.Ordinal),
        Severity = DiagnosticSeverity.Error,
        Says = ["OidcClientOptions.ClientSecret", "Blazor WebAssembly app", "backend", "PKCE"],
    }.RunAsync();

    [Fact]
    public Task A_desktop_frontend_is_warned() => new Case<SecretIntoOAuthClientAnalyzer>
    {
        Source = Linked.Replace("options.ClientSecret = \"s3cr3t\"", "[|options.ClientSecret = \"s3cr3t\"|]", StringComparison.Ordinal),
        Project = TestProject.Wpf,
        Severity = DiagnosticSeverity.Warning,
        Says = ["WPF app"],
    }.RunAsync();

    [Fact]
    public async Task The_same_file_is_silent_in_a_backend_a_console_a_library_and_a_test_project()
    {
        foreach (var project in new[] { TestProject.Web, TestProject.Worker, TestProject.Console, TestProject.Library, TestProject.Library.With("NumberVerifySharedWithFrontend", "true"), TestProject.Test })
        {
            await new Case<SecretIntoOAuthClientAnalyzer> { Source = Linked, Project = project }.RunAsync();
        }
    }

    [Fact]
    public async Task The_property_overrides_what_is_inferred()
    {
        await new Case<SecretIntoOAuthClientAnalyzer> { Source = Linked, Project = TestProject.BlazorWebAssembly.With("NumberVerifyProjectKind", "Backend") }.RunAsync();
        await new Case<SecretIntoOAuthClientAnalyzer> { Source = Linked, Project = TestProject.Maui.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
        await new Case<SecretIntoOAuthClientAnalyzer>
        {
            Source = Linked.Replace("options.ClientSecret = \"s3cr3t\"", "[|options.ClientSecret = \"s3cr3t\"|]", StringComparison.Ordinal),
            Project = TestProject.Console.With("NumberVerifyProjectKind", "frontend"),
        }.RunAsync();
    }

    [Fact]
    public Task A_constant_of_another_assembly_is_a_value() => new Case<SecretIntoOAuthClientAnalyzer>
    {
        Assemblies = [("Shared", "public static class Keys { public const string Operator = \"s3cr3t\"; }")],
        Source = """
            class C
            {
                void M(Duende.IdentityModel.OidcClient.OidcClientOptions options) => [|options.ClientSecret = Keys.Operator|];
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_constructor_a_record_copy_and_a_derived_type_are_seen() => Of("""
        using Duende.IdentityModel.OidcClient;

        record Settings(string ClientId, string ClientSecret);

        class Mine : OidcClientOptions
        {
            readonly string _secret;

            public Mine(string secret)
            {
                _secret = secret;
                [|ClientSecret = _secret|];
            }
        }

        class Other : Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions
        {
            public override string ClientSecret { get; set; }
        }

        class C
        {
            Settings M(Settings settings, Other other)
            {
                [|other.ClientSecret = settings.ClientId|];
                _ = new Settings("shop", [|"s3cr3t"|]);
                _ = new Settings(settings.ClientId, settings.ClientSecret);
                return settings with { [|ClientSecret = "s3cr3t"|] };
            }
        }
        """).RunAsync();

    [Fact]
    public Task A_member_marked_in_any_assembly_of_ours_is_a_sink() => new Case<SecretIntoOAuthClientAnalyzer>
    {
        Source = """
            using NumberVerify.More;

            class C
            {
                void M(Login login, string value)
                {
                    [|login.Passphrase = value|];
                    login.Phrase = value;
                }
            }
            """,
        Assemblies =
        [
            ("NumberVerify.More", """
                namespace NumberVerify { [AttributeUsage(AttributeTargets.Property)] internal sealed class BackendSecretAttribute : Attribute; }
                namespace NumberVerify.More { public class Login { [BackendSecret] public string Passphrase { get; set; } public string Phrase { get; set; } } }
                """),
        ],
    }.RunAsync();

    [Fact]
    public Task Partial_methods_lambdas_and_aliases_are_seen() => Of("""
        using Options = Duende.IdentityModel.OidcClient.OidcClientOptions;
        using static Keys;

        static class Keys { public static string Operator => "x"; }

        partial class C
        {
            partial void M(Options options);
            partial void M(Options options) => [|options.ClientSecret = Operator|];

            Action<Options> _configure = static options => [|options.ClientSecret = Operator|];
        }
        """).RunAsync();

    [Fact]
    public Task Top_level_statements_are_seen() => Of("""
        var options = new Duende.IdentityModel.OidcClient.OidcClientOptions();
        [|options.ClientSecret = args[0]|];
        """).RunAsync();

    [Fact]
    public Task A_type_without_a_client_identifier_is_none_of_this_rule() => Of("""
        class Labels { public string ClientSecret { get; set; } }
        class Texts { public string ClientId { get; set; } public string ClientSecret { get; set; } }

        class C
        {
            object M() => new Labels { ClientSecret = "s3cr3t-value-1" };
            object Label() => new Texts { ClientId = "Client ID", ClientSecret = "Client secret" };
            object Shown(string typed) => new Texts { ClientId = typed, ClientSecret = typed };
        }
        """).RunAsync();

    [Fact]
    public Task Suppressions_are_obeyed() => Of("""
        using System.Diagnostics.CodeAnalysis;

        class C
        {
            void M(Duende.IdentityModel.OidcClient.OidcClientOptions options)
            {
        #pragma warning disable NV1001
                options.ClientSecret = "s3cr3t";
        #pragma warning restore NV1001
                [|options.ClientSecret = "s3cr3t"|];
            }

            [SuppressMessage("Security", "NV1001")]
            void N(Duende.IdentityModel.OidcClient.OidcClientOptions options) => options.ClientSecret = "s3cr3t";
        }
        """).RunAsync();

    [Fact]
    public async Task An_editorconfig_sets_the_severity()
    {
        await new Case<SecretIntoOAuthClientAnalyzer> { Source = Linked, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1001.severity = none" }.RunAsync();
        await new Case<SecretIntoOAuthClientAnalyzer>
        {
            Source = Linked.Replace("options.ClientSecret = \"s3cr3t\"", "[|options.ClientSecret = \"s3cr3t\"|]", StringComparison.Ordinal),
            EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1001.severity = error",
            Project = TestProject.Wpf,
            Severity = DiagnosticSeverity.Error,
        }.RunAsync();
    }

    [Fact]
    public async Task Only_active_code_is_seen()
    {
        const string Source = """
            class C
            {
                void M(Duende.IdentityModel.OidcClient.OidcClientOptions options)
                {
            #if MISTAKE
                    {0}options.ClientSecret = "s3cr3t"{1};
            #endif
                }
            }
            """;
        await Of(Source.Replace("{0}", "", StringComparison.Ordinal).Replace("{1}", "", StringComparison.Ordinal)).RunAsync();
        await new Case<SecretIntoOAuthClientAnalyzer>
        {
            Source = Source.Replace("{0}", "[|", StringComparison.Ordinal).Replace("{1}", "|]", StringComparison.Ordinal),
            Symbols = ["MISTAKE"],
        }.RunAsync();
    }

    [Fact]
    public async Task Generated_code_is_silent_unless_Razor_wrote_it()
    {
        await new Case<SecretIntoOAuthClientAnalyzer> { Source = Linked, Path = "/project/obj/Client.g.cs" }.RunAsync();
        await new Case<SecretIntoOAuthClientAnalyzer> { Source = "// <auto-generated/>\n" + Linked }.RunAsync();
        await new Case<SecretIntoOAuthClientAnalyzer>
        {
            Source = "// <auto-generated/>\n" + Linked.Replace("options.ClientSecret = \"s3cr3t\"", "[|options.ClientSecret = \"s3cr3t\"|]", StringComparison.Ordinal),
            Path = "/project/obj/Pages/Login_razor.g.cs",
        }.RunAsync();
    }

    [Fact]
    public async Task Razor_code_is_reported_on_its_line_and_a_component_attribute_is_found_in_its_file()
    {
        var razor = new Case<SecretIntoOAuthClientAnalyzer>
        {
            Path = "/project/obj/Pages/Login_razor.g.cs",
            Files =
            [
                (RazorPath, """
                    @page "/login"
                    <p>ClientSecret is not this one</p>
                    <OidcLogin Label="x" [|ClientSecret|]="s3cr3t-value-1" />
                    @code {
                        [|void|] M() { }
                    }
                    """),
                ("/project/Pages/Other.razor", """<OidcLogin ClientSecret="x" />"""),
            ],
            Source = $$"""
                #pragma checksum "{{RazorPath}}" "{8829d00f-11b8-4213-878b-770e8597ac16}" "00"
                // <auto-generated/>
                using Microsoft.AspNetCore.Components;
                using Microsoft.AspNetCore.Components.Rendering;
                class OidcLogin : ComponentBase { [Parameter] public string ClientSecret { get; set; } }
                class Login : ComponentBase
                {
                    protected override void BuildRenderTree(RenderTreeBuilder __builder)
                    {
                        __builder.OpenComponent<OidcLogin>(0);
                        __builder.AddComponentParameter(1, nameof(global::OidcLogin.ClientSecret), "s3cr3t-value-1");
                        __builder.CloseComponent();
                    }
                #nullable restore
                #line 5 "{{RazorPath}}"
                    void M(Duende.IdentityModel.OidcClient.OidcClientOptions options) { options.ClientSecret = "s3cr3t"; }
                #line default
                #line hidden
                }
                """,
        };
        await razor.NoFixAsync<RemoveCodeFixProvider>();
    }

    [Fact]
    public Task The_fix_removes_initializers_statements_lambda_bodies_and_builder_calls() => new Case<SecretIntoOAuthClientAnalyzer>
    {
        Source = """
            using Duende.IdentityModel.OidcClient;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Identity.Client;

            class C
            {
                void M(OidcClientOptions options, IServiceCollection services)
                {
                    _ = new OidcClientOptions
                    {
                        ClientId = "shop",
                        [|ClientSecret = "s3cr3t"|],
                        Scope = "openid",
                    };
                    _ = new OidcClientOptions { ClientId = "shop", [|ClientSecret = "s3cr3t"|] };
                    options.ClientId = "shop";
                    [|options.ClientSecret = "s3cr3t"|];
                    services.Configure<OidcClientOptions>(o => [|o.ClientSecret = "s3cr3t"|]);
                    _ = ConfidentialClientApplicationBuilder.Create("shop").WithClientSecret([|"s3cr3t"|]).Build();
                }
            }
            """,
        Fixed = """
            using Duende.IdentityModel.OidcClient;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Identity.Client;

            class C
            {
                void M(OidcClientOptions options, IServiceCollection services)
                {
                    _ = new OidcClientOptions
                    {
                        ClientId = "shop",
                        Scope = "openid",
                    };
                    _ = new OidcClientOptions { ClientId = "shop" };
                    options.ClientId = "shop";
                    services.Configure<OidcClientOptions>(o => { });
                    _ = ConfidentialClientApplicationBuilder.Create("shop").Build();
                }
            }
            """,
    }.FixAsync<RemoveCodeFixProvider>();

    [Fact]
    public Task The_fix_removes_several_initializers_of_one_object_and_an_optional_argument() => new Case<SecretIntoOAuthClientAnalyzer>
    {
        Source = """
            class Settings
            {
                public Settings(string clientId, string clientSecret = null, string scope = null) { }
                public string ClientId { get; set; }
                public string ClientSecret { get; set; }
            }

            class C
            {
                object A() => new Settings("shop", [|clientSecret: "s3cr3t-value-1"|], scope: "openid") { ClientId = "a", [|ClientSecret = "s3cr3t-value-2"|] };
                object B() => new Settings("shop", [|"s3cr3t-value-1"|]);
            }
            """,
        Fixed = """
            class Settings
            {
                public Settings(string clientId, string clientSecret = null, string scope = null) { }
                public string ClientId { get; set; }
                public string ClientSecret { get; set; }
            }

            class C
            {
                object A() => new Settings("shop", scope: "openid") { ClientId = "a" };
                object B() => new Settings("shop");
            }
            """,
    }.FixAsync<RemoveCodeFixProvider>();

    [Fact]
    public Task Where_the_rest_would_not_compile_no_fix_is_offered() => Of("""
        class C
        {
            object M() => new Azure.Identity.ClientSecretCredential("tenant", "shop", [|"s3cr3t"|]);

            void N(Duende.IdentityModel.OidcClient.OidcClientOptions options, bool on)
            {
                if (on)
                    [|options.ClientSecret = "s3cr3t"|];
            }
        }
        """).NoFixAsync<RemoveCodeFixProvider>();
}
