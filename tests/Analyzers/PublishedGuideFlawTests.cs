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

    // S4, expected rule NV1011 (PredictableStateAnalyzer): a fixed state.
    [Fact]
    public Task A_state_that_is_the_same_for_everybody() => new Case<PredictableStateAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            class Verification
            {
                string Start(string clientId, string redirect) =>
                    Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("https://operator.example/authorize?response_type=code&client_id=" + clientId + "&redirect_uri=" + redirect, "state", [|"xyz"|]);
            }
            """,
    }.RunAsync();

    // S4 with our own API, expected rule NV1011: the state and nonce of the frontend's parameters.
    [Fact]
    public Task A_fixed_state_in_the_frontends_parameters() => new Case<PredictableStateAnalyzer>
    {
        Source = """
            using NumberVerify;

            class Verification
            {
                AuthorizationParameters Parameters => new() { Scope = "openid", State = [|"verify"|] };
            }
            """,
    }.RunAsync();

    // S5, expected rule NV1013 (ProtectionSwitchedOffAnalyzer): no PKCE, and PKCE in name only.
    [Fact]
    public Task A_profile_without_PKCE() => new Case<ProtectionSwitchedOffAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            class Verification
            {
                object Profile() => NumberVerify.OperatorProfile.Camara with { [|UsesPkce = false|] };
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_code_challenge_that_is_the_verifier_itself() => new Case<ProtectionSwitchedOffAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            class Verification
            {
                Dictionary<string, string> Query(string clientId, string verifier) => new()
                {
                    ["client_id"] = clientId,
                    ["code_challenge"] = verifier,
                    ["code_challenge_method"] = [|"plain"|],
                };
            }
            """,
    }.RunAsync();

    // S13 (no https check), expected rule NV1013.
    [Fact]
    public Task A_server_certificate_that_nobody_looks_at() => new Case<ProtectionSwitchedOffAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            class Verification
            {
                HttpClient Client() => new(new HttpClientHandler { [|ServerCertificateCustomValidationCallback = (_, _, _, _) => true|] });
            }
            """,
    }.RunAsync();

    // S10, expected rule NV2001 (FailureTreatedAsAnswerAnalyzer): any failure ends as "does not match". Mark the place the rule reports (the catch clause or its return).
    [Fact]
    public Task A_failure_that_ends_as_a_number_that_does_not_match() => new Case<FailureTreatedAsAnswerAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class Verification
            {
                async Task<bool> Matches(NumberVerifyUserClient user, string phoneNumber)
                {
                    try
                    {
                        return (await user.VerifyNumberAsync(phoneNumber)).DevicePhoneNumberVerified;
                    }
                    catch (Exception)
                    {
                        return false;
                    }
                }
            }
            """,
    }.RunAsync();

    // S11, expected rule NV1012 (UnsafeRedirectUriAnalyzer): a relative redirect URI.
    [Fact]
    public Task A_relative_redirect_URI() => new Case<UnsafeRedirectUriAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            class Verification
            {
                Dictionary<string, string> Query(string clientId, string state) => new()
                {
                    ["response_type"] = "code",
                    ["client_id"] = clientId,
                    ["state"] = state,
                    ["redirect_uri"] = [|"/callback"|],
                };
            }
            """,
    }.RunAsync();

    // S14 and the literal half of S9, expected rule NV1016 (SecretInBackendSourceAnalyzer, off by default: give the case EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1016.severity = warning").
    [Fact]
    public Task A_client_secret_written_into_the_source_of_a_backend() => new Case<SecretInBackendSourceAnalyzer>
    {
        Project = TestProject.Web,
        EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1016.severity = warning",
        Source = """
            using NumberVerify;

            class Startup
            {
                void Configure(NumberVerifyClientOptions options)
                {
                    options.ClientId = "demo-shop";
                    options.ClientSecret = [|"s3cr3t-7d41"|];
                }
            }
            """,
    }.RunAsync();

    // S15, expected rule NV2002 (session used twice).
    [Fact]
    public Task One_session_used_for_two_calls() => new Case<UsedTwiceAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class Verification
            {
                async Task<bool> Check(NumberVerifyUserClient user, string first, string second)
                {
                    var one = await user.VerifyNumberAsync(first);
                    var two = await [|user.VerifyNumberAsync(second)|];
                    return one.DevicePhoneNumberVerified || two.DevicePhoneNumberVerified;
                }
            }
            """,
    }.RunAsync();

    // S2 and S15 (the raw token and the number in logs), expected rule NV1015 (SecretLoggedAnalyzer).
    [Fact]
    public Task The_number_and_the_token_written_to_the_console() => new Case<SecretLoggedAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class Verification
            {
                void Trace(Session session, string phoneNumber)
                {
                    Console.WriteLine([|session.AccessToken|]);
                    Console.WriteLine($"verifying {[|phoneNumber|]}");
                }
            }
            """,
    }.RunAsync();
}
