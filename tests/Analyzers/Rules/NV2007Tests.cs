using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV2007Tests
{
    private const string Plain = """
        using NumberVerify;

        class C
        {
            Task<NumberVerifyResponse> M(NumberVerifyClient client, string code) => [|client.ForUser(code)|].VerifyNumberAsync("+1");
        }
        """;

    private static readonly string s_clean = Plain.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static Case<CallbackNotComparedAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web };

    private static Case<CallbackNotComparedAnalyzer> In(string body) => Of($$"""
        using NumberVerify;
        using System.Security.Cryptography;
        using System.Text;

        enum Progress { Started, Done }

        class Form { public Progress State { get; set; } }

        class Fake : NumberVerifyClient { }

        class C
        {
            readonly Dictionary<string, AuthorizationRequest> _pending = new();
            string _expectedState;
            Form _form;

            void M(NumberVerifyClient client, Fake fake, Dictionary<string, string> query, Dictionary<string, string> session, string code, string state,
                AuthorizationRequest request, AuthorizationResponse response, bool on)
            {
                {{body}}
            }

            static bool IsSame(AuthorizationRequest request, AuthorizationResponse response) => true;
            static void ValidateState(Dictionary<string, string> query) { }
            static void Log(string text) { }
            static void Check(string given, string expected) { }
        }
        """);

    [Theory]
    [InlineData("[|client.ForUser(code)|];")]
    [InlineData("[|client.ForUser(query[\"code\"], \"+1\")|];")]
    [InlineData("[|client.ForUser(response.Code)|];")]
    [InlineData("[|client.ForUser(phoneNumber: \"+1\", code: code)|];")]
    [InlineData("[|fake.ForUser(code)|];")]
    [InlineData("if (state is null) return; [|client.ForUser(code)|];")]
    [InlineData("if (state == null) return; [|client.ForUser(code)|];")]
    [InlineData("if (string.IsNullOrEmpty(state)) return; [|client.ForUser(code)|];")]
    [InlineData("if (state != \"fixed\") return; [|client.ForUser(code)|];")]
    [InlineData("if (state.Equals(\"fixed\")) [|client.ForUser(code)|];")]
    [InlineData("Log(state); [|client.ForUser(code)|];")]
    [InlineData("if (code == session[\"code\"]) [|client.ForUser(code)|];")]
    [InlineData("if (query.TryGetValue(\"state\", out var given)) [|client.ForUser(code)|];")]
    [InlineData("if (_form.State == Progress.Done) [|client.ForUser(code)|];")]
    [InlineData("_ = on ? client.ForUser(request, response) : [|client.ForUser(response.Code)|];")]
    [InlineData("if (on) { if (state != _expectedState) throw new Exception(); } else { [|client.ForUser(code)|]; }")]
    [InlineData("Func<bool> other = () => state == _expectedState; [|client.ForUser(code)|];")]
    [InlineData("_ = on switch { true => client.ForUser(request, response), _ => [|client.ForUser(response.Code)|] };")]
    public Task A_code_whose_state_nobody_compared_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("client.ForUser(request, response);")]
    [InlineData("client.ForUser(request, response, \"+1\");")]
    [InlineData("if (state != _expectedState) throw new Exception(); client.ForUser(code);")]
    [InlineData("if (response.State == request.State) client.ForUser(response.Code);")]
    [InlineData("if (query[\"state\"] != session[\"state\"]) return; client.ForUser(code);")]
    [InlineData("if (!string.Equals(state, session[\"s\"], StringComparison.Ordinal)) return; client.ForUser(code);")]
    [InlineData("if (!state.Equals(session[\"s\"])) return; client.ForUser(code);")]
    [InlineData("if (string.CompareOrdinal(state, session[\"s\"]) != 0) return; client.ForUser(code);")]
    [InlineData("if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(state), Encoding.ASCII.GetBytes(_expectedState))) return; client.ForUser(code);")]
    [InlineData("var given = query[\"state\"]; var kept = session[\"a\"]; if (given != kept) return; client.ForUser(code);")]
    [InlineData("if (response.State is not { } given || given != session[\"a\"]) return; client.ForUser(code);")]
    [InlineData("if (!_pending.Remove(state, out var kept)) return; client.ForUser(code);")]
    [InlineData("var kept = _pending[state]; client.ForUser(code);")]
    [InlineData("if (!_pending.TryGetValue(state, out var kept)) return; client.ForUser(code);")]
    [InlineData("ValidateState(query); client.ForUser(code);")]
    [InlineData("Check(state, session[\"a\"]); client.ForUser(code);")]
    [InlineData("if (!IsSame(request, response)) return; client.ForUser(response.Code);")]
    [InlineData("if (state != _expectedState) return; Func<object> later = () => client.ForUser(code); later();")]
    [InlineData("switch (on) { case true when state == _expectedState: client.ForUser(code); break; }")]
    public Task A_compared_state_is_silent(string body) => In(body).RunAsync();

    [Fact]
    public Task A_ForUser_of_somebody_else_is_silent() => Of("""
        class Mail { public Mail ForUser(string code, string phoneNumber = null) => this; }

        class C
        {
            object M(Mail mail, string code) => mail.ForUser(code);
        }
        """).RunAsync();

    [Fact]
    public Task Each_endpoint_of_top_level_statements_must_compare_for_itself() => Of("""
        using NumberVerify;

        var client = new NumberVerifyClient();
        Map((string code, string state, string kept) => state == kept ? client.ForUser(code) : null);
        Map((string code, string state, string kept) => [|client.ForUser(code)|]);

        static void Map(Func<string, string, string, object> endpoint) { }
        """).RunAsync();

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy_in_every_kind_of_project()
    {
        await new Case<CallbackNotComparedAnalyzer> { Source = Plain, Project = TestProject.Web, Severity = DiagnosticSeverity.Warning, Says = ["NumberVerifyClient.ForUser", "backend", "request and the response"] }.RunAsync();
        await new Case<CallbackNotComparedAnalyzer> { Source = Plain, Project = TestProject.Library, Says = ["shared library"] }.RunAsync();
        await new Case<CallbackNotComparedAnalyzer> { Source = Plain, Project = TestProject.Maui, Says = ["MAUI app"] }.RunAsync();
    }

    [Fact]
    public async Task Test_projects_and_ignored_ones_are_silent()
    {
        await new Case<CallbackNotComparedAnalyzer> { Source = s_clean, Project = TestProject.Test }.RunAsync();
        await new Case<CallbackNotComparedAnalyzer> { Source = s_clean, Project = TestProject.Web.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
        await new Case<CallbackNotComparedAnalyzer> { Source = s_clean, Path = "/project/obj/Client.g.cs", Project = TestProject.Web }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV2007 // the gateway compares it\n" + s_clean).RunAsync();
        await new Case<CallbackNotComparedAnalyzer> { Source = s_clean, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2007.severity = none" }.RunAsync();
        await new Case<CallbackNotComparedAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2007.severity = error", Severity = DiagnosticSeverity.Error }.RunAsync();
    }

    [Fact]
    public Task The_fix_gives_the_request_and_the_response() => new Case<CallbackNotComparedAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class C
            {
                void M(NumberVerifyClient client, AuthorizationRequest request, AuthorizationResponse response)
                {
                    [|client.ForUser(response.Code!, "+1")|].VerifyNumberAsync();
                }

                object N(NumberVerifyClient client, AuthorizationRequest kept, string callback)
                {
                    var answer = AuthorizationResponse.Parse(callback);
                    return [|client.ForUser(answer.Code, phoneNumber: "+1")|];
                }
            }
            """,
        Fixed = """
            using NumberVerify;

            class C
            {
                void M(NumberVerifyClient client, AuthorizationRequest request, AuthorizationResponse response)
                {
                    client.ForUser(request, response, "+1").VerifyNumberAsync();
                }

                object N(NumberVerifyClient client, AuthorizationRequest kept, string callback)
                {
                    var answer = AuthorizationResponse.Parse(callback);
                    return client.ForUser(kept, answer, phoneNumber: "+1");
                }
            }
            """,
    }.FixAsync<CallbackNotComparedCodeFixProvider>();

    [Fact]
    public Task Without_a_request_or_with_two_no_fix_is_offered() => Of("""
        using NumberVerify;

        class C
        {
            object A(NumberVerifyClient client, AuthorizationResponse response) => [|client.ForUser(response.Code)|];
            object B(NumberVerifyClient client, AuthorizationRequest request, string code) => [|client.ForUser(code)|];
            object D(NumberVerifyClient client, AuthorizationRequest one, AuthorizationRequest two, AuthorizationResponse response) => [|client.ForUser(response.Code)|];
        }
        """).NoFixAsync<CallbackNotComparedCodeFixProvider>();
}
