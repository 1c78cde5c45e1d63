using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1013Tests
{
    private const string Plain = """
        class C
        {
            object M() => NumberVerify.OperatorProfile.Camara with { [|UsesPkce = false|] };
        }
        """;

    private static Case<ProtectionSwitchedOffAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web };

    private static Case<ProtectionSwitchedOffAnalyzer> In(string body) => Of($$"""
        using Duende.IdentityModel.Client;
        using Duende.IdentityModel.OidcClient;
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.AspNetCore.Authentication.OpenIdConnect;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.Hosting;
        using Microsoft.IdentityModel.Protocols.OpenIdConnect;
        using Microsoft.IdentityModel.Tokens;
        using NumberVerify;
        using System.Net;
        using System.Net.Security;
        using System.Security.Cryptography.X509Certificates;

        class Form { public bool ValidateIssuer { get; set; } public bool UsePkce { get; set; } }
        enum Method { Plain, S256 }
        class Pkce { public Method CodeChallengeMethod { get; set; } }

        class C
        {
            bool _isDevelopment;

            void M(NumberVerifyClientOptions client, OpenIdConnectOptions web, JwtBearerOptions bearer, OidcClientOptions oidc, Form form, Pkce pkce, Dictionary<string, string> query,
                IHostEnvironment environment, IConfiguration configuration, string value, bool on, X509Certificate2 pinned)
            {
                {{body}}
            }

            static void Configure(Action<OpenIdConnectOptions> configure) { }
            static bool Trust(object sender, X509Certificate certificate, X509Chain chain, SslPolicyErrors errors) { return true; }
            static bool Check(object sender, X509Certificate certificate, X509Chain chain, SslPolicyErrors errors) { return errors == SslPolicyErrors.None; }
        }
        """);

    [Theory]
    [InlineData("client.Profile = OperatorProfile.Camara with { [|UsesPkce = false|] };")]
    [InlineData("client.Profile = new OperatorProfile { VerifyScope = value, [|UsesPkce = false|] };")]
    [InlineData("[|web.RequireHttpsMetadata = false|];")]
    [InlineData("[|web.UsePkce = false|];")]
    [InlineData("Configure(options => [|options.RequireHttpsMetadata = false|]);")]
    [InlineData("Configure(options => { options.Authority = value; [|options.RequireHttpsMetadata = false|]; });")]
    [InlineData("Configure(options => { options.Authority = \"http://identity\"; [|options.RequireHttpsMetadata = false|]; });")]
    [InlineData("[|bearer.RequireHttpsMetadata = false|];")]
    [InlineData("[|web.ProtocolValidator.RequireNonce = false|];")]
    [InlineData("web.ProtocolValidator = new OpenIdConnectProtocolValidator { [|RequireState = false|] };")]
    [InlineData("web.TokenValidationParameters = new TokenValidationParameters { [|ValidateIssuer = false|], [|ValidateAudience = false|] };")]
    [InlineData("[|web.TokenValidationParameters.ValidateLifetime = false|];")]
    [InlineData("[|web.TokenValidationParameters.RequireSignedTokens = false|];")]
    [InlineData("[|oidc.Policy.RequireIdentityTokenSignature = false|];")]
    [InlineData("_ = new OidcClientOptions { Authority = value, Policy = { Discovery = { [|RequireHttps = false|], [|ValidateIssuerName = false|] } } };")]
    [InlineData("const bool Off = false; [|web.UsePkce = Off|];")]
    [InlineData("query[\"code_challenge_method\"] = [|\"plain\"|];")]
    [InlineData("pkce.CodeChallengeMethod = [|Method.Plain|];")]
    [InlineData("_ = [|$\"https://operator.example/authorize?client_id={value}&code_challenge={value}&code_challenge_method=plain\"|];")]
    [InlineData("_ = new HttpClientHandler { [|ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator|] };")]
    [InlineData("_ = new HttpClientHandler { [|ServerCertificateCustomValidationCallback = (_, _, _, _) => true|] };")]
    [InlineData("_ = new HttpClientHandler { [|ServerCertificateCustomValidationCallback = delegate { return true; }|] };")]
    [InlineData("_ = new SocketsHttpHandler { SslOptions = { [|RemoteCertificateValidationCallback = Trust|] } };")]
    [InlineData("[|ServicePointManager.ServerCertificateValidationCallback += (sender, certificate, chain, errors) => true|];")]
    [InlineData("if (!environment.IsDevelopment()) [|web.UsePkce = false|];")]
    [InlineData("if (environment.IsDevelopment()) web.UsePkce = true; else [|web.UsePkce = false|];")]
    [InlineData("if (environment.IsDevelopment() || on) [|web.UsePkce = false|];")]
    [InlineData("if (environment.IsProduction()) [|web.UsePkce = false|];")]
    public Task A_protection_that_is_off_in_production_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("client.Profile = OperatorProfile.Camara with { UsesPkce = true };")]
    [InlineData("web.RequireHttpsMetadata = true;")]
    [InlineData("web.RequireHttpsMetadata = !environment.IsDevelopment();")]
    [InlineData("web.RequireHttpsMetadata = on;")]
    [InlineData("if (environment.IsDevelopment()) web.RequireHttpsMetadata = false;")]
    [InlineData("if (!environment.IsProduction()) { web.RequireHttpsMetadata = false; }")]
    [InlineData("if (environment.IsProduction()) { web.UsePkce = true; } else { web.RequireHttpsMetadata = false; }")]
    [InlineData("if (on && environment.IsDevelopment()) Configure(options => options.RequireHttpsMetadata = false);")]
    [InlineData("if (environment.EnvironmentName == \"Development\") web.RequireHttpsMetadata = false;")]
    [InlineData("if (environment.EnvironmentName != \"Development\") return; web.RequireHttpsMetadata = false;")]
    [InlineData("if (!environment.IsDevelopment()) { throw new InvalidOperationException(); } web.RequireHttpsMetadata = false;")]
    [InlineData("if (_isDevelopment) web.RequireHttpsMetadata = false;")]
    [InlineData("var handler = environment.IsDevelopment() ? new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true } : new HttpClientHandler();")]
    [InlineData("void ForLocalDevelopment() { web.RequireHttpsMetadata = false; } ForLocalDevelopment();")]
    [InlineData("Configure(options => { options.Authority = \"http://localhost:5000\"; options.RequireHttpsMetadata = false; });")]
    [InlineData("Configure(options => { options.Authority = $\"http://127.0.0.1:{value}\"; options.RequireHttpsMetadata = false; });")]
    [InlineData("client.ApiRoot = new Uri(\"http://localhost:5000\"); client.Profile = OperatorProfile.Camara with { UsesPkce = false };")]
    [InlineData("_ = new OidcClientOptions { Authority = \"http://10.0.2.2:5000\", Policy = { Discovery = { RequireHttps = false } } };")]
    [InlineData("_ = new TokenValidationParameters { ValidateIssuer = false, IssuerValidator = (issuer, token, parameters) => issuer == value ? issuer : throw new InvalidOperationException() };")]
    [InlineData("void ReadExpiredToken() => web.TokenValidationParameters = new TokenValidationParameters { ValidateLifetime = false }; ReadExpiredToken();")]
    [InlineData("form.ValidateIssuer = false; form.UsePkce = false;")]
    [InlineData("query[\"code_challenge_method\"] = \"S256\"; query[\"format\"] = \"plain\"; pkce.CodeChallengeMethod = Method.S256;")]
    [InlineData("if (value == \"plain\" && query.ContainsKey(\"code_challenge_method\")) on = true;")]
    [InlineData("_ = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None || certificate.Equals(pinned) };")]
    [InlineData("_ = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, errors) => { if (errors == SslPolicyErrors.None) return true; return false; } };")]
    [InlineData("_ = new HttpClientHandler { ServerCertificateCustomValidationCallback = null }; _ = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = Check } };")]
    public Task What_is_on_or_off_for_developers_only_is_silent(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("#if DEBUG\noptions.UsePkce = false;\n#endif")]
    [InlineData("#if !DEBUG\noptions.UsePkce = true;\n#else\noptions.UsePkce = false;\n#endif")]
    [InlineData("#if DEBUG && NET\n#region now\noptions.UsePkce = false;\n#endregion\n#endif")]
    public Task What_is_compiled_for_debugging_is_silent(string body) => Conditional(body).RunAsync();

    [Theory]
    [InlineData("#if NET\n[|options.UsePkce = false|];\n#endif")]
    [InlineData("#if DEBUG || NET\n[|options.UsePkce = false|];\n#endif")]
    [InlineData("#if DEBUG\n_ = 1;\n#endif\n[|options.UsePkce = false|];")]
    public Task What_is_compiled_for_a_release_too_is_flagged(string body) => Conditional(body).RunAsync();

    [Fact]
    public Task A_program_with_the_simulator_in_it_is_silent() => new Case<ProtectionSwitchedOffAnalyzer>
    {
        Source = Clean(Plain),
        Project = TestProject.Console,
        Assemblies = [("NumberVerify.Simulator", "public class Simulator { }")],
    }.RunAsync();

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy_in_every_kind_of_project()
    {
        await new Case<ProtectionSwitchedOffAnalyzer> { Source = Plain, Project = TestProject.Web, Severity = DiagnosticSeverity.Warning, Says = ["OperatorProfile.UsesPkce", "backend", "Development"] }.RunAsync();
        await new Case<ProtectionSwitchedOffAnalyzer> { Source = Plain, Project = TestProject.BlazorWebAssembly, Says = ["Blazor WebAssembly app"] }.RunAsync();
    }

    [Fact]
    public async Task Test_projects_and_ignored_ones_are_silent()
    {
        await new Case<ProtectionSwitchedOffAnalyzer> { Source = Clean(Plain), Project = TestProject.Test }.RunAsync();
        await new Case<ProtectionSwitchedOffAnalyzer> { Source = Clean(Plain), Project = TestProject.Web.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV1013\n" + Clean(Plain)).RunAsync();
        await new Case<ProtectionSwitchedOffAnalyzer> { Source = Clean(Plain), Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1013.severity = none" }.RunAsync();
        await new Case<ProtectionSwitchedOffAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1013.severity = error", Severity = DiagnosticSeverity.Error }.RunAsync();
    }

    [Fact]
    public Task The_fix_removes_the_line_or_the_initializer() => new Case<ProtectionSwitchedOffAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using Microsoft.AspNetCore.Authentication.OpenIdConnect;
            using NumberVerify;

            class C
            {
                void M(OpenIdConnectOptions options)
                {
                    options.ClientId = "shop";
                    [|options.RequireHttpsMetadata = false|];
                    [|options.UsePkce = false|];
                }

                Action<OpenIdConnectOptions> N() => options => [|options.UsePkce = false|];
                object O() => new OperatorProfile { VerifyScope = "a", [|UsesPkce = false|], DevicePhoneNumberScope = "b" };
                object P() => new HttpClientHandler { UseCookies = false, [|ServerCertificateCustomValidationCallback = (_, _, _, _) => true|] };
            }
            """,
        Fixed = """
            using Microsoft.AspNetCore.Authentication.OpenIdConnect;
            using NumberVerify;

            class C
            {
                void M(OpenIdConnectOptions options)
                {
                    options.ClientId = "shop";
                }

                Action<OpenIdConnectOptions> N() => options => { };
                object O() => new OperatorProfile { VerifyScope = "a", DevicePhoneNumberScope = "b" };
                object P() => new HttpClientHandler { UseCookies = false };
            }
            """,
    }.FixAsync<ProtectionSwitchedOffCodeFixProvider>();

    [Fact]
    public Task For_a_plain_challenge_no_fix_is_offered() => Of("""
        class C
        {
            void M(Dictionary<string, string> query) => query["code_challenge_method"] = [|"plain"|];
        }
        """).NoFixAsync<ProtectionSwitchedOffCodeFixProvider>();

    private static Case<ProtectionSwitchedOffAnalyzer> Conditional(string body) => new()
    {
        Project = TestProject.Web,
        Symbols = ["DEBUG", "NET"],
        Source = $$"""
            class C
            {
                void M(Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions options)
                {
            {{body}}
                }
            }
            """,
    };

    private static string Clean(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
