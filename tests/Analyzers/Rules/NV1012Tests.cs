using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1012Tests
{
    private const string Plain = """
        class C
        {
            void M(NumberVerify.NumberVerifyClientOptions options) => options.RedirectUri = [|new Uri("http://shop.example/callback")|];
        }
        """;

    private static Case<UnsafeRedirectUriAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web };

    private static Case<UnsafeRedirectUriAnalyzer> In(string body, TestProject? project = null, DiagnosticSeverity? severity = null) => new()
    {
        Project = project ?? TestProject.Web,
        Severity = severity,
        Source = $$"""
            using Duende.IdentityModel.OidcClient;
            using Microsoft.AspNetCore.Authentication;
            using Microsoft.AspNetCore.WebUtilities;
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.Hosting;
            using Microsoft.IdentityModel.Protocols.OpenIdConnect;
            using NumberVerify;

            class Client { public string ClientId { get; set; } public ICollection<string> RedirectUris { get; set; } = []; }
            class Page { public string RedirectUrl { get; set; } public string Namespace { get; set; } }
            static class Url { public static string Authorize(string clientId, Uri redirectUri) => null; public static object Redirect(string redirectUrl) => null; }

            class C
            {
                const string Host = "http://shop.example";

                void M(NumberVerifyClientOptions options, OidcClientOptions client, OpenIdConnectMessage message, AuthenticationProperties properties, Page page, Dictionary<string, string> query,
                    IConfiguration configuration, IHostEnvironment environment, string value, int port)
                {
                    {{body}}
                }
            }
            """,
    };

    [Theory]
    [InlineData("options.RedirectUri = [|new Uri(\"http://shop.example/callback\")|];")]
    [InlineData("options.RedirectUri = [|new(\"http://shop.example/callback\")|];")]
    [InlineData("_ = new NumberVerifyClientOptions { RedirectUri = [|new Uri(\"http://shop.example/callback\", UriKind.Absolute)|] };")]
    [InlineData("client.RedirectUri = [|\"http://shop.example/callback\"|];")]
    [InlineData("client.RedirectUri = [|\"HTTP://shop.example\"|];")]
    [InlineData("client.RedirectUri = [|Host + \"/callback\"|];")]
    [InlineData("client.RedirectUri = [|$\"{Host}/callback\"|];")]
    [InlineData("client.RedirectUri = [|$\"http://shop.example/{value}\"|];")]
    [InlineData("client.RedirectUri = [|$\"http://shop.example:{port}/callback\"|];")]
    [InlineData("client.RedirectUri = [|configuration[\"Auth:RedirectUri\"] ?? \"http://shop.example/callback\"|];")]
    [InlineData("var redirect = new Uri(\"http://shop.example/callback\"); client.RedirectUri = [|redirect.AbsoluteUri|];")]
    [InlineData("client.RedirectUri = [|\"http://localhost.evil.com/callback\"|];")]
    [InlineData("client.RedirectUri = [|\"http://127.0.0.1.evil.com/callback\"|];")]
    [InlineData("client.RedirectUri = [|\"http://localhost@evil.com/callback\"|];")]
    [InlineData("client.RedirectUri = [|\"https://shop.example/callback#done\"|];")]
    [InlineData("client.RedirectUri = [|\"https://user:word@shop.example/callback\"|];")]
    [InlineData("client.RedirectUri = [|\"https://*.shop.example/callback\"|];")]
    [InlineData("client.RedirectUri = [|\"https://shop.example/*\"|];")]
    [InlineData("client.RedirectUri = [|\"/callback\"|];")]
    [InlineData("client.RedirectUri = [|\"//shop.example/callback\"|];")]
    [InlineData("client.RedirectUri = [|\"shop.example/callback\"|];")]
    [InlineData("client.RedirectUri = [|\"localhost:5000/callback\"|];")]
    [InlineData("options.RedirectUri = [|new Uri(\"/callback\", UriKind.Relative)|];")]
    [InlineData("client.RedirectUri = [|\"javascript:alert(1)\"|];")]
    [InlineData("client.RedirectUri = [|\"data:text/html,hello\"|];")]
    [InlineData("client.RedirectUri = [|\"shop://callback\"|];")]
    [InlineData("message.RedirectUri = [|\"http://shop.example/callback\"|];")]
    [InlineData("_ = Url.Authorize(\"shop\", [|new Uri(Host)|]);")]
    [InlineData("query[\"redirect_uri\"] = [|\"http://shop.example/callback\"|];")]
    [InlineData("query.Add(\"redirect_uri\", [|\"http://shop.example/callback\"|]);")]
    [InlineData("_ = QueryHelpers.AddQueryString(value, \"redirect_uri\", [|\"http://shop.example/callback\"|]);")]
    [InlineData("_ = [|\"https://operator.example/authorize?client_id=shop&redirect_uri=http%3A%2F%2Fshop.example%2Fcallback&scope=openid\"|];")]
    [InlineData("_ = [|$\"https://operator.example/authorize?client_id={value}&redirect_uri=http://shop.example/callback\"|];")]
    [InlineData("_ = new Client { RedirectUris = { \"https://shop.example/callback\", [|\"http://shop.example/callback\"|] } };")]
    [InlineData("_ = new Client { RedirectUris = new List<string> { [|\"https://*.shop.example\"|] } };")]
    [InlineData("_ = new Client { RedirectUris = [\"https://shop.example\", [|\"http://shop.example\"|]] };")]
    [InlineData("new Client().RedirectUris.Add([|\"http://shop.example/callback\"|]);")]
    public Task A_redirect_URI_that_others_can_read_or_catch_is_flagged(string body) => In(body, severity: DiagnosticSeverity.Warning).RunAsync();

    [Theory]
    [InlineData("client.RedirectUri = \"https://shop.example/callback\";")]
    [InlineData("client.RedirectUri = \"http://localhost:5000/callback\";")]
    [InlineData("client.RedirectUri = \"http://LOCALHOST/callback\";")]
    [InlineData("client.RedirectUri = \"http://127.0.0.1/callback\";")]
    [InlineData("client.RedirectUri = \"http://127.0.0.1:5000\";")]
    [InlineData("client.RedirectUri = \"http://[::1]:5000/callback\";")]
    [InlineData("client.RedirectUri = $\"http://127.0.0.1:{port}/\";")]
    [InlineData("client.RedirectUri = $\"http://{value}/callback\";")]
    [InlineData("client.RedirectUri = $\"{value}/callback\";")]
    [InlineData("client.RedirectUri = configuration[\"Auth:RedirectUri\"];")]
    [InlineData("client.RedirectUri = \"\";")]
    [InlineData("client.RedirectUri = \"https://{host}/callback\";")]
    [InlineData("client.RedirectUri = \"<your redirect URI>\";")]
    [InlineData("client.RedirectUri = \"urn:ietf:wg:oauth:2.0:oob\";")]
    [InlineData("client.RedirectUri = \"postmessage\";")]
    [InlineData("client.RedirectUri = \"https://shop.example/?next=a@b.example\";")]
    [InlineData("if (environment.IsDevelopment()) client.RedirectUri = \"http://shop.test/callback\";")]
    [InlineData("properties.RedirectUri = \"/\";")]
    [InlineData("page.RedirectUrl = \"/home\"; page.Namespace = \"http://schemas.example/2020\";")]
    [InlineData("_ = Url.Redirect(\"/home\");")]
    [InlineData("_ = Url.Redirect(\"http://shop.example\");")]
    [InlineData("query[\"url\"] = \"http://shop.example\";")]
    [InlineData("_ = new Uri(\"http://shop.example\");")]
    [InlineData("_ = $\"https://operator.example/authorize?client_id={value}&redirect_uri={Uri.EscapeDataString(value)}\";")]
    [InlineData("_ = \"https://operator.example/authorize?redirect_uri={redirectUri}&client_id=shop\";")]
    [InlineData("_ = \"https://operator.example/authorize?redirect_uri=http%3A%2F%2Flocalhost%3A5000&client_id=shop\";")]
    public Task Safe_unknown_and_unrelated_URIs_are_silent(string body) => In(body).RunAsync();

    [Fact]
    public async Task An_apps_own_scheme_is_silent_where_an_app_can_answer_it()
    {
        const string Own = "client.RedirectUri = \"com.example.shop:/callback\";";
        const string Flagged = "client.RedirectUri = [|\"com.example.shop:/callback\"|];";
        await In(Own, TestProject.Maui).RunAsync();
        await In("client.RedirectUri = \"shop://callback\";", TestProject.Maui).RunAsync();
        await In(Own, TestProject.Wpf).RunAsync();
        await In(Own, TestProject.Library).RunAsync();
        await In(Flagged, TestProject.BlazorWebAssembly, DiagnosticSeverity.Warning).RunAsync();

        // A backend may wait for what its app was sent.
        await In(Flagged, TestProject.Web, DiagnosticSeverity.Info).RunAsync();
    }

    [Fact]
    public async Task Loopback_on_a_phone_and_an_emulators_host_are_worth_a_note()
    {
        await In("client.RedirectUri = [|\"http://localhost:5000/callback\"|];", TestProject.Maui, DiagnosticSeverity.Info).RunAsync();
        await In("client.RedirectUri = [|\"http://10.0.2.2:5000/callback\"|];", TestProject.Maui, DiagnosticSeverity.Info).RunAsync();
        await In("client.RedirectUri = [|\"http://10.0.2.2:5000/callback\"|];", TestProject.Web, DiagnosticSeverity.Info).RunAsync();
        await In("client.RedirectUri = \"http://localhost:5000/callback\";", TestProject.BlazorWebAssembly).RunAsync();
    }

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy_in_every_kind_of_project()
    {
        await new Case<UnsafeRedirectUriAnalyzer> { Source = Plain, Project = TestProject.Web, Severity = DiagnosticSeverity.Warning, Says = ["NumberVerifyClientOptions.RedirectUri", "http", "backend", "https"] }.RunAsync();
        await new Case<UnsafeRedirectUriAnalyzer> { Source = Plain, Project = TestProject.BlazorWebAssembly, Says = ["Blazor WebAssembly app"] }.RunAsync();
    }

    [Fact]
    public async Task Test_projects_and_ignored_ones_are_silent()
    {
        await new Case<UnsafeRedirectUriAnalyzer> { Source = Clean(Plain), Project = TestProject.Test }.RunAsync();
        await new Case<UnsafeRedirectUriAnalyzer> { Source = Clean(Plain), Project = TestProject.Web.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV1012\n" + Clean(Plain)).RunAsync();
        await new Case<UnsafeRedirectUriAnalyzer> { Source = Clean(Plain), Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1012.severity = none" }.RunAsync();
        await new Case<UnsafeRedirectUriAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1012.severity = error", Severity = DiagnosticSeverity.Error }.RunAsync();
    }

    [Fact]
    public Task The_fix_writes_https() => new Case<UnsafeRedirectUriAnalyzer>
    {
        Project = TestProject.Web,
        Source = """"
            using NumberVerify;

            class C
            {
                void M(NumberVerifyClientOptions options, Dictionary<string, string> query, string path)
                {
                    options.RedirectUri = [|new Uri("http://shop.example/callback")|]; // as registered
                    options.RedirectUri = [|new(@"http://shop.example/callback")|];
                    query["redirect_uri"] = [|"""http://shop.example/callback"""|];
                    query["redirect_uri"] = [|$"http://shop.example/{path}"|];
                }
            }
            """",
        Fixed = """"
            using NumberVerify;

            class C
            {
                void M(NumberVerifyClientOptions options, Dictionary<string, string> query, string path)
                {
                    options.RedirectUri = new Uri("https://shop.example/callback"); // as registered
                    options.RedirectUri = new(@"https://shop.example/callback");
                    query["redirect_uri"] = """https://shop.example/callback""";
                    query["redirect_uri"] = $"https://shop.example/{path}";
                }
            }
            """",
    }.FixAsync<UnsafeRedirectUriCodeFixProvider>();

    [Fact]
    public Task Where_https_is_not_the_remedy_or_no_literal_stands_there_no_fix_is_offered() => Of("""
        class C
        {
            const string Redirect = "http://shop.example/callback";

            void M(NumberVerify.NumberVerifyClientOptions options, Dictionary<string, string> query)
            {
                options.RedirectUri = [|new Uri("http://shop.example:8080/callback")|];
                options.RedirectUri = [|new Uri("https://shop.example/#callback")|];
                options.RedirectUri = [|new Uri("/callback", UriKind.Relative)|];
                query["redirect_uri"] = [|Redirect|];
            }
        }
        """).NoFixAsync<UnsafeRedirectUriCodeFixProvider>();

    private static string Clean(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
