using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1015Tests
{
    private const string Plain = """
        class C
        {
            void M(string accessToken) => Console.WriteLine([|accessToken|]);
        }
        """;

    private const string Logging = """

        namespace Microsoft.Extensions.Logging
        {
            public interface ILogger { IDisposable BeginScope(object state); }
            [AttributeUsage(AttributeTargets.Method)] public sealed class LoggerMessageAttribute : Attribute { public LoggerMessageAttribute(string message) { } }
            public static class LoggerExtensions
            {
                public static void LogInformation(this ILogger logger, string message, params object[] args) { }
                public static void LogError(this ILogger logger, Exception exception, string message, params object[] args) { }
                public static IDisposable BeginScope(this ILogger logger, string format, params object[] args) => null;
            }
        }
        namespace Serilog { public static class Log { public static void Information(string template, object value) { } public static void Warning<T>(string template, T value) { } } }
        namespace NLog { public class Logger { public void Info(string message, params object[] args) { } public void Debug(string message) { } } }
        """;

    private static Case<SecretLoggedAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web };

    private static Case<SecretLoggedAnalyzer> In(string body) => Of($$"""
        using NumberVerify;
        using System.Diagnostics;
        using Microsoft.AspNetCore.WebUtilities;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.Logging;

        class TokenResponse { public string AccessToken { get; set; } public string TokenType { get; set; } public long ExpiresIn { get; set; } }
        class Customer { public string Phone { get; set; } public string PhoneType { get; set; } public string ZipCode { get; set; } }
        class PaymentResult { public string AuthCode { get; set; } public string Code { get; set; } public string State { get; set; } }
        static class ErrorStrings { public static string AccessToken { get; } = "Your access token is missing."; }
        class HttpRequest { public Dictionary<string, string> Query { get; } public Dictionary<string, string> Form { get; } }
        static class AuthExtensions { public static Task<string> GetTokenAsync(this object context, string name) => null; }

        partial class C
        {
            string _clientSecret, codeVerifier, clientSecret;
            static readonly Action<ILogger, string, Exception> s_started = null;

            async Task M(ILogger logger, NLog.Logger nlog, Activity activity, HttpClient http, HttpRequest request, IConfiguration configuration, TokenResponse response, Customer customer,
                PaymentResult payment, Session session, PhoneNumber number, AuthorizationResponse callback, DevicePhoneNumberResponse device, string accessToken,
                string token, string code, string phone, long msisdn, string url, string value, string tokenEndpoint, string tokenType, string secretName, string cancellation, CancellationToken cancellationToken)
            {
                {{body}}
                await Task.Yield();
            }

            static string Mask(string text) => "***";
            static string Redact(string text) => "***";
            static Task<string> GetAccessTokenAsync() => null;

            [LoggerMessage("Started {token}")] static partial void Started(ILogger logger, string token);
            static partial void Started(ILogger logger, string token) { }
            [LoggerMessage("Ended {name}")] static partial void Ended(ILogger logger, string name);
            static partial void Ended(ILogger logger, string name) { }
        }
        """ + Logging);

    [Theory]
    [InlineData("logger.LogInformation(\"{Token}\", [|accessToken|]);")]
    [InlineData("logger.LogInformation(\"{A} {B}\", value, [|clientSecret|]);")]
    [InlineData("logger.LogInformation($\"got {[|response.AccessToken|]}\");")]
    [InlineData("logger.LogInformation(\"got \" + [|_clientSecret|]);")]
    [InlineData("logger.LogError(new Exception(), \"{Token}\", [|token|]);")]
    [InlineData("logger.LogInformation(\"{Number}\", [|phone|]);")]
    [InlineData("logger.LogInformation(\"{Number}\", [|msisdn|]);")]
    [InlineData("logger.LogInformation(\"{Number}\", [|number.Value|]);")]
    [InlineData("logger.LogInformation(\"{Number}\", [|device.DevicePhoneNumber.Value|]);")]
    [InlineData("logger.LogInformation(\"{Number}\", [|customer?.Phone|]);")]
    [InlineData("logger.LogInformation(\"{Code}\", [|callback.Code|]);")]
    [InlineData("logger.LogInformation(\"{Code} {State}\", [|request.Query[\"code\"]|], request.Query[\"state\"]);")]
    [InlineData("logger.LogInformation(\"{Verifier}\", [|codeVerifier|]);")]
    [InlineData("var header = $\"Bearer {session.AccessToken}\"; logger.LogInformation(\"{Header}\", [|header|]);")]
    [InlineData("var given = await GetAccessTokenAsync(); logger.LogInformation(\"{Given}\", [|given|]);")]
    [InlineData("logger.LogInformation(\"{Given}\", [|await request.GetTokenAsync(\"access_token\")|]);")]
    [InlineData("using var scope = logger.BeginScope(\"{Phone}\", [|phone|]);")]
    [InlineData("Started(logger, [|value|]);")]
    [InlineData("Ended(logger, [|token|]);")]
    [InlineData("s_started(logger, [|accessToken|], null);")]
    [InlineData("Console.WriteLine(\"{0}\", [|accessToken|]);")]
    [InlineData("Console.Error.WriteLine(\"token: \" + [|session.AccessToken.Trim()|]);")]
    [InlineData("Console.WriteLine([|configuration[\"Auth:ClientSecret\"]|]);")]
    [InlineData("Console.WriteLine([|Environment.GetEnvironmentVariable(\"CLIENT_SECRET\")|]);")]
    [InlineData("Debug.WriteLine($\"phone {[|phone|]}\");")]
    [InlineData("Trace.TraceInformation(string.Format(\"{0}\", [|accessToken|]));")]
    [InlineData("activity.SetTag(\"phone\", [|phone|]);")]
    [InlineData("activity?.AddBaggage(\"token\", [|token|]);")]
    [InlineData("Serilog.Log.Information(\"{Phone}\", [|phone|]); Serilog.Log.Warning(\"{Token}\", [|response.AccessToken|]);")]
    [InlineData("nlog.Info(\"{0}\", [|accessToken|]); nlog.Debug([|phone|]);")]
    [InlineData("logger.LogInformation(\"{Token}\", [|accessToken ?? \"none\"|]);")]
    [InlineData("logger.LogInformation(\"{Request}\", new { Url = url, Token = [|accessToken|] });")]
    public Task What_is_logged_under_its_name_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("_ = $\"https://operator.example/token?client_secret={[|value|]}\";")]
    [InlineData("_ = $\"{url}?code_verifier={[|value|]}\";")]
    [InlineData("_ = url + \"?access_token=\" + [|value|];")]
    [InlineData("_ = $\"{url}?grant_type=authorization_code&code={[|code|]}\";")]
    [InlineData("_ = $\"{url}?token={[|accessToken|]}\";")]
    [InlineData("_ = $\"{url}?t={[|Uri.EscapeDataString(session.AccessToken)|]}\";")]
    [InlineData("await http.GetStringAsync($\"{url}?token={[|token|]}\");")]
    [InlineData("await http.GetStringAsync($\"api/customers/{[|phone|]}\");")]
    [InlineData("var target = $\"api/customers?phone={[|phone|]}\"; await http.GetStringAsync(target);")]
    [InlineData("_ = new HttpRequestMessage(HttpMethod.Get, new Uri(url + \"/phones/\" + [|customer.Phone|]));")]
    [InlineData("_ = QueryHelpers.AddQueryString(url, \"access_token\", [|value|]);")]
    [InlineData("_ = QueryHelpers.AddQueryString(url, \"number\", [|phone|]);")]
    [InlineData("_ = new UriBuilder(url) { Query = $\"client_secret={[|value|]}\" };")]
    [InlineData("_ = new UriBuilder(url) { Query = \"number=\" + [|phone|] };")]
    [InlineData("await http.GetStringAsync(QueryHelpers.AddQueryString(url, \"token\", [|token|]));")]
    [InlineData("_ = string.Format(\"https://operator.example/token?id={0}&client_secret={1}\", value, [|clientSecret|]);")]
    public Task What_is_put_into_a_URL_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("var statusCode = \"200\"; Console.WriteLine(statusCode); logger.LogInformation(\"{Code}\", code);")]
    [InlineData("logger.LogInformation(\"{Cancelled}\", cancellationToken.IsCancellationRequested);")]
    [InlineData("logger.LogInformation(\"{A} {B} {C}\", tokenEndpoint, tokenType, secretName);")]
    [InlineData("logger.LogInformation(\"{A} {B}\", response.TokenType, response.ExpiresIn);")]
    [InlineData("logger.LogInformation(\"{A} {B}\", customer.PhoneType, customer.ZipCode);")]
    [InlineData("logger.LogInformation(\"{Token}\", Mask(accessToken)); logger.LogInformation($\"{Redact(phone)}\");")]
    [InlineData("var masked = accessToken.Substring(0, 4) + \"...\"; logger.LogInformation(masked);")]
    [InlineData("var maskedAccessToken = accessToken; logger.LogInformation(maskedAccessToken); Started(logger, maskedAccessToken);")]
    [InlineData("logger.LogInformation(\"{Length} {Missing}\", accessToken.Length, accessToken is null);")]
    [InlineData("const string accessTokenKey = \"access_token\"; logger.LogInformation(accessTokenKey); logger.LogInformation(nameof(accessToken));")]
    [InlineData("logger.LogInformation(\"{Number} {Session} {Callback}\", number, session, callback);")]
    [InlineData("logger.LogInformation(ErrorStrings.AccessToken);")]
    [InlineData("logger.LogInformation(\"{A} {B} {C}\", payment.AuthCode, payment.Code, payment.State);")]
    [InlineData("logger.LogInformation(\"{Code}\", request.Query[\"code\"]);")]
    [InlineData("Console.WriteLine(token); Debug.WriteLine($\"token {token}\"); Console.WriteLine(code);")]
    [InlineData("Mask(accessToken); _ = string.Concat(\"Bearer \", accessToken); var header = $\"Bearer {accessToken}\";")]
    [InlineData("logger.LogInformation(\"Sent to the number that ends in {End}\", phone[^2..]);")]
    [InlineData("activity.SetTag(\"phone\", \"present\"); activity.SetTag(phone is null ? \"a\" : \"b\", 1);")]
    public Task Look_alikes_masks_and_other_destinations_of_a_value_are_silent_in_logs(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("_ = $\"{url}/reset?token={token}&code={code}\";")]
    [InlineData("_ = $\"{url}?code={code}&state={value}\";")]
    [InlineData("_ = $\"tel:{phone}\"; _ = $\"https://wa.example/{phone}\"; _ = $\"https://wa.example/send?phone={phone}\";")]
    [InlineData("_ = $\"grant_type=authorization_code&client_secret={clientSecret}&code={code}\";")]
    [InlineData("_ = \"client_id=shop&client_secret=\" + clientSecret;")]
    [InlineData("_ = $\"{url}?post_logout=a&id_token_hint={accessToken}\";")]
    [InlineData("_ = $\"{url}?access_token={Redact(value)}\";")]
    [InlineData("_ = $\"{url}?code_challenge={value}&nonce={value}\";")]
    [InlineData("_ = $\"{url}?access_token=REDACTED\"; _ = url + \"?access_token=\";")]
    [InlineData("await http.PostAsync($\"{url}/verify\", new StringContent(phone)); await http.GetStringAsync($\"{url}/{value}?page={msisdn % 10}\");")]
    [InlineData("_ = QueryHelpers.AddQueryString(url, \"token\", token); _ = QueryHelpers.AddQueryString(url, \"state\", phone);")]
    public Task Links_bodies_and_harmless_parameters_are_silent(string body) => In(body).RunAsync();

    [Fact]
    public Task A_callback_endpoint_knows_its_code_and_an_address_its_own() => Of("""
        using Microsoft.Extensions.Logging;

        class C
        {
            void Callback(ILogger logger, string code, string state) => logger.LogInformation("{Code}", [|code|]);
            void Redeem(ILogger logger, string code, string redirectUri) => logger.LogInformation("{Code}", [|code|]);
            void Redeem(ILogger logger, string authorizationCode) => logger.LogInformation("{Code}", [|authorizationCode|]);
            void Tax(ILogger logger, string code, string state, string city) => logger.LogInformation("{Code}", code);
            void Fail(ILogger logger, int code, string reason) => logger.LogInformation("{Code}", code);
        }
        """ + Logging).RunAsync();

    [Fact]
    public Task In_a_frontend_a_client_secret_in_a_query_is_another_rules() => new Case<SecretLoggedAnalyzer>
    {
        Source = """
            class C
            {
                string A(string url, string value) => $"{url}?client_secret={value}";
                string B(string url, string value) => $"{url}?code_verifier={[|value|]}";
            }
            """,
        Project = TestProject.BlazorWebAssembly,
    }.RunAsync();

    [Fact]
    public Task A_URL_that_is_logged_is_reported_once() => In("logger.LogInformation($\"{url}?access_token={[|accessToken|]}\");").RunAsync();

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy_in_every_kind_of_project()
    {
        await new Case<SecretLoggedAnalyzer> { Source = Plain, Project = TestProject.Web, Severity = DiagnosticSeverity.Warning, Says = ["Console.WriteLine", "a token", "backend", "mask"] }.RunAsync();
        await new Case<SecretLoggedAnalyzer> { Source = Plain, Project = TestProject.Maui, Says = ["MAUI app"] }.RunAsync();
        await new Case<SecretLoggedAnalyzer>
        {
            Source = "class C { string M(string url, string value) => $\"{url}?access_token={[|value|]}\"; }",
            Project = TestProject.Library,
            Says = ["access_token", "a token", "shared library", "header"],
        }.RunAsync();
    }

    [Fact]
    public async Task Test_projects_ignored_ones_and_generated_code_are_silent()
    {
        await new Case<SecretLoggedAnalyzer> { Source = Clean(Plain), Project = TestProject.Test }.RunAsync();
        await new Case<SecretLoggedAnalyzer> { Source = Clean(Plain), Project = TestProject.Web.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
        await new Case<SecretLoggedAnalyzer> { Source = Clean(Plain), Path = "/project/obj/Client.g.cs", Project = TestProject.Web }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV1015\n" + Clean(Plain)).RunAsync();
        await new Case<SecretLoggedAnalyzer> { Source = Clean(Plain), Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1015.severity = none" }.RunAsync();
        await new Case<SecretLoggedAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1015.severity = error", Severity = DiagnosticSeverity.Error }.RunAsync();
    }

    [Fact]
    public Task The_fix_writes_a_mask() => new Case<SecretLoggedAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using System.Diagnostics;

            class C
            {
                void M(Activity activity, string accessToken, string phone, long mobile)
                {
                    Console.WriteLine([|accessToken|]);
                    Console.WriteLine($"Verifying {[|phone|]}: {[|mobile|]:D}.");
                    Console.WriteLine("Verifying " + [|phone|] /* E.164 */ + ".");
                    activity.SetTag("phone", [|mobile|]);
                }
            }
            """,
        Fixed = """
            using System.Diagnostics;

            class C
            {
                void M(Activity activity, string accessToken, string phone, long mobile)
                {
                    Console.WriteLine("***");
                    Console.WriteLine($"Verifying ***: ***.");
                    Console.WriteLine("Verifying " + "***" /* E.164 */ + ".");
                    activity.SetTag("phone", "***");
                }
            }
            """,
    }.FixAsync<SecretLoggedCodeFixProvider>();

    [Fact]
    public Task In_a_URL_and_where_no_text_may_stand_no_fix_is_offered() => Of("""
        class C
        {
            string A(string url, string value) => $"{url}?access_token={[|value|]}";
            void B(long mobile) => Console.WriteLine([|mobile|]);
        }
        """).NoFixAsync<SecretLoggedCodeFixProvider>();

    private static string Clean(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
