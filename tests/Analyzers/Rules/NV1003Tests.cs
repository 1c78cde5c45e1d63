using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1003Tests
{
    private static Case<SecretReadInFrontendAnalyzer> In(string body, TestProject? project = null, DiagnosticSeverity? severity = null) => new()
    {
        Project = project ?? TestProject.BlazorWebAssembly,
        Severity = severity,
        Source = $$"""
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Maui.Storage;
            using NumberVerify;

            class Login { public string ClientId { get; set; } public string ClientSecret { get; set; } }
            class Outer { public string Name { get; set; } public List<Middle> Middles { get; set; } }
            class Middle { public Login Login { get; set; } }
            class Node { public Node Next { get; set; } public string Name { get; set; } public Dictionary<string, Node> All { get; set; } }
            class Public { public string ClientId { get; set; } public string ClientSecretLabel { get; set; } public string ClientSecret => ""; }

            class C(IConfiguration settings)
            {
                const string Key = "Auth:ClientSecret";

                async Task M(IConfiguration configuration, IServiceCollection services, Login login, string key)
                {
                    await Task.Yield();
                    {{body}}
                }
            }
            """,
    };

    [Theory]
    [InlineData("_ = [|configuration[\"ClientSecret\"]|];")]
    [InlineData("_ = [|settings[\"Auth:ClientSecret\"]|];")]
    [InlineData("_ = [|configuration[\"Auth__ClientSecret\"]|];")]
    [InlineData("_ = [|configuration[\"AUTH_CLIENT_SECRET\"]|];")]
    [InlineData("_ = [|configuration[Key]|];")]
    [InlineData("_ = [|configuration[nameof(Login.ClientSecret)]|];")]
    [InlineData("_ = [|configuration[\"Auth:\" + nameof(Login.ClientSecret)]|];")]
    [InlineData("_ = [|configuration.GetSection(\"Auth\")[\"ClientSecret\"]|];")]
    [InlineData("_ = [|configuration.GetSection(\"Auth:ClientSecret\")|].Value;")]
    [InlineData("_ = [|configuration.GetRequiredSection(\"ClientSecret\")|].Value;")]
    [InlineData("_ = [|configuration.GetValue<string>(\"Auth:AppSecret\")|];")]
    [InlineData("_ = [|configuration.GetSection(\"Auth\").Get<Login>()|];")]
    [InlineData("_ = [|configuration.Get(typeof(Login))|];")]
    [InlineData("[|configuration.Bind(\"Auth\", login)|];")]
    [InlineData("[|configuration.GetSection(\"Auth\").Bind(login)|];")]
    [InlineData("_ = [|configuration.Get<Outer>()|];")]
    [InlineData("[|services.Configure<Login>(configuration.GetSection(\"Auth\"))|];")]
    [InlineData("[|services.AddOptions<Login>().BindConfiguration(\"Auth\")|];")]
    [InlineData("[|services.AddOptions<Login>().Bind(configuration)|];")]
    [InlineData("_ = [|Environment.GetEnvironmentVariable(\"CLIENT_SECRET\")|];")]
    [InlineData("_ = [|System.Configuration.ConfigurationManager.AppSettings[\"ClientSecret\"]|];")]
    [InlineData("_ = [|Preferences.Get(\"client_secret\", \"\")|];")]
    [InlineData("_ = await [|SecureStorage.GetAsync(\"client_secret\")|];")]
    [InlineData("_ = [|configuration[\"Auth:Client:Secret\"]|];")]
    [InlineData("_ = [|configuration[\"Keycloak:credentials:secret\"]|];")]
    [InlineData("await [|SecureStorage.Default.SetAsync(\"client_secret\", key)|];")]
    public Task Reading_a_secret_is_a_warning(string body) => In(body, severity: DiagnosticSeverity.Warning).RunAsync();

    [Theory]
    [InlineData("_ = [|configuration[\"NumberVerify:ClientSecret\"]|];")]
    [InlineData("_ = [|Environment.GetEnvironmentVariable(\"NUMBERVERIFY_CLIENT_SECRET\")|];")]
    [InlineData("_ = [|configuration.Get<NumberVerifyClientOptions>()|];")]
    [InlineData("_ = [|NumberVerifyClientOptions.FromEnvironment()|];")]
    [InlineData("[|services.AddNumberVerify(configuration)|];")]
    public async Task Reading_our_own_section_is_an_error_and_a_warning_on_a_desktop(string body)
    {
        await In(body, severity: DiagnosticSeverity.Error).RunAsync();
        await In(body, TestProject.Wpf, DiagnosticSeverity.Warning).RunAsync();
    }

    [Theory]
    [InlineData("_ = configuration[\"ClientId\"];")]
    [InlineData("_ = configuration[\"Auth:ClientSecret:Label\"];")]
    [InlineData("_ = configuration[\"ClientSecretKeyName\"];")]
    [InlineData("_ = configuration[\"Auth:Authority\"];")]
    [InlineData("_ = configuration[key];")]
    [InlineData("_ = nameof(Login.ClientSecret);")]
    [InlineData("Console.WriteLine(\"Auth:ClientSecret\");")]
    [InlineData("_ = new Dictionary<string, string>()[\"ClientSecret\"];")]
    [InlineData("_ = configuration.GetSection(\"Auth\").Get<Public>();")]
    [InlineData("_ = configuration.Get<Node>();")]
    [InlineData("_ = configuration.Get<string>();")]
    [InlineData("services.Configure<Login>(login => login.ClientId = \"shop\");")]
    [InlineData("_ = Environment.GetEnvironmentVariable(\"PATH\");")]
    [InlineData("_ = Preferences.Get(\"theme\", \"client_secret\");")]
    [InlineData("await SecureStorage.SetAsync(\"access_token\", key);")]
    public Task Other_keys_and_types_are_silent(string body) => In(body).RunAsync();

    [Fact]
    public async Task A_backend_reads_what_it_likes()
    {
        foreach (var project in new[] { TestProject.Web, TestProject.Worker, TestProject.Console, TestProject.Library, TestProject.Test, TestProject.Maui.With("NumberVerifyProjectKind", "Backend") })
        {
            await In("_ = configuration[\"ClientSecret\"]; _ = configuration.Get<Login>();", project).RunAsync();
        }
    }

    private static Case<SecretReadInFrontendAnalyzer> InBrowser(string body) => new()
    {
        Assemblies =
        [
            ("Microsoft.JSInterop", """
                namespace Microsoft.JSInterop
                {
                    public interface IJSRuntime { ValueTask<T> InvokeAsync<T>(string identifier, object[] args); }
                    public interface IJSInProcessRuntime : IJSRuntime { T Invoke<T>(string identifier, params object[] args); }
                    public static class JSRuntimeExtensions
                    {
                        public static ValueTask<T> InvokeAsync<T>(this IJSRuntime runtime, string identifier, params object[] args) => default;
                        public static ValueTask<T> InvokeAsync<T>(this IJSRuntime runtime, string identifier, CancellationToken cancellationToken, params object[] args) => default;
                        public static ValueTask InvokeVoidAsync(this IJSRuntime runtime, string identifier, params object[] args) => default;
                    }
                }
                """),
        ],
        Source = $$"""
            using Microsoft.JSInterop;

            class C
            {
                async Task M(IJSRuntime script, IJSInProcessRuntime here, string clientSecret, string key, string theme, CancellationToken cancel)
                {
                    {{body}}
                    await Task.Yield();
                }
            }
            """,
    };

    [Theory]
    [InlineData("_ = await [|script.InvokeAsync<string>(\"localStorage.getItem\", \"client_secret\")|];")]
    [InlineData("_ = await [|script.InvokeAsync<string>(\"sessionStorage.getItem\", cancel, \"shop.clientSecret\")|];")]
    [InlineData("_ = await [|script.InvokeAsync<string>(\"window.localStorage.getItem\", new object[] { \"client_secret\" })|];")]
    [InlineData("await [|script.InvokeVoidAsync(\"localStorage.setItem\", \"client_secret\", key)|];")]
    [InlineData("await [|script.InvokeVoidAsync(\"localStorage.setItem\", key, clientSecret)|];")]
    [InlineData("_ = [|here.Invoke<string>(\"sessionStorage.getItem\", \"app-secret\")|];")]
    public Task A_secret_in_the_browsers_storage_is_flagged(string body) => InBrowser(body).RunAsync();

    [Theory]
    [InlineData("_ = await script.InvokeAsync<string>(\"localStorage.getItem\", \"theme\");")]
    [InlineData("_ = await script.InvokeAsync<string>(\"localStorage.getItem\", key);")]
    [InlineData("await script.InvokeVoidAsync(\"localStorage.setItem\", \"theme\", theme);")]
    [InlineData("await script.InvokeVoidAsync(\"localStorage.removeItem\", \"client_secret\");")]
    [InlineData("await script.InvokeVoidAsync(\"console.warn\", \"client_secret\");")]
    [InlineData("await script.InvokeVoidAsync(key, \"client_secret\");")]
    public Task Other_calls_into_the_browser_are_silent(string body) => InBrowser(body).RunAsync();

    [Fact]
    public Task A_file_that_holds_a_client_and_its_secret_is_flagged_where_it_is_read() => new Case<SecretReadInFrontendAnalyzer>
    {
        Project = TestProject.Wpf,
        Assemblies = [("Google.Apis.Auth", "namespace Google.Apis.Auth.OAuth2 { public sealed class GoogleClientSecrets { public static GoogleClientSecrets FromFile(string path) => null; } }")],
        Source = """
            class C
            {
                object M(string path) => [|Google.Apis.Auth.OAuth2.GoogleClientSecrets.FromFile(path)|];
            }
            """,
        Severity = DiagnosticSeverity.Warning,
        Says = ["GoogleClientSecrets.FromFile", "WPF app"],
    }.RunAsync();

    [Fact]
    public Task The_message_names_the_key_the_project_and_the_remedy() => new Case<SecretReadInFrontendAnalyzer>
    {
        Project = TestProject.Maui,
        Source = "class C { object M() => [|Environment.GetEnvironmentVariable(\"CLIENT_SECRET\")|]; }",
        Says = ["'CLIENT_SECRET'", "MAUI app", "backend"],
    }.RunAsync();

    [Fact]
    public Task The_message_names_the_member_that_binding_would_fill() => new Case<SecretReadInFrontendAnalyzer>
    {
        Source = """
            using Microsoft.Extensions.Configuration;
            class Login { public string ClientSecret { get; set; } }
            class C { object M(IConfiguration configuration) => [|configuration.Get<Login>()|]; }
            """,
        Says = ["'Login.ClientSecret'"],
    }.RunAsync();

    [Fact]
    public Task Razor_code_is_reported_on_its_line_without_a_fix() => new Case<SecretReadInFrontendAnalyzer>
    {
        Path = "/project/obj/Login_razor.g.cs",
        Files = [("/project/Login.razor", "@code {\n[|x|]\n}")],
        Source = """
            // <auto-generated/>
            class Login
            {
            #line 2 "/project/Login.razor"
                void M() { Environment.SetEnvironmentVariable("CLIENT_SECRET", ""); }
            #line default
            }
            """,
    }.NoFixAsync<RemoveCodeFixProvider>();

    [Fact]
    public Task Suppressions_are_obeyed() => new Case<SecretReadInFrontendAnalyzer>
    {
        Source = """
            class C
            {
                void M()
                {
            #pragma warning disable NV1003
                    _ = Environment.GetEnvironmentVariable("CLIENT_SECRET");
            #pragma warning restore NV1003
                    _ = [|Environment.GetEnvironmentVariable("CLIENT_SECRET")|];
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task The_fix_removes_statements_and_what_nothing_reads() => new Case<SecretReadInFrontendAnalyzer>
    {
        Source = """
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Maui.Storage;

            class Login { public string ClientId { get; set; } public string ClientSecret { get; set; } }

            class C
            {
                async Task<string> M(IConfiguration configuration, IServiceCollection services, Login login)
                {
                    [|services.Configure<Login>(configuration)|];
                    await [|SecureStorage.SetAsync("client_secret", "x")|];
                    login.ClientSecret = [|configuration["ClientSecret"]|];
                    var unused = [|configuration["ClientSecret"]|];
                    var used = [|configuration["ClientSecret"]|];
                    await Task.Yield();
                    return used;
                }
            }
            """,
        Fixed = """
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Maui.Storage;

            class Login { public string ClientId { get; set; } public string ClientSecret { get; set; } }

            class C
            {
                async Task<string> M(IConfiguration configuration, IServiceCollection services, Login login)
                {
                    var used = configuration["ClientSecret"];
                    await Task.Yield();
                    return used;
                }
            }
            """,
    }.FixAsync<RemoveCodeFixProvider>();
}
