using System.Text;
using NumberVerify.Testing;
using NumberVerify.Tool.Scan;

namespace NumberVerify.Tool.Tests.Scan;

public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("a.json", """{ "ClientSecret": "" , "client_secret": null, "api_secret": "<your-secret>", "AppSecret": "${SECRET}" }""")]
    [InlineData("a.json", """{ "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"], "client_secret_expires_at": 0 }""")]
    [InlineData("a.json", """{ "keys": [ { "kty": "RSA", "use": "sig", "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs", "e": "AQAB" } ] }""")]
    [InlineData("a.json", """{ "dependencies": { "secret-stack": "6.4.2" }, "_integrity": "sha512-MIIEvQIBADANBgkqhkiG9w0BAQ==" }""")]
    [InlineData("i18n/de.json", """{ "clientSecret": "geheimnis", "privateKey": "Privater Schluessel" }""")]
    [InlineData("a.js", "var a=\"-----BEGIN PRIVATE KEY-----\\n\"+b(e)+\"\\n-----END PRIVATE KEY-----\";")]
    [InlineData("a.js", "if(!e.startsWith(\"-----BEGIN PRIVATE KEY-----\"))throw new TypeError('\"pkcs8\" must be PKCS#8 formatted string');return t(e.replace(/(?:-----(?:BEGIN|END) PRIVATE KEY-----|\\s)/g,\"\"))")]
    [InlineData("a.js", "const f=`-----BEGIN ${t} PRIVATE KEY-----\n${n}\n-----END ${t} PRIVATE KEY-----`,types=[\"RSA PRIVATE KEY\",\"EC PRIVATE KEY\",\"ENCRYPTED PRIVATE KEY\"];")]
    [InlineData("a.js", "switch(e.kty){case\"EC\":return{kty:\"EC\",crv:t.crv,x:t.x,y:t.y,d:t.d};case\"oct\":return{kty:\"oct\",k:e.k}}")]
    [InlineData("a.js", "const m={kty:\"kty\",d:\"d\",k:\"k\"},isPrivate=e=>\"EC\"===e.kty&&void 0!==e.d;")]
    [InlineData("a.js", "function a(e){return e.client_secret&&(t.client_secret=e.client_secret),{client_secret:n,client_secret_key:t}}")]
    [InlineData("a.js", "s.append(\"client_secret\",this.secret);s.set('client_secret',e),m.set(\"client_secret\",\"client_secret\")")]
    [InlineData("a.js", "e.__SECRET_INTERNALS_DO_NOT_USE_OR_YOU_WILL_BE_FIRED={usingClientEntryPoint:!1},t.HMACSecret=\"Shared secret\",u.secretKey=`${x}`")]
    [InlineData("a.js", "const doc='Paste the text between -----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY----- of your file here';")]
    [InlineData("a.md", "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC...\n-----END PRIVATE KEY-----\n")]
    [InlineData("a.html", "<label for=client_secret>Client secret</label><input name=\"client_secret\" value=\"\"><input id=client_secret type=password placeholder=\"a1b2c3d4\">")]
    [InlineData("a.env", "CLIENT_SECRET=\nAPI_SECRET=changeme\nPRIVATE_KEY=\n# CLIENT_SECRET is set by the host\n")]
    [InlineData("a.yml", "client_secret: ${{ secrets.CLIENT_SECRET }}\nclientSecret: !vault x1y2z3\nsecretName: shop-tls\n")]
    [InlineData("a.xml", "<resources><string name=\"client_secret_label\">Client secret</string><string name=\"client_secret\">Client secret</string></resources>")]
    public async Task What_only_looks_like_a_secret_is_not_found(string name, string text)
    {
        foreach (var content in new[] { Pack.Text(text), Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray() })
        {
            var report = await ScannedFolder.ReportOnAsync(name, content);
            var packed = await ScannedFolder.ReportOnAsync("a.zip", Pack.Zip((name, content), (name + ".gz", Pack.Gzip(content))));

            Assert.Empty(report.Findings);
            Assert.Empty(packed.Findings);
            Assert.Empty(report.NotLookedInto);
            Assert.Empty(packed.NotLookedInto);
        }
    }

    [Fact]
    public async Task Public_keys_and_certificates_are_not_found()
    {
        using var folder = new ScannedFolder();
        folder.Add("public.pem", Pack.Text(Secrets.PublicPem));
        folder.Add("certificate.pem", Pack.Text(Secrets.CertificatePem));
        folder.Add("certificate.cer", Secrets.CertificateDer);
        folder.Add("public.der", Secrets.PublicKey);
        folder.Add("public.js", Pack.Text($"k('{Convert.ToBase64String(Secrets.PublicKey)}','{Convert.ToBase64String(Secrets.CertificateDer)}')"));
        folder.Add("jwk.json", Pack.Text(Secrets.PublicJwk));
        folder.Add("pem.txt", Pack.Text(Convert.ToBase64String(Pack.Text(Secrets.PublicPem))));

        var report = await folder.ReportAsync();

        Assert.Empty(report.Findings);
        Assert.Empty(report.NotLookedInto);
    }

    [Fact]
    public async Task A_store_of_certificates_alone_is_not_found()
    {
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(Secrets.CertificateDer);

        var report = await ScannedFolder.ReportOnAsync("trust.p12", certificate.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pkcs12, "a password"));

        Assert.Empty(report.Findings);
    }

    [Theory]
    [InlineData("static class Names { public const string ClientSecret = \"client_secret\"; public const string Post = \"client_secret_post\"; public const string PrivateKeyJwt = \"private_key_jwt\"; }")]
    [InlineData("class C { void M(Dictionary<string, string> form, string secret) { form.Add(\"client_secret\", secret); form.Add(\"grant_type\", \"client_credentials\"); } }")]
    [InlineData("class C { bool M(string name) => name == \"client_secret\" || name.Replace(\"client_secret\", \"redacted-0\") == \"x\" || string.Equals(\"client_secret\", \"code_verifier2\"); }")]
    [InlineData("class O { public string ClientSecret { get; set; } } class C { O M(string x) => new O { ClientSecret = x ?? \"\" }; }")]
    [InlineData("class C { string ClientSecret => Environment.GetEnvironmentVariable(\"CLIENT_SECRET_2\"); string M() => \"ClientSecret must be set when UsesPkce1 is false\"; }")]
    [InlineData("class C { string M() => \"-----BEGIN PRIVATE KEY-----\" + Environment.NewLine; string N() => \"PRIVATE KEY\"; }")]
    [InlineData("class C { string Secret(string x) { var message = \"a1b2c3d4\"; Console.WriteLine(message); return x; } string ClientSecretLabel => \"Geheimnis1\"; }")]
    [InlineData("class C { string M() => \"https://shop.example/token?client_secret={0}&grant_type=x\"; string N() => \"client_secret=[^&]*\"; }")]
    public async Task An_assembly_that_speaks_of_secrets_is_not_found(string source)
    {
        var report = await ScannedFolder.ReportOnAsync("Shop.dll", Compiled.Assembly(source));

        Assert.Empty(report.Findings);
        Assert.Empty(report.NotLookedInto);
    }

    [Fact]
    public async Task The_samples_hold_no_secret_but_the_one_that_shows_the_mistake()
    {
        var report = await new Scanner(new ScanLimits()).ScanAsync(Path.Combine(Repository.Root, "samples"), progress: null, CancellationToken.None);

        Assert.Equal("Frontend/Mistake/SecretMistake.razor", Assert.Single(report.Findings).Place);
        Assert.Empty(report.NotLookedInto);
    }

    /// <summary>The library, the operator in a box, the tool itself and all that they stand on speak of little else.</summary>
    [Fact]
    public async Task The_assemblies_of_this_program_hold_no_secret()
    {
        using var folder = new ScannedFolder();
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(file => Path.GetFileName(file) is var name && !name.Contains("Tests", StringComparison.Ordinal)))
        {
            folder.Add(Path.GetFileName(file), await File.ReadAllBytesAsync(file));
        }

        var report = await folder.ReportAsync();

        Assert.True(report.Files > 30, $"{report.Files} files");
        Assert.Empty(report.Findings);
        Assert.Empty(report.NotLookedInto);
    }
}
