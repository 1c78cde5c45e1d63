using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1002Tests
{
    private static Case<SecretLikeConstantAnalyzer> Of(string source) => new() { Source = source };

    private static Case<SecretLikeConstantAnalyzer> Member(string member) => Of($$""""
        [AttributeUsage(AttributeTargets.All)]
        class OAuthAttribute : Attribute { public string ClientSecret { get; set; } }

        static class Keys
        {
            const string Part = "s3cr3t-";
            {{member}}
        }
        """");

    [Theory]
    [InlineData("const string ClientSecret = [|\"s3cr3t\"|];")]
    [InlineData("const string CLIENT_SECRET = [|\"s3cr3t\"|];")]
    [InlineData("const string clientsecret = [|\"s3cr3t\"|];")]
    [InlineData("const string GoogleClientSecretDev = [|\"s3cr3t\"|];")]
    [InlineData("static readonly string AppSecret = [|\"s3cr3t-value-1\"|];")]
    [InlineData("static string _apiSecret = [|@\"s3cr3t-value-1\"|];")]
    [InlineData("const string ClientSecret = [|\"\"\"s3cr3t\"\"\"|];")]
    [InlineData("const string ClientSecret = [|Part + \"value-1\"|];")]
    [InlineData("const string ClientSecret = [|$\"{Part}value\"|];")]
    [InlineData("static ReadOnlySpan<byte> ClientSecret => [|\"s3cr3t\"u8|];")]
    [InlineData("static readonly char[] ClientSecret = [|{ 's', '3', 'c', 'r', '3', 't' }|];")]
    [InlineData("static readonly byte[] ClientSecret = [|Convert.FromBase64String(\"czNjcjN0LXZhbHVl\")|];")]
    [InlineData("static readonly byte[] ClientSecret = [|[1, 2, 3, 4, 5, 6, 7, 8]|];")]
    [InlineData("static string ClientSecret => [|\"s3cr3t\"|];")]
    [InlineData("static string ClientSecret { get { return [|\"s3cr3t\"|]; } }")]
    [InlineData("static string ClientSecret { get; } = [|\"s3cr3t\"|];")]
    [InlineData("static string GetClientSecret() => [|\"s3cr3t\"|];")]
    [InlineData("static void M(string clientSecret = [|\"s3cr3t\"|]) { }")]
    [InlineData("static void M() { var clientSecret = [|\"s3cr3t\"|]; }")]
    [InlineData("static string _clientSecret; static void M() { _clientSecret = [|\"s3cr3t\"|]; }")]
    [InlineData("static string M(string a) { var clientSecret = [|a ?? \"s3cr3t\"|]; return clientSecret; }")]
    [InlineData("static object M() => (Id: \"shop\", ClientSecret: [|\"s3cr3t\"|]);")]
    [InlineData("record R(string Name, string ClientSecret); static object M() => new R(\"shop\", [|\"s3cr3t\"|]);")]
    [InlineData("[OAuth(ClientSecret = [|\"s3cr3t\"|])] static void M() { }")]
    [InlineData("const string ClientSecret = [|\"secret\"|];")]
    [InlineData("const string AppSecret = [|\"s3cr3t-value-1\"|]; static void N(string appSecret) { } static void M() => N(AppSecret);")]
    [InlineData("public static string PictureSecret => [|\"s3cr3t4f0c2d7e1b9a8056d3c1e\"|];")]
    [InlineData("const string App42SecretKey = [|\"s3cr3t4f0c2d7e1b9a8056d3c1e\"|];")]
    [InlineData("const string AwsSecretAccessKey = [|\"s3cr3t/Yq4uT8+Zk2LmN0pRw7xBvC5dF1gH9jS\"|];")]
    [InlineData("const string CUSTOMER_KEY_SECRET = [|\"s3cr3tYq4uT8Zk2LmN0pRw7x\"|];")]
    public Task A_literal_under_a_secrets_name_is_flagged(string member) => Member(member).RunAsync();

    [Theory]
    [InlineData("const string UserSecret = \"\\ue8b1\";")]
    [InlineData("const string ClientSecret = \"\\ue8b1\";")]
    [InlineData("const string ClientSecretHeader = \"X-Client-Secret\";")]
    [InlineData("const string ClientSecret = \"X-Client-Secret\";")]
    [InlineData("const string ClientSecret = \"client_secret\";")]
    [InlineData("const string ClientSecret = \"Auth:ClientSecret\";")]
    [InlineData("const string ClientSecret = \"Settings.ClientSecret.Label\";")]
    [InlineData("const string ClientSecret = \"Client secret\";")]
    [InlineData("const string ClientSecret = \"Please enter the secret of your client\";")]
    [InlineData("const string ClientSecret = \"<your-secret>\";")]
    [InlineData("const string ClientSecret = \"{secret}\";")]
    [InlineData("const string ClientSecret = \"TODO\";")]
    [InlineData("const string ClientSecret = \"***\";")]
    [InlineData("const string ClientSecret = \"${X}\";")]
    [InlineData("const string ClientSecret = \"%X%\";")]
    [InlineData("const string ClientSecret = \"YOUR_CLIENT_SECRET\";")]
    [InlineData("const string ClientSecret = \"\";")]
    [InlineData("const string ClientSecret = null;")]
    [InlineData("const string ClientSecret = nameof(ClientSecret);")]
    [InlineData("const string ClientSecretKeyName = \"s3cr3t-value-1\";")]
    [InlineData("const string ClientSecretLabel = \"s3cr3t-value-1\";")]
    [InlineData("const string PrivateKeyPath = \"keys/s3cr3t-value-1\";")]
    [InlineData("const string SecretSanta = \"s3cr3t-value-1\";")]
    [InlineData("const string ClientId = \"s3cr3t-value-1\";")]
    [InlineData("const string InvalidClientSecret = \"OPS7000215\";")]
    [InlineData("const string MISSING_CLIENT_SECRET = \"E1004x\";")]
    [InlineData("const string ClientSecret = \"secret-from-the-registration\";")]
    [InlineData("const string MapsSecret = \"maps.s3cr3t-value-1.of-the-app\";")]
    [InlineData("const string ParameterTokenSecret = \"oauth_token_secret_v1_2_0a\";")]
    [InlineData("const string CrashSecret = \"0b3a8a3c-6f0e-4a43-9d0f-3e6b5a2f9c11\";")]
    [InlineData("const string SecretKey = \"11111111111111112222\";")]
    [InlineData("const string TokenSecret = \"s3cr3t-value-1\";")]
    [InlineData("const string Secret = \"s3cr3t4f0c2d7e1b9a8056d3c1e\";")]
    [InlineData("const string AppSecret = \"secret\";")]
    [InlineData("const string ApiSecret = \"0b3a8a3c-6f0e-4a43-9d0f-3e6b5a2f9c11\";")]
    [InlineData("const string AuthenticatorUriClientSecret = \"otpauth://totp/{0}:{1}?secret={2}&issuer={0}&digits=6\";")]
    [InlineData("enum Secrets { ClientSecret = 7 } const int ClientSecret = 12345678;")]
    [InlineData("static string M(string typed) { var clientSecret = typed; return clientSecret; }")]
    [InlineData("static bool M(string clientSecret) => clientSecret == \"s3cr3t-value-1\";")]
    public Task A_look_alike_is_silent(string member) => Member(member).RunAsync();

    [Fact]
    public Task The_message_names_the_member_the_project_and_the_remedy() => new Case<SecretLikeConstantAnalyzer>
    {
        Source = "class C { const string ClientSecret = [|\"s3cr3t\"|]; }",
        Project = TestProject.Maui,
        Severity = DiagnosticSeverity.Warning,
        Says = ["'ClientSecret'", "MAUI app", "backend"],
    }.RunAsync();

    [Fact]
    public async Task Backends_tests_and_unshared_libraries_are_silent()
    {
        foreach (var project in new[] { TestProject.Web, TestProject.Worker, TestProject.Console, TestProject.Library, TestProject.Test, TestProject.Maui.With("NumberVerifyProjectKind", "Backend") })
        {
            await new Case<SecretLikeConstantAnalyzer> { Source = "public class C { public const string ClientSecret = \"s3cr3t\"; }", Project = project }.RunAsync();
        }
    }

    [Fact]
    public Task A_library_that_a_frontend_uses_is_judged_by_its_public_constants() => new Case<SecretLikeConstantAnalyzer>
    {
        Project = TestProject.Library.With("NumberVerifySharedWithFrontend", "true"),
        Source = """
            public static class Keys
            {
                public const string ClientSecret = [|"s3cr3t"|];
                public static readonly string AppSecret = [|"s3cr3t-value-1"|];
                internal const string ApiSecret = "s3cr3t-value-1";
                public static string M() { var clientSecret = "s3cr3t"; return clientSecret; }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_constant_of_a_library_is_reported_where_a_frontend_uses_it() => new Case<SecretLikeConstantAnalyzer>
    {
        Assemblies = [("Shared", "public static class Keys { public const string ClientSecret = \"s3cr3t\"; public const string ClientSecretLabel = \"s3cr3t\"; }")],
        Source = """
            class C
            {
                void M(Duende.IdentityModel.OidcClient.OidcClientOptions options)
                {
                    Console.WriteLine([|Keys.ClientSecret|] + Keys.ClientSecretLabel + nameof(Keys.ClientSecret));
                    options.ClientSecret = Keys.ClientSecret;
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task What_goes_into_an_OAuth_client_is_another_rules() => Of("""
        class C
        {
            void M(Duende.IdentityModel.OidcClient.OidcClientOptions options)
            {
                options.ClientSecret = "s3cr3t";
                _ = new Azure.Identity.ClientSecretCredential("tenant", "shop", "s3cr3t");
            }
        }
        """).RunAsync();

    [Fact]
    public Task Razor_code_is_reported_and_other_generated_code_is_not() => new Case<SecretLikeConstantAnalyzer>
    {
        Path = "/project/obj/Login_razor.g.cs",
        Files = [("/project/Login.razor", "@code {\n[|x|]\n}")],
        Source = """
            // <auto-generated/>
            class Login
            {
            #line 2 "/project/Login.razor"
                string ClientSecret = "s3cr3t";
            #line default
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Suppressions_are_obeyed_and_generated_code_is_silent() => new Case<SecretLikeConstantAnalyzer>
    {
        EditorConfig = "[*.cs]\ndotnet_diagnostic.NV1002.severity = none",
        Source = "class C { const string ClientSecret = \"s3cr3t\"; }",
    }.RunAsync();

    [Fact]
    public Task Other_generated_code_is_silent() => new Case<SecretLikeConstantAnalyzer> { Path = "/project/obj/Keys.g.cs", Source = "class C { const string ClientSecret = \"s3cr3t\"; }" }.RunAsync();

    [Fact]
    public Task The_fix_deletes_what_nothing_reads() => new Case<SecretLikeConstantAnalyzer>
    {
        Source = """
            class C
            {
                const string ClientId = "shop";
                const string ClientSecret = [|"s3cr3t"|];
                const string AppSecret = [|"s3cr3t-value-1"|];
                string _apiSecret;

                string M()
                {
                    var clientSecret = [|"s3cr3t"|];
                    _apiSecret = [|"s3cr3t-value-2"|];
                    return AppSecret;
                }
            }
            """,
        Fixed = """
            class C
            {
                const string ClientId = "shop";
                const string AppSecret = "s3cr3t-value-1";
                string _apiSecret;

                string M()
                {
                    return AppSecret;
                }
            }
            """,
    }.FixAsync<RemoveCodeFixProvider>();
}
