namespace NumberVerify.Analyzers.Tests;

/// <summary>The flaws that published guides to number verification teach, written as somebody would who follows one in C#. Each ends in the rule that knows it.</summary>
public sealed class PublishedGuideFlawTests
{
    [Fact]
    public Task A_client_secret_declared_in_the_script_of_a_page() => new Case<SecretInShippedFileAnalyzer>
    {
        Files = [("/project/wwwroot/js/verify.js", """
            const API_HOST = "https://operator.example/camara";
            const CLIENT_ID = "demo-shop";
            const [|CLIENT_SECRET|] = "s3cr3t-7d41";

            function startVerification(phone) {
              location.href = `${API_HOST}/authorize?client_id=${CLIENT_ID}&state=${encodeURIComponent(phone)}`;
            }
            """)],
        Source = "class C;",
    }.RunAsync();

    [Fact]
    public Task The_number_carried_in_the_state_of_a_URL_put_together_by_hand() => new Case<PhoneNumberAsStateAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            class Verification
            {
                string Start(string clientId, string redirect, string phoneNumber) =>
                    $"https://operator.example/authorize?response_type=code&client_id={clientId}&redirect_uri={Uri.EscapeDataString(redirect)}&state={[|Uri.EscapeDataString(phoneNumber)|]}";
            }
            """,
    }.RunAsync();

    [Fact]
    public Task The_number_carried_in_the_state_of_our_own_request() => new Case<PhoneNumberAsStateAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class Verification
            {
                Uri Start(NumberVerifyClient client, string phoneNumber) => client.GetAuthUrl(AuthorizationRequest.Create([|phoneNumber|]));
            }
            """,
    }.RunAsync();

    [Fact]
    public Task The_state_trusted_as_the_number_to_verify() => new Case<CallbackNotComparedAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class Callback
            {
                async Task<bool> Handle(NumberVerifyClient client, Dictionary<string, string> query)
                {
                    var state = query["state"];
                    var answer = await [|client.ForUser(query["code"], state)|].VerifyNumberAsync();
                    return answer.DevicePhoneNumberVerified;
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_callback_without_a_state_bound_to_the_session() => new Case<CallbackNotComparedAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class Callback
            {
                Task<NumberVerifyResponse> Handle(NumberVerifyClient client, string code, string phoneNumber) => [|client.ForUser(code, phoneNumber)|].VerifyNumberAsync();
            }
            """,
    }.RunAsync();

    [Fact]
    public Task An_error_that_is_ignored_and_a_missing_code_that_is_exchanged_as_empty_text() => new Case<CallbackNotComparedAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class Callback
            {
                Task<NumberVerifyResponse> Handle(NumberVerifyClient client, Dictionary<string, string> query, string phoneNumber)
                {
                    var code = query.TryGetValue("code", out var given) ? given : "";
                    return [|client.ForUser(code)|].VerifyNumberAsync(phoneNumber);
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_token_request_made_in_the_frontend_without_a_redirect_URI() => new Case<HandMadeTokenRequestAnalyzer>
    {
        Source = """
            class Exchange
            {
                Task<HttpResponseMessage> Send(HttpClient http, string code, string clientId, string clientSecret) => http.PostAsync(
                    "https://operator.example/token",
                    new FormUrlEncodedContent(new Dictionary<string, string>
                    {
                        ["grant_type"] = "authorization_code",
                        ["code"] = code,
                        ["client_id"] = clientId,
                        [|["client_secret"] = clientSecret|],
                    }));
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_token_request_with_a_JSON_body() => new Case<HandMadeTokenRequestAnalyzer>
    {
        Source = """
            class Exchange
            {
                string Body(string code, string clientSecret) => System.Text.Json.JsonSerializer.Serialize(new { grant_type = "authorization_code", code, [|client_secret = clientSecret|] });
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Basic_credentials_joined_without_encoding_them() => new Case<HandMadeTokenRequestAnalyzer>
    {
        Source = """
            using System.Net.Http.Headers;
            using System.Text;

            class Exchange
            {
                void Authenticate(HttpRequestMessage message, string clientId, string clientSecret) =>
                    message.Headers.Authorization = new AuthenticationHeaderValue("Basic", [|Convert.ToBase64String(Encoding.ASCII.GetBytes(clientId + ":" + clientSecret))|]);
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_form_whose_field_for_the_number_is_named_state() => new Case<PhoneNumberAsStateAnalyzer>
    {
        Path = "/project/obj/Pages/Verify_razor.g.cs",
        Files = [("/project/Pages/Verify.razor", """
            <form action="https://operator.example/authorize">
            <input type="tel" name="state" [|value|]="@phoneNumber" />
            </form>
            """)],
        Source = """
            #pragma checksum "/project/Pages/Verify.razor" "{8829d00f-11b8-4213-878b-770e8597ac16}" "00"
            // <auto-generated/>
            using Microsoft.AspNetCore.Components;
            using Microsoft.AspNetCore.Components.Rendering;
            class Verify : ComponentBase
            {
                string phoneNumber = "";
                protected override void BuildRenderTree(RenderTreeBuilder __builder)
                {
                    __builder.OpenElement(0, "input");
                    __builder.AddAttribute(1, "type", "tel");
                    __builder.AddAttribute(2, "name", "state");
                    __builder.AddAttribute(3, "value",
            #line 2 "/project/Pages/Verify.razor"
                        phoneNumber
            #line default
            #line hidden
                    );
                    __builder.CloseElement();
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task The_authorization_URL_fetched_in_the_background_by_a_server() => new Case<AuthorizationUrlFetchedAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class Verification
            {
                async Task<string> Start(HttpClient http, NumberVerifyClient client, AuthorizationRequest request)
                {
                    using var response = await http.GetAsync([|client.GetAuthUrl(request)|]);
                    return response.RequestMessage.RequestUri.Query;
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task The_authorization_URL_fetched_in_the_background_by_a_page() => new Case<AuthorizationUrlFetchedAnalyzer>
    {
        Source = """
            using NumberVerify;

            class Verification
            {
                Task<string> Start(HttpClient http, NumberVerifyFrontendClient client, AuthorizationParameters parameters) => http.GetStringAsync([|client.GetAuthUrl(parameters)|]);
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_session_kept_for_the_next_call() => new Case<TokenStoredAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            static class Sessions
            {
                static readonly Dictionary<string, Session> s_byUser = new();

                public static async Task Begin(string userId, NumberVerifyUserClient user) => [|s_byUser[userId] = await user.GetSessionAsync()|];
            }
            """,
    }.RunAsync();

    [Fact]
    public Task The_old_scope_that_joins_purpose_and_scope_and_lacks_openid() => new Case<UnknownScopeOrPurposeAnalyzer>
    {
        Source = """
            using NumberVerify;

            class Verification
            {
                AuthorizationParameters Parameters => new() { Scope = [|"dpv:FraudPreventionAndDetection#number-verification-verify-read"|] };
            }
            """,
    }.RunAsync();
}
