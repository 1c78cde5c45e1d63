using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1011Tests
{
    private const string Plain = """
        class C
        {
            object M() => new NumberVerify.AuthorizationParameters { State = [|"s3cr3t"|] };
        }
        """;

    private static Case<PredictableStateAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web };

    private static Case<PredictableStateAnalyzer> In(string body, DiagnosticSeverity severity = DiagnosticSeverity.Warning) => new()
    {
        Project = TestProject.Web,
        Severity = severity,
        Source = $$"""
            using NumberVerify;
            using Microsoft.AspNetCore.WebUtilities;
            using System.Diagnostics;
            using System.Security.Claims;
            using System.Security.Cryptography;
            using System.Text;

            class Address { public string Street { get; set; } public string City { get; set; } public string State { get; set; } public string ClientId { get; set; } }
            class Order { public string Scope { get; set; } public string State { get; set; } }
            class Transaction { public string Nonce { get; set; } public string State { get; set; } }
            class Subscription { public string ClientId { get; set; } public string State { get; set; } }
            class ApiRequest { public string ClientId { get; set; } public string Nonce { get; set; } }
            class Policy { public string ScriptNonce { get; set; } public string Nonce { get; set; } }
            class Saved { public string CodeVerifier { get; set; } }
            enum Phase { Waiting, Done }
            class OAuthFlow { public Phase State { get; set; } public string RedirectUri { get; set; } }
            class User { public string Id { get; set; } public string Email { get; set; } }
            static class Crypto { public static string CreateUniqueId(int length = 32) => null; public static byte[] Seal(byte[] nonce, byte[] text) => null; }
            static class OAuth1 { public static string Sign(string consumerKey, string timestamp, string nonce) => null; }
            static class Url { public static string Authorize(string clientId, string redirectUri, string state, string nonce = null) => null; }

            class C
            {
                const string Fixed = "fixed";
                static readonly string s_fixed = "fixed";
                static readonly string s_random = Crypto.CreateUniqueId();
                int _counter;

                void M(string userId, string value, string sessionId, User user, ClaimsPrincipal principal, Dictionary<string, string> query, Saved saved, Address address, Order order,
                    Transaction transaction, Subscription subscription, ApiRequest api, Policy policy, OAuthFlow flow, StringBuilder log, bool on, TimeProvider time)
                {
                    {{body}}
                }

                void Set(string state) => Use(new AuthorizationParameters { State = state });
                static void Use(object value) { }
                static bool TryGet(out string text) { text = Crypto.CreateUniqueId(); return true; }
                static string Weak() { var random = new Random(); return random.Next().ToString(); }
                static string Strong() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
            }
            """,
    };

    [Theory]
    [InlineData("_ = new AuthorizationParameters { State = [|Fixed|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|s_fixed|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|\"abc\"|] };")]
    [InlineData("_ = new AuthorizationParameters { Nonce = [|\"\"|] };")]
    [InlineData("_ = new AuthorizationParameters { Nonce = [|string.Empty|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|\"a\" + Fixed|] };")]
    [InlineData("_ = new AuthorizationParameters { Nonce = [|DateTime.Now.Ticks.ToString()|] };")]
    [InlineData("_ = new AuthorizationParameters { Nonce = [|$\"n-{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}\"|] };")]
    [InlineData("_ = new AuthorizationParameters { Nonce = [|time.GetUtcNow().ToString(\"O\")|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|Stopwatch.GetTimestamp().ToString()|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|Environment.TickCount.ToString()|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|Random.Shared.Next().ToString()|] };")]
    [InlineData("var random = new Random(); _ = new AuthorizationParameters { State = [|random.NextInt64().ToString(\"x\")|] };")]
    [InlineData("var bytes = new byte[32]; new Random().NextBytes(bytes); _ = new AuthorizationParameters { State = [|Convert.ToBase64String(bytes)|] };")]
    [InlineData("var random = new Random(); _ = new AuthorizationParameters { State = [|new string(Enumerable.Repeat(\"abc\", 16).Select(s => s[random.Next(s.Length)]).ToArray())|] };")]
    [InlineData("var random = new Random(); var text = new StringBuilder(); for (var i = 0; i < 16; i++) text.Append((char)random.Next(97, 123)); saved.CodeVerifier = [|text.ToString()|];")]
    [InlineData("var random = new Random(); var text = \"\"; for (var i = 0; i < 16; i++) text += (char)random.Next(97, 123); saved.CodeVerifier = [|text|];")]
    [InlineData("var random = new Random(); var chars = new char[16]; for (var i = 0; i < 16; i++) chars[i] = (char)random.Next(97, 123); saved.CodeVerifier = [|new string(chars)|];")]
    [InlineData("_ = new AuthorizationParameters { State = [|Weak()|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|userId|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|user.Id|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(user.Email)))|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|principal.Identity.Name|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|principal.FindFirst(ClaimTypes.NameIdentifier).Value|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|(_counter++).ToString()|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|Interlocked.Increment(ref _counter).ToString()|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|value ?? \"default\"|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|Guid.Empty.ToString()|] };")]
    [InlineData("var state = \"abc\"; _ = Url.Authorize(\"shop\", value, [|state|]);")]
    [InlineData("_ = Url.Authorize(\"shop\", value, sessionId, nonce: [|\"123\"|]);")]
    [InlineData("saved.CodeVerifier = [|\"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\"|];")]
    [InlineData("query[\"client_id\"] = value; query[\"state\"] = [|\"abc\"|];")]
    [InlineData("query.Add(\"response_type\", \"code\"); query.Add(\"nonce\", [|DateTime.UtcNow.Ticks.ToString()|]);")]
    [InlineData("query[\"code_verifier\"] = [|\"abc\"|];")]
    [InlineData("_ = QueryHelpers.AddQueryString(QueryHelpers.AddQueryString(value, \"client_id\", value), \"state\", [|userId|]);")]
    [InlineData("_ = [|\"https://operator.example/authorize?response_type=code&client_id=shop&state=xyz\"|];")]
    [InlineData("_ = [|$\"https://operator.example/authorize?client_id={value}&state=xyz&scope=openid\"|];")]
    [InlineData("_ = [|\"https://operator.example/authorize?client_id=\" + value + \"&nonce=123&state=\" + sessionId|];")]
    [InlineData("_ = $\"https://operator.example/authorize?client_id={value}&state={[|userId|]}\";")]
    public Task What_can_be_guessed_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("_ = new AuthorizationParameters { State = [|Guid.NewGuid().ToString()|] };")]
    [InlineData("_ = new AuthorizationParameters { Nonce = [|Guid.NewGuid().ToString(\"N\").Substring(0, 16)|] };")]
    [InlineData("var state = Guid.NewGuid(); _ = new AuthorizationParameters { State = [|$\"{state:N}\"|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|Convert.ToBase64String(Guid.NewGuid().ToByteArray())|] };")]
    [InlineData("_ = $\"https://operator.example/authorize?client_id={value}&state={[|Guid.NewGuid()|]}\";")]
    [InlineData("_ = new AuthorizationParameters { State = [|value ?? Guid.NewGuid().ToString()|] };")]
    public Task A_GUID_is_worth_a_note(string body) => In(body, DiagnosticSeverity.Info).RunAsync();

    [Theory]
    [InlineData("_ = new AuthorizationParameters { State = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) };")]
    [InlineData("_ = new AuthorizationParameters { State = RandomNumberGenerator.GetHexString(32) };")]
    [InlineData("var bytes = new byte[32]; RandomNumberGenerator.Fill(bytes); _ = new AuthorizationParameters { State = Convert.ToBase64String(bytes) };")]
    [InlineData("var bytes = new byte[32]; using var generator = RandomNumberGenerator.Create(); generator.GetBytes(bytes); saved.CodeVerifier = Convert.ToBase64String(bytes);")]
    [InlineData("var request = AuthorizationRequest.Create(); _ = new AuthorizationParameters { State = request.State, Nonce = request.Nonce };")]
    [InlineData("_ = AuthorizationRequest.Create(applicationState: userId);")]
    [InlineData("_ = AuthorizationRequest.Create(\"basket\");")]
    [InlineData("_ = new AuthorizationParameters { State = Crypto.CreateUniqueId(), Nonce = null };")]
    [InlineData("_ = new AuthorizationParameters { State = s_random };")]
    [InlineData("_ = new AuthorizationParameters { State = Strong() };")]
    [InlineData("_ = new AuthorizationParameters { State = $\"{userId}:{Strong()}\" };")]
    [InlineData("_ = new AuthorizationParameters { State = value, Nonce = sessionId };")]
    [InlineData("_ = new AuthorizationParameters { State = value ?? \"\" };")]
    [InlineData("var state = \"\"; if (TryGet(out state)) _ = new AuthorizationParameters { State = state };")]
    [InlineData("string state = \"\"; if (on) state = Strong(); _ = new AuthorizationParameters { State = state };")]
    [InlineData("_ = new AuthorizationParameters { State = \"{state}\", Scope = \"openid\" };")]
    [InlineData("_ = new AuthorizationParameters { State = \"+346661113334\" };")]
    [InlineData("address.State = \"CA\"; order.State = \"open\"; transaction.Nonce = \"1\"; subscription.State = \"active\"; policy.Nonce = \"\";")]
    [InlineData("api.Nonce = DateTime.UtcNow.Ticks.ToString();")]
    [InlineData("flow.State = Phase.Done;")]
    [InlineData("_ = Crypto.Seal(nonce: new byte[12], text: []);")]
    [InlineData("_ = OAuth1.Sign(value, value, nonce: new Random().Next().ToString());")]
    [InlineData("query[\"state\"] = \"CA\"; query[\"city\"] = \"Fresno\";")]
    [InlineData("query.Add(\"nonce\", DateTime.UtcNow.Ticks.ToString()); query.Add(\"apiKey\", value);")]
    [InlineData("_ = \"https://shop.example/search?country=us&state=CA\";")]
    [InlineData("_ = \"https://operator.example/authorize?client_id=shop&state={state}&nonce={0}\";")]
    [InlineData("_ = $\"https://operator.example/authorize?client_id={value}&state={sessionId}\";")]
    [InlineData("log.Append(\"/authorize?client_id=shop&state=\").Append(sessionId);")]
    [InlineData("if (value == \"state\" && query.ContainsKey(\"client_id\")) Use(\"abc\");")]
    public Task Random_values_and_other_states_and_nonces_are_silent(string body) => In(body).RunAsync();

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy_in_every_kind_of_project()
    {
        await new Case<PredictableStateAnalyzer> { Source = Plain, Project = TestProject.Web, Severity = DiagnosticSeverity.Warning, Says = ["AuthorizationParameters.State", "backend", "RandomNumberGenerator"] }.RunAsync();
        await new Case<PredictableStateAnalyzer> { Source = Plain, Project = TestProject.BlazorWebAssembly, Says = ["Blazor WebAssembly app"] }.RunAsync();
    }

    [Fact]
    public async Task Test_projects_and_ignored_ones_are_silent()
    {
        await new Case<PredictableStateAnalyzer> { Source = Clean(Plain), Project = TestProject.Test }.RunAsync();
        await new Case<PredictableStateAnalyzer> { Source = Clean(Plain), Project = TestProject.Web.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV1011\n" + Clean(Plain)).RunAsync();
        await new Case<PredictableStateAnalyzer> { Source = Clean(Plain), Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1011.severity = none" }.RunAsync();
        await new Case<PredictableStateAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1011.severity = error", Severity = DiagnosticSeverity.Error }.RunAsync();
    }

    [Fact]
    public Task The_fix_takes_the_value_from_the_request_at_hand_or_from_a_new_one() => new Case<PredictableStateAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class Saved { public string CodeVerifier { get; set; } }

            class C
            {
                object A() => new AuthorizationParameters { State = [|"abc"|], Nonce = [|Guid.NewGuid().ToString()|] };
                object B(AuthorizationRequest request) => new AuthorizationParameters { State = [|"abc"|], Nonce = request.Nonce };
                string D(string id, string userId) => $"https://operator.example/authorize?client_id={id}&state={[|userId|]}";
                void E(Saved saved) => saved.CodeVerifier = [|"abc"|];
            }
            """,
        Fixed = """
            using NumberVerify;

            class Saved { public string CodeVerifier { get; set; } }

            class C
            {
                object A() => new AuthorizationParameters { State = AuthorizationRequest.Create().State, Nonce = AuthorizationRequest.Create().Nonce };
                object B(AuthorizationRequest request) => new AuthorizationParameters { State = request.State, Nonce = request.Nonce };
                string D(string id, string userId) => $"https://operator.example/authorize?client_id={id}&state={AuthorizationRequest.Create().State}";
                void E(Saved saved) => saved.CodeVerifier = AuthorizationRequest.Create().CodeVerifier;
            }
            """,
    }.FixAsync<PredictableStateCodeFixProvider>();

    [Fact]
    public Task In_a_literal_URL_no_fix_is_offered() => Of("""
        class C
        {
            const string Url = [|"https://operator.example/authorize?client_id=shop&response_type=code&state=xyz"|];
        }
        """).NoFixAsync<PredictableStateCodeFixProvider>();

    private static string Clean(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
