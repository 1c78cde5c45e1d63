using System.Security.Cryptography;
using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1007Tests
{
    private static readonly ECDsa s_key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static readonly string s_pem = s_key.ExportPkcs8PrivateKeyPem().ReplaceLineEndings("\\n");

    private static readonly string s_publicPem = s_key.ExportSubjectPublicKeyInfoPem().ReplaceLineEndings("\\n");

    private static readonly string s_pkcs8 = Convert.ToBase64String(s_key.ExportPkcs8PrivateKey());

    private static readonly string s_sec1 = Convert.ToBase64String(s_key.ExportECPrivateKey());

    private static readonly string s_public = Convert.ToBase64String(s_key.ExportSubjectPublicKeyInfo());

    private static Case<PrivateKeyInFrontendAnalyzer> In(string body, TestProject? project = null, string? fixedBody = null) => new()
    {
        Project = project ?? TestProject.BlazorWebAssembly,
        Fixed = fixedBody is null ? null : Program(fixedBody),
        Source = Program(body),
    };

    private static string Program(string body) => $$"""
        using System.IO;
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;
        using Microsoft.IdentityModel.Tokens;
        using NumberVerify;

        class C
        {
            void M(ECDsa ec, RSA rsa, byte[] bytes, string text, NumberVerifyClientOptions options, ISigner signer, X509Certificate2 certificate)
            {
                {{body.Replace("PEM", s_pem, StringComparison.Ordinal).Replace("PUBLIC", s_publicPem, StringComparison.Ordinal).Replace("PKCS8", s_pkcs8, StringComparison.Ordinal).Replace("SEC1", s_sec1, StringComparison.Ordinal).Replace("SPKI", s_public, StringComparison.Ordinal)}}
            }
        }
        """;

    [Theory]
    [InlineData("const string key = [|\"PEM\"|]; _ = key.Length;")]
    [InlineData("var key = [|\"PEM\" + \"\"|];")]
    [InlineData("var key = [|\"PEM\"u8|].ToArray();")]
    [InlineData("var key = [|\"PKCS8\"|];")]
    [InlineData("var key = [|\"SEC1\"|];")]
    [InlineData("Console.WriteLine([|\"PEM\"|]);")]
    [InlineData("[|ec.ImportFromPem(\"PEM\")|];")]
    [InlineData("const string key = [|\"PEM\"|]; [|ec.ImportFromPem(key)|];")]
    [InlineData("[|ec.ImportPkcs8PrivateKey(Convert.FromBase64String(\"PKCS8\"), out _)|];")]
    [InlineData("[|rsa.ImportRSAPrivateKey(Convert.FromBase64String(\"c2VjcmV0\"), out _)|];")]
    [InlineData("_ = [|X509CertificateLoader.LoadPkcs12(bytes, \"s3cr3t\")|];")]
    [InlineData("_ = [|X509CertificateLoader.LoadPkcs12FromFile(\"client.pfx\", \"s3cr3t\")|];")]
    [InlineData("_ = new JsonWebKey { Kty = \"EC\", [|D = text|] };")]
    [InlineData("_ = [|new JsonWebKey(\"{\\\"kty\\\":\\\"EC\\\",\\\"d\\\":\\\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\\\"}\")|];")]
    [InlineData("var jwk = [|\"{\\\"kty\\\":\\\"EC\\\",\\\"d\\\":\\\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\\\"}\"|];")]
    [InlineData("_ = new ECParameters { [|D = Convert.FromBase64String(\"c2VjcmV0c2VjcmV0\")|] };")]
    [InlineData("[|options.Signer = signer|];")]
    [InlineData("options.Signer = [|Signer.FromPem(text, \"key-1\")|];")]
    [InlineData("_ = [|Signer.FromPem(\"PEM\", \"key-1\")|];")]
    [InlineData("_ = [|Signer.FromCertificate(certificate)|];")]
    [InlineData("_ = [|new ProtectionKeys(bytes)|];")]
    public Task A_private_key_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("var key = \"PUBLIC\"; ec.ImportFromPem(\"PUBLIC\");")]
    [InlineData("var key = \"SPKI\"; ec.ImportSubjectPublicKeyInfo(Convert.FromBase64String(\"SPKI\"), out _);")]
    [InlineData("const string Thumbprint = \"2F1D9C1BB1F4E3B5A2C6A4A6F4C0B1D2E3F4A5B6\"; _ = certificate.Thumbprint == Thumbprint;")]
    [InlineData("_ = ECDsa.Create(ECCurve.NamedCurves.nistP256);")]
    [InlineData("var alias = \"numberverify-device-key\";")]
    [InlineData("var hint = \"Paste the text between -----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY----- here\";")]
    [InlineData("var template = \"-----BEGIN PRIVATE KEY-----\\n<your key>\\n-----END PRIVATE KEY-----\";")]
    [InlineData("_ = text.StartsWith(\"-----BEGIN PRIVATE KEY-----\");")]
    [InlineData("ec.ImportFromPem(text); ec.ImportPkcs8PrivateKey(bytes, out _);")]
    [InlineData("_ = X509CertificateLoader.LoadPkcs12(bytes, text); _ = X509CertificateLoader.LoadPkcs12(bytes, null);")]
    [InlineData("_ = X509CertificateLoader.LoadCertificate(bytes);")]
    [InlineData("_ = new JsonWebKey { Kty = \"EC\", X = text }; _ = new JsonWebKey(\"{\\\"kty\\\":\\\"EC\\\",\\\"x\\\":\\\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\\\"}\");")]
    [InlineData("options.Signer = null;")]
    public Task What_is_no_private_key_is_silent(string body) => In(body).RunAsync();

    [Fact]
    public async Task A_backend_and_a_test_hold_keys()
    {
        foreach (var project in new[] { TestProject.Web, TestProject.Worker, TestProject.Console, TestProject.Library, TestProject.Test, TestProject.Maui.With("NumberVerifyProjectKind", "Backend") })
        {
            await In("options.Signer = Signer.FromPem(\"PEM\", \"key-1\");", project).RunAsync();
        }
    }

    [Fact]
    public Task A_key_of_a_library_is_reported_where_a_frontend_uses_it() => new Case<PrivateKeyInFrontendAnalyzer>
    {
        Assemblies = [("Shared", $"public static class Keys {{ public const string Operator = \"{s_pem}\"; public const string Public = \"{s_publicPem}\"; }}")],
        Source = "class C { string[] M() => [[|Keys.Operator|], Keys.Public, nameof(Keys.Operator)]; }",
    }.RunAsync();

    [Fact]
    public Task The_message_names_the_member_the_project_and_the_remedy() => new Case<PrivateKeyInFrontendAnalyzer>
    {
        Project = TestProject.Maui,
        Severity = DiagnosticSeverity.Error,
        Says = ["'OperatorKey'", "MAUI app", "backend"],
        Source = $"class C {{ const string OperatorKey = [|\"{s_pem}\"|]; }}",
    }.RunAsync();

    [Fact]
    public Task A_desktop_frontend_is_warned() => new Case<PrivateKeyInFrontendAnalyzer>
    {
        Project = TestProject.Wpf,
        Severity = DiagnosticSeverity.Warning,
        Source = $"class C {{ const string OperatorKey = [|\"{s_pem}\"|]; }}",
    }.RunAsync();

    [Fact]
    public Task A_raw_string_is_one_value() => new Case<PrivateKeyInFrontendAnalyzer>
    {
        Source = $"class C\n{{\n    const string Key = [|\"\"\"\n        {s_pem.Replace("\\n", "\n        ", StringComparison.Ordinal)}\n        \"\"\"|];\n}}",
    }.RunAsync();

    [Fact]
    public async Task Suppressions_are_obeyed_and_generated_code_is_silent()
    {
        await new Case<PrivateKeyInFrontendAnalyzer> { Path = "/project/obj/Keys.g.cs", Source = $"class C {{ const string Key = \"{s_pem}\"; }}" }.RunAsync();
        await new Case<PrivateKeyInFrontendAnalyzer> { Source = $"#pragma warning disable NV1007\nclass C {{ const string Key = \"{s_pem}\"; }}" }.RunAsync();
    }

    [Fact]
    public Task Razor_code_is_reported_on_its_line_without_a_fix() => new Case<PrivateKeyInFrontendAnalyzer>
    {
        Path = "/project/obj/Login_razor.g.cs",
        Files = [("/project/Login.razor", "@code {\n[|x|]\n}")],
        Source = $"// <auto-generated/>\nclass Login\n{{\n#line 2 \"/project/Login.razor\"\n    string _unused = \"{s_pem}\";\n#line default\n}}",
    }.NoFixAsync<RemoveCodeFixProvider>();

    [Fact]
    public Task The_fix_removes_assignments_and_unused_constants() => In(
        """
        const string unused = [|"PEM"|];
                [|options.Signer = signer|];
                _ = new NumberVerifyClientOptions { ClientId = "shop", [|Signer = signer|] };
                const string used = [|"PKCS8"|];
                _ = used;
        """,
        fixedBody: """
        _ = new NumberVerifyClientOptions { ClientId = "shop" };
                const string used = "PKCS8";
                _ = used;
        """).FixAsync<RemoveCodeFixProvider>();
}
