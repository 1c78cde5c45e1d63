using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1006Tests
{
    private static Case<HandMadeTokenRequestAnalyzer> In(string body, TestProject? project = null) => new()
    {
        Project = project ?? TestProject.BlazorWebAssembly,
        Source = $$"""
            using System.Collections.Specialized;
            using System.Net.Http.Headers;
            using System.Text;
            using Microsoft.AspNetCore.WebUtilities;
            using RestSharp;

            class C
            {
                const string Name = "client_secret";

                void M(string secret, string clientSecret, string id, string password, NameValueCollection query, StringBuilder text, RestRequest request, MultipartFormDataContent multipart)
                {
                    {{body}}
                }
            }
            """,
    };

    [Theory]
    [InlineData("""_ = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = id, [|["client_secret"] = secret|] });""")]
    [InlineData("""_ = new FormUrlEncodedContent(new Dictionary<string, string> { { "code", id }, [|{ "client_secret", secret }|] });""")]
    [InlineData("""var form = new Dictionary<string, string>(); [|form["client_secret"] = secret|];""")]
    [InlineData("""var form = new Dictionary<string, string>(); [|form[Name] = "s3cr3t"|];""")]
    [InlineData("""var form = new Dictionary<string, string>(); [|form.Add("client_secret", secret)|];""")]
    [InlineData("""_ = new FormUrlEncodedContent(new[] { [|new KeyValuePair<string, string>("client_secret", secret)|] });""")]
    [InlineData("""_ = new FormUrlEncodedContent([[|new("client_secret", secret)|]]);""")]
    [InlineData("""_ = new FormUrlEncodedContent([[|KeyValuePair.Create("client_secret", secret)|]]);""")]
    [InlineData("""[|multipart.Add(new StringContent(secret), "client_secret")|];""")]
    [InlineData("""[|query["client_secret"] = secret|];""")]
    [InlineData("""_ = [|QueryHelpers.AddQueryString("https://o.example/token", "client_secret", secret)|];""")]
    [InlineData("""[|request.AddParameter("client_secret", secret)|];""")]
    [InlineData("""object body = new { client_id = id, [|client_secret = secret|] };""")]
    [InlineData("""_ = new StringContent([|$"grant_type=authorization_code&client_secret={secret}"|]);""")]
    [InlineData("""_ = new StringContent([|"grant_type=authorization_code&client_secret=" + secret + "&code=" + id|]);""")]
    [InlineData("""_ = [|string.Format("code={0}&redirect_uri={1}&client_id={2}&client_secret={3}&scope=", id, id, id, secret)|];""")]
    [InlineData("""[|text.Append("&client_secret=")|].Append(secret);""")]
    [InlineData("""_ = [|"grant_type=client_credentials&client_secret=s3cr3t&code="|] + id;""")]
    [InlineData("""_ = [|"{\"client_id\": \"shop\", \"client_secret\": \"s3cr3t\"}"|];""")]
    [InlineData("""_ = [|$"{{\"client_secret\":\"{secret}\"}}"|];""")]
    [InlineData("""_ = new AuthenticationHeaderValue("Basic", [|Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{clientSecret}"))|]);""")]
    [InlineData("""var bytes = Encoding.ASCII.GetBytes(id + ":" + clientSecret); var header = [|Convert.ToBase64String(bytes)|]; _ = new AuthenticationHeaderValue("Basic", header);""")]
    [InlineData("""_ = [|new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("shop:s3cr3t")))|];""")]
    [InlineData("""_ = "Basic " + [|Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join(':', id, secret)))|];""")]
    public Task A_secret_in_a_hand_made_request_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("""_ = new HashSet<string> { "client_secret", "code" };""")]
    [InlineData("""string[] hidden = ["client_secret", "code"];""")]
    [InlineData("""_ = id == "client_secret";""")]
    [InlineData("""_ = id switch { "client_secret" => 1, _ => 2 };""")]
    [InlineData("""_ = string.Equals("client_secret", id);""")]
    [InlineData("""_ = id.Replace("client_secret", "***").Contains("client_secret=");""")]
    [InlineData("""_ = new System.Text.RegularExpressions.Regex("client_secret=[^&]+");""")]
    [InlineData("""var masks = new Dictionary<string, string> { ["client_secret"] = "***" };""")]
    [InlineData("""var labels = new Dictionary<string, string> { ["client_secret"] = "Client secret" };""")]
    [InlineData("""var flags = new Dictionary<string, bool> { ["client_secret"] = true };""")]
    [InlineData("""var readers = new Dictionary<string, Func<string>> { ["client_secret"] = () => id };""")]
    [InlineData("""var form = new Dictionary<string, string> { ["client_secret"] = "", ["client_id"] = id };""")]
    [InlineData("""var form = new Dictionary<string, string> { ["client_secret"] = null };""")]
    [InlineData("""_ = query["client_secret"];""")]
    [InlineData("""new Dictionary<string, string>().TryGetValue("client_secret", out _);""")]
    [InlineData("""_ = new StringContent($"code={id}&code_verifier={secret}");""")]
    [InlineData("""_ = "client_secret={secret}";""")]
    [InlineData("""Console.WriteLine("client_secret must not be empty: " + id);""")]
    [InlineData("""_ = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{password}")));""")]
    [InlineData("""_ = new AuthenticationHeaderValue("Bearer", secret);""")]
    [InlineData("""_ = Convert.ToBase64String(Encoding.UTF8.GetBytes(id));""")]
    public Task A_name_without_a_secret_is_silent(string body) => In(body).RunAsync();

    [Fact]
    public Task A_member_that_is_serialised_under_the_name_is_flagged() => new Case<HandMadeTokenRequestAnalyzer>
    {
        Source = """
            using System.Text.Json.Serialization;

            class TokenRequest
            {
                [JsonPropertyName("client_id")] public string Id { get; set; }
                [[|JsonPropertyName("client_secret")|]] public string Secret { get; set; }
            }
            """,
        Severity = DiagnosticSeverity.Error,
        Says = ["'Secret'", "Blazor WebAssembly app", "backend"],
    }.RunAsync();

    [Fact]
    public Task A_parameter_that_a_generated_client_sends_under_the_name_is_flagged() => new Case<HandMadeTokenRequestAnalyzer>
    {
        Assemblies = [("Refit", "namespace Refit { [AttributeUsage(AttributeTargets.All)] public sealed class AliasAsAttribute(string name) : Attribute { public string Name => name; } }")],
        Source = """
            using Refit;

            interface IOperator
            {
                Task<string> Token([AliasAs("client_id")] string id, [[|AliasAs("client_secret")|]] string secret);
            }

            class Mapped
            {
                void Own([AliasAs("client_secret")] string secret) { }
            }
            """,
        Says = ["'secret'"],
    }.RunAsync();

    [Fact]
    public Task Basic_credentials_of_other_HTTP_clients_are_flagged() => new Case<HandMadeTokenRequestAnalyzer>
    {
        Assemblies = [("Flurl.Http", "namespace Flurl.Http { public static class Extensions { public static string WithBasicAuth(this string url, string name, string password) => url; } }")],
        Source = """
            using Flurl.Http;

            class C
            {
                object M(string url, string id, string clientSecret) => [|url.WithBasicAuth(id, clientSecret)|];
                object N(string url, string name, string password) => url.WithBasicAuth(name, password);
            }
            """,
    }.RunAsync();

    [Fact]
    public async Task A_backend_makes_its_own_requests()
    {
        foreach (var project in new[] { TestProject.Web, TestProject.Worker, TestProject.Console, TestProject.Library, TestProject.Test, TestProject.BlazorWebAssembly.With("NumberVerifyProjectKind", "Backend") })
        {
            await In("""var form = new Dictionary<string, string> { ["client_secret"] = secret }; _ = $"client_secret={secret}";""", project).RunAsync();
        }
    }

    [Fact]
    public Task A_desktop_frontend_is_warned() => new Case<HandMadeTokenRequestAnalyzer>
    {
        Project = TestProject.Wpf,
        Severity = DiagnosticSeverity.Warning,
        Source = "class C { string M(string secret) => [|$\"client_secret={secret}\"|]; }",
    }.RunAsync();

    [Fact]
    public Task Suppressions_are_obeyed_and_generated_code_is_silent() => new Case<HandMadeTokenRequestAnalyzer>
    {
        Path = "/project/obj/Client.g.cs",
        Source = "class C { string M(string secret) => $\"client_secret={secret}\"; }",
    }.RunAsync();

    [Fact]
    public Task A_pragma_is_obeyed() => new Case<HandMadeTokenRequestAnalyzer>
    {
        Source = """
            class C
            {
            #pragma warning disable NV1006
                string M(string secret) => $"client_secret={secret}";
            #pragma warning restore NV1006
                string N(string secret) => [|$"client_secret={secret}"|];
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Razor_code_is_reported_on_its_line_without_a_fix() => new Case<HandMadeTokenRequestAnalyzer>
    {
        Path = "/project/obj/Login_razor.g.cs",
        Files = [("/project/Login.razor", "@code {\n[|x|]\n}")],
        Source = """
            // <auto-generated/>
            class Login
            {
            #line 2 "/project/Login.razor"
                void M(Dictionary<string, string> form, string secret) { form["client_secret"] = secret; }
            #line default
            }
            """,
    }.NoFixAsync<RemoveCodeFixProvider>();

    [Fact]
    public Task Text_has_no_fix() => In("""_ = [|$"client_secret={secret}"|]; _ = "Basic " + [|Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"))|];""").NoFixAsync<RemoveCodeFixProvider>();

    [Fact]
    public Task The_fix_removes_entries_statements_and_builder_calls() => new Case<HandMadeTokenRequestAnalyzer>
    {
        Source = """
            using RestSharp;

            class C
            {
                void M(string code, string secret, Dictionary<string, string> form, RestRequest request)
                {
                    _ = new Dictionary<string, string>
                    {
                        ["code"] = code,
                        [|["client_secret"] = secret|],
                    };
                    _ = new Dictionary<string, string> { { "code", code }, [|{ "client_secret", secret }|], { "scope", "openid" } };
                    _ = new[] { KeyValuePair.Create("code", code), [|new KeyValuePair<string, string>("client_secret", secret)|] };
                    KeyValuePair<string, string>[] pairs = [[|new("client_secret", secret)|], new("code", code)];
                    object body = new { code, [|client_secret = secret|] };
                    [|form["client_secret"] = secret|];
                    [|form.Add("client_secret", secret)|];
                    [|request.AddParameter("client_secret", secret)|].AddHeader("Accept", "application/json");
                }
            }
            """,
        Fixed = """
            using RestSharp;

            class C
            {
                void M(string code, string secret, Dictionary<string, string> form, RestRequest request)
                {
                    _ = new Dictionary<string, string>
                    {
                        ["code"] = code,
                    };
                    _ = new Dictionary<string, string> { { "code", code }, { "scope", "openid" } };
                    _ = new[] { KeyValuePair.Create("code", code) };
                    KeyValuePair<string, string>[] pairs = [new("code", code)];
                    object body = new { code };
                    request.AddHeader("Accept", "application/json");
                }
            }
            """,
    }.FixAsync<RemoveCodeFixProvider>();
}
