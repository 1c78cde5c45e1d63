using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV2006Tests
{
    private const string Plain = """
        using NumberVerify;

        class C
        {
            Task<string> M(HttpClient http, NumberVerifyClient client, AuthorizationRequest request) => http.GetStringAsync([|client.GetAuthUrl(request)|]);
        }
        """;

    private const string InFrontend = """
        using NumberVerify;

        class C
        {
            Task<string> M(HttpClient http, NumberVerifyFrontendClient client, AuthorizationParameters parameters) => http.GetStringAsync([|client.GetAuthUrl(parameters)|]);
        }
        """;

    private static Case<AuthorizationUrlFetchedAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web };

    private static Case<AuthorizationUrlFetchedAnalyzer> In(string body) => Of($$"""
        using NumberVerify;
        using System.Net;
        using System.Net.Http.Json;

        class Fake : NumberVerifyClient { }

        static class Results { public static object Redirect(string url) => null; }

        class Mail { public Uri GetAuthUrl(AuthorizationRequest request) => null; }

        class C
        {
            NumberVerifyClient _client;
            AuthorizationRequest _request;
            Uri Url => _client.GetAuthUrl(_request);

            async Task M(HttpClient http, NumberVerifyClient client, NumberVerifyFrontendClient frontend, AuthorizationParameters parameters, Fake fake, AuthorizationRequest request, Mail mail, bool on)
            {
                {{body}}
                await Task.Yield();
            }

            string Make(NumberVerifyClient client, AuthorizationRequest request) { return client.GetAuthUrl(request).AbsoluteUri; }
            string Echo(string text) => text;
            string Fixed(string ignored) => "https://example.com";
        }
        """);

    [Theory]
    [InlineData("await http.GetAsync([|client.GetAuthUrl(request)|]);")]
    [InlineData("await http.GetAsync([|client.GetAuthUrl(request).AbsoluteUri|]);")]
    [InlineData("await http.GetStringAsync([|client.GetAuthUrl(request).ToString()|]).ConfigureAwait(false);")]
    [InlineData("await http.GetAsync([|await client.GetAuthUrlAsync(request)|]);")]
    [InlineData("var url = client.GetAuthUrl(request); await http.GetAsync([|url|]);")]
    [InlineData("string url; url = client.GetAuthUrl(request).AbsoluteUri; await http.GetAsync([|url|]);")]
    [InlineData("var url = client.GetAuthUrl(request); var text = url?.AbsoluteUri; await http.GetAsync([|text|]);")]
    [InlineData("await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, [|client.GetAuthUrl(request)|]));")]
    [InlineData("using var message = new HttpRequestMessage(); message.RequestUri = [|client.GetAuthUrl(request)|]; await http.SendAsync(message);")]
    [InlineData("_ = new HttpRequestMessage { RequestUri = [|client.GetAuthUrl(request)|] };")]
    [InlineData("await http.PostAsync([|client.GetAuthUrl(request)|], null);")]
    [InlineData("await http.GetFromJsonAsync<object>([|client.GetAuthUrl(request)|]);")]
    [InlineData("await http.GetAsync([|new Uri(client.GetAuthUrl(request).AbsoluteUri)|]);")]
    [InlineData("await http.GetAsync([|$\"{client.GetAuthUrl(request)}&x=1\"|]);")]
    [InlineData("await http.GetAsync([|client.GetAuthUrl(request) + \"&x=1\"|]);")]
    [InlineData("await http.GetAsync([|Make(client, request)|]);")]
    [InlineData("await http.GetAsync([|Echo(client.GetAuthUrl(request).AbsoluteUri)|]);")]
    [InlineData("await http.GetAsync([|Url|]);")]
    [InlineData("await http.GetAsync([|on ? client.GetAuthUrl(request) : null|]);")]
    [InlineData("await http.GetAsync([|fake.GetAuthUrl(request)|]);")]
    [InlineData("await http.GetAsync([|frontend.GetAuthUrl(parameters)|]);")]
    [InlineData("""
        #pragma warning disable SYSLIB0014
        _ = WebRequest.Create([|client.GetAuthUrl(request)|]);
        """)]
    public Task An_authorization_URL_that_is_fetched_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("Results.Redirect(client.GetAuthUrl(request).AbsoluteUri);")]
    [InlineData("var url = client.GetAuthUrl(request); Console.WriteLine(url.AbsoluteUri); await http.GetAsync(\"https://example.com\");")]
    [InlineData("await http.GetAsync(mail.GetAuthUrl(request));")]
    [InlineData("await http.GetAsync(Fixed(client.GetAuthUrl(request).AbsoluteUri));")]
    [InlineData("await http.GetAsync(\"https://short.example/?url=\" + Uri.EscapeDataString(client.GetAuthUrl(request).AbsoluteUri));")]
    [InlineData("await http.GetAsync($\"https://short.example/?url={client.GetAuthUrl(request)}\");")]
    [InlineData("await http.GetAsync(new Uri(\"https://\" + client.GetAuthUrl(request).Host));")]
    [InlineData("await http.PostAsync(\"https://app.example/links\", new StringContent(client.GetAuthUrl(request).AbsoluteUri));")]
    [InlineData("await http.PostAsJsonAsync(\"https://app.example/links\", client.GetAuthUrl(request));")]
    [InlineData("http.DefaultRequestHeaders.Referrer = client.GetAuthUrl(request);")]
    public Task Another_use_of_it_and_another_URL_are_silent(string body) => In(body).RunAsync();

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy()
    {
        await new Case<AuthorizationUrlFetchedAnalyzer> { Source = Plain, Project = TestProject.Web, Severity = DiagnosticSeverity.Warning, Says = ["HttpClient.GetStringAsync", "backend", "redirect"] }.RunAsync();
        await new Case<AuthorizationUrlFetchedAnalyzer> { Source = Plain, Project = TestProject.Library, Says = ["shared library"] }.RunAsync();
    }

    [Fact]
    public async Task A_background_fetch_of_a_page_is_flagged_and_a_request_of_a_phone_is_not()
    {
        await new Case<AuthorizationUrlFetchedAnalyzer> { Source = InFrontend, Project = TestProject.BlazorWebAssembly, Says = ["Blazor WebAssembly app"] }.RunAsync();
        await new Case<AuthorizationUrlFetchedAnalyzer> { Source = Clean(InFrontend), Project = TestProject.Maui }.RunAsync();
        await new Case<AuthorizationUrlFetchedAnalyzer> { Source = Clean(InFrontend), Project = TestProject.Library }.RunAsync();
    }

    [Fact]
    public async Task Test_projects_ignored_ones_and_those_with_the_simulator_are_silent()
    {
        await new Case<AuthorizationUrlFetchedAnalyzer> { Source = Clean(Plain), Project = TestProject.Test }.RunAsync();
        await new Case<AuthorizationUrlFetchedAnalyzer> { Source = Clean(Plain), Project = TestProject.Web.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
        await new Case<AuthorizationUrlFetchedAnalyzer> { Source = Clean(Plain), Project = TestProject.Console, Assemblies = [("NumberVerify.Simulator", "public class OperatorSimulator;")] }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV2006 // bound to the modem\n" + Clean(Plain)).RunAsync();
        await new Case<AuthorizationUrlFetchedAnalyzer> { Source = Clean(Plain), Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2006.severity = none" }.RunAsync();
        await new Case<AuthorizationUrlFetchedAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2006.severity = error", Severity = DiagnosticSeverity.Error }.RunAsync();
    }

    [Fact]
    public Task Top_level_statements_lambdas_and_a_method_that_calls_itself_are_seen() => Of("""
        using NumberVerify;

        var client = new NumberVerifyClient();
        var http = new HttpClient();
        var url = client.GetAuthUrl(AuthorizationRequest.Create());
        Func<Task> later = () => http.GetAsync([|url|]);
        await http.GetAsync(Loop("x"));
        await http.GetAsync([|Local()|]);

        static string Loop(string text) => text.Length > 9 ? text : Loop(text + "x");
        Uri Local() => client.GetAuthUrl(AuthorizationRequest.Create());
        """).RunAsync();

    private static string Clean(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
