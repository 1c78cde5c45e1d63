using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1010Tests
{
    private const string Plain = """
        class C
        {
            object M(string phone) => NumberVerify.AuthorizationRequest.Create([|phone|]);
        }
        """;

    private static Case<PhoneNumberAsStateAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web };

    private static Case<PhoneNumberAsStateAnalyzer> In(string body) => Of($$"""
        using NumberVerify;
        using System.Security.Cryptography;
        using System.Text;

        class Address { public string State { get; set; } public string Phone { get; set; } }
        class ComponentState { public string State { get; set; } }
        class Url { public static string Authorize(string clientId, string state) => null; public static string Ship(string street, string state) => null; }
        static class QueryHelpers { public static string AddQueryString(string uri, string name, string value) => null; }
        interface IProtector { string Protect(string text); }

        class C
        {
            string _msisdn;

            void M(string phone, string phoneNumber, long mobile, string sessionId, string value, string phoneId, Address address, ComponentState component, Dictionary<string, string> query, IProtector protector, byte[] key)
            {
                {{body}}
            }
        }
        """);

    [Theory]
    [InlineData("AuthorizationRequest.Create([|phone|]);")]
    [InlineData("AuthorizationRequest.Create([|applicationState: phoneNumber|]);")]
    [InlineData("_ = new AuthorizationParameters { State = [|$\"{_msisdn}\"|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|\"+346661113334\"|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|\"tel:+34 666 111 333\"|] };")]
    [InlineData("_ = new AuthorizationParameters { State = [|address.Phone|] };")]
    [InlineData("_ = Url.Authorize(\"shop\", [|state: phone|]);")]
    [InlineData("query[\"state\"] = [|phone|];")]
    [InlineData("query.Add(\"state\", [|phone|]);")]
    [InlineData("_ = new Dictionary<string, string> { [\"state\"] = [|phone|] };")]
    [InlineData("_ = new KeyValuePair<string, string>(\"state\", [|phone|]);")]
    [InlineData("_ = QueryHelpers.AddQueryString(\"https://operator.example\", \"state\", [|phone|]);")]
    [InlineData("_ = Url.Authorize(\"shop\", [|Uri.EscapeDataString(phone)|]);")]
    [InlineData("_ = Url.Authorize(\"shop\", [|Convert.ToBase64String(Encoding.UTF8.GetBytes(phone))|]);")]
    [InlineData("_ = Url.Authorize(\"shop\", [|Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(phone)))|]);")]
    [InlineData("_ = Url.Authorize(\"shop\", [|HashedPhoneNumber.Compute(value + phone)|]);")]
    [InlineData("_ = Url.Authorize(\"shop\", [|mobile.ToString()|]);")]
    [InlineData("_ = Url.Authorize(\"shop\", [|sessionId + \":\" + phone|]);")]
    [InlineData("var state = phone; _ = Url.Authorize(\"shop\", [|state|]);")]
    [InlineData("_ = $\"https://operator.example/authorize?client_id=shop&state={[|phone|]}\";")]
    [InlineData("_ = \"https://operator.example/authorize?client_id=\" + value + \"&state=\" + [|phone|];")]
    [InlineData("_ = Url.Authorize(\"shop\", [|PhoneNumber.Parse(value).Value|]);")]
    [InlineData("_ = Url.Authorize(\"shop\", [|PhoneNumber.Parse(value).ToString()|]);")]
    public Task A_number_that_becomes_the_state_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("AuthorizationRequest.Create();")]
    [InlineData("AuthorizationRequest.Create(sessionId, \"+346661113334\");")]
    [InlineData("AuthorizationRequest.Create(useDevNumber: phone);")]
    [InlineData("_ = new AuthorizationParameters { State = protector.Protect(phone) };")]
    [InlineData("_ = new AuthorizationParameters { State = Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(phone))) };")]
    [InlineData("_ = new AuthorizationParameters { State = phoneId };")]
    [InlineData("_ = new AuthorizationParameters { State = \"1234567\" };")]
    [InlineData("_ = new AuthorizationParameters { State = Guid.NewGuid().ToString() };")]
    [InlineData("_ = new AuthorizationParameters { State = value, Scope = phone };")]
    [InlineData("address.State = phone;")]
    [InlineData("component.State = phone;")]
    [InlineData("_ = Url.Ship(\"Main Street\", phone);")]
    [InlineData("query[\"phoneNumber\"] = phone;")]
    [InlineData("_ = $\"https://example.com/?phone={phone}&state={sessionId}\";")]
    [InlineData("_ = \"Your state=\" + phone;")]
    [InlineData("if (value == phone) query[\"state\"] = sessionId;")]
    public Task Random_and_protected_values_and_other_states_are_silent(string body) => In(body).RunAsync();

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy_in_every_kind_of_project()
    {
        await new Case<PhoneNumberAsStateAnalyzer> { Source = Plain, Project = TestProject.Web, Severity = DiagnosticSeverity.Warning, Says = ["AuthorizationRequest.Create(applicationState)", "backend", "session"] }.RunAsync();
        await new Case<PhoneNumberAsStateAnalyzer> { Source = Plain, Project = TestProject.BlazorWebAssembly, Says = ["Blazor WebAssembly app"] }.RunAsync();
    }

    [Fact]
    public async Task Test_projects_and_ignored_ones_are_silent()
    {
        await new Case<PhoneNumberAsStateAnalyzer> { Source = Clean(Plain), Project = TestProject.Test }.RunAsync();
        await new Case<PhoneNumberAsStateAnalyzer> { Source = Clean(Plain), Project = TestProject.Web.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV1010\n" + Clean(Plain)).RunAsync();
        await new Case<PhoneNumberAsStateAnalyzer> { Source = Clean(Plain), Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1010.severity = none" }.RunAsync();
        await new Case<PhoneNumberAsStateAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1010.severity = error", Severity = DiagnosticSeverity.Error }.RunAsync();
    }

    [Fact]
    public Task The_fix_drops_the_argument() => new Case<PhoneNumberAsStateAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class C
            {
                object A(string phone) => AuthorizationRequest.Create([|phone|]);
                object B(string phone, string test) => AuthorizationRequest.Create([|applicationState: phone|], useDevNumber: test);
            }
            """,
        Fixed = """
            using NumberVerify;

            class C
            {
                object A(string phone) => AuthorizationRequest.Create();
                object B(string phone, string test) => AuthorizationRequest.Create(useDevNumber: test);
            }
            """,
    }.FixAsync<PhoneNumberAsStateCodeFixProvider>();

    [Fact]
    public Task Where_a_state_is_required_no_fix_is_offered() => Of("""
        class Url { public static string Authorize(string clientId, string state) => null; }

        class C
        {
            object A(string phone) => Url.Authorize("shop", [|phone|]);
            object B(string phone) => new NumberVerify.AuthorizationParameters { State = [|phone|] };
        }
        """).NoFixAsync<PhoneNumberAsStateCodeFixProvider>();

    [Fact]
    public Task A_form_field_named_state_is_reported_on_its_Razor_line() => new Case<PhoneNumberAsStateAnalyzer>
    {
        Path = "/project/obj/Pages/Login_razor.g.cs",
        Files = [("/project/Pages/Login.razor", """
            <form>
            <input name="state" [|value|]="@Phone" />
            <input name="phone" value="@Phone" />
            </form>
            """)],
        Source = """
            #pragma checksum "/project/Pages/Login.razor" "{8829d00f-11b8-4213-878b-770e8597ac16}" "00"
            // <auto-generated/>
            using Microsoft.AspNetCore.Components;
            using Microsoft.AspNetCore.Components.Rendering;
            class Login : ComponentBase
            {
                string Phone { get; set; }
                protected override void BuildRenderTree(RenderTreeBuilder __builder)
                {
                    __builder.OpenElement(0, "input");
                    __builder.AddAttribute(1, "name", "state");
                    __builder.AddAttribute(2, "value",
            #line 2 "/project/Pages/Login.razor"
                        Phone
            #line default
            #line hidden
                    );
                    __builder.CloseElement();
                    __builder.OpenElement(3, "input");
                    __builder.AddAttribute(4, "name", "phone");
                    __builder.AddAttribute(5, "value",
            #line 3 "/project/Pages/Login.razor"
                        Phone
            #line default
            #line hidden
                    );
                    __builder.CloseElement();
                }
            }
            """,
    }.RunAsync();

    private static string Clean(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
