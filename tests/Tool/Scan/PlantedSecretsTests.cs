using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using NumberVerify.Tool.Scan;

namespace NumberVerify.Tool.Tests.Scan;

public sealed class PlantedSecretsTests
{
    private static readonly string s_client = Secrets.Client;

    private static readonly string s_config = $$"""{ "Auth": { "ClientId": "shop", "ClientSecret": "{{s_client}}" } }""";

    private static readonly string s_class = $$"""namespace Shop { public static class Keys { public const string ClientSecret = "{{s_client}}"; } }""";

    private static readonly Lazy<byte[]> s_assembly = new(() => Compiled.Assembly(s_class));

    /// <summary>Name of the file, what it holds, the rule, and where the finding is, if not in the file itself.</summary>
    public static readonly IReadOnlyDictionary<string, (byte[] Content, string Rule, string Inner)> Files = new Dictionary<string, (byte[], string, string)>
    {
        ["wwwroot/appsettings.json"] = (Pack.Text(s_config), "NV1004", ""),
        ["wwwroot/appsettings.Production.json"] = ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(s_config)], "NV1004", ""),
        ["wide.json"] = (Encoding.Unicode.GetBytes(s_config), "NV1004", ""),
        ["wwwroot/.env.production"] = (Pack.Text($"CLIENT_ID=shop\nCLIENT_SECRET={s_client}\n"), "NV1004", ""),
        ["settings.yml"] = (Pack.Text($"oidc:\n  client_secret: {s_client}\n"), "NV1004", ""),
        ["app.js"] = (Pack.Text($"const c={{client_id:\"shop\",client_secret:\"{s_client}\"}};"), "NV1004", ""),
        ["app2.js"] = (Pack.Text($"this.clientSecret='{s_client}';"), "NV1004", ""),
        ["app3.js"] = (Pack.Text($"fetch(u,{{body:\"grant_type=authorization_code&client_secret={s_client}&code=\"+c}})"), "NV1004", ""),
        ["app4.js"] = (Pack.Text($"new URLSearchParams().append(\"client_secret\",\"{s_client}\")"), "NV1004", ""),
        ["app5.mjs"] = (Pack.Text($"export const a=1;let CLIENT_SECRET=`{s_client}`"), "NV1004", ""),
        ["app.js.map"] = (Pack.Text(JsonSerializer.Serialize(new { version = 3, sourcesContent = new[] { $"import x;\nconst clientSecret = \"{s_client}\";\n" } })), "NV1004", ""),
        ["inline.js"] = (Pack.Text($"f();\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,{Convert.ToBase64String(Pack.Text(JsonSerializer.Serialize(new { version = 3, sourcesContent = new[] { $"const clientSecret = \"{s_client}\";" } })))}\n"), "NV1004", "!inline.map"),
        ["page.html"] = (Pack.Text($"<div data-state=\"{{&quot;clientSecret&quot;:&quot;{s_client}&quot;}}\"></div>"), "NV1004", ""),
        ["escaped.js"] = (Pack.Text(JsonSerializer.Serialize(Convert.ToBase64String(Secrets.Pkcs1))), "NV1007", ""),
        ["index.html"] = (Pack.Text($"<form><input type=hidden name=\"client_secret\" value=\"{s_client}\"></form>"), "NV1004", ""),
        ["Web.config"] = (Pack.Text($"<configuration><add key=\"ClientSecret\" value=\"{s_client}\"/></configuration>"), "NV1004", ""),
        ["res/values/strings.xml"] = (Pack.Text($"<resources><string name=\"client_secret\">{s_client}</string></resources>"), "NV1004", ""),
        ["Info.plist"] = (Pack.Text($"<plist><dict><key>ClientSecret</key><string>{s_client}</string></dict></plist>"), "NV1004", ""),
        ["app.js.gz"] = (Pack.Gzip(Pack.Text($"clientSecret=\"{s_client}\"")), "NV1004", "!app.js"),
        ["appsettings.json.br"] = (Pack.Brotli(Pack.Text(s_config)), "NV1004", "!appsettings.json"),
        ["site.tar.gz"] = (Pack.Gzip(Pack.Tar("wwwroot/appsettings.json", Pack.Text(s_config))), "NV1004", "!site.tar!wwwroot/appsettings.json"),
        ["site.zip"] = (Pack.Zip(("a.txt", Pack.Text("nothing")), ("www/app.js", Pack.Text($"clientSecret=\"{s_client}\""))), "NV1004", "!www/app.js"),
        ["nested.zip"] = (Pack.Zip(("inner.zip", Pack.Zip(("deep.zip", Pack.Zip(("appsettings.json", Pack.Text(s_config))))))), "NV1004", "!inner.zip!deep.zip!appsettings.json"),
        ["Shop.1.0.0.nupkg"] = (Pack.Zip(("lib/net10.0/Shop.dll", s_assembly.Value)), "NV1002", "!lib/net10.0/Shop.dll"),
        ["Shop.apk"] = (Pack.Zip(("resources.arsc", PhoneFiles.ResourceTable("client_secret", s_client, isUtf8: true))), "NV1004", "!resources.arsc"),
        ["Wide.apk"] = (Pack.Zip(("resources.arsc", PhoneFiles.ResourceTable("client_secret", s_client, isUtf8: false))), "NV1004", "!resources.arsc"),
        ["Manifest.apk"] = (Pack.Zip(("AndroidManifest.xml", PhoneFiles.BinaryXml("com.shop.CLIENT_SECRET", s_client))), "NV1004", "!AndroidManifest.xml"),
        ["Code.apk"] = (Pack.Zip(("classes.dex", PhoneFiles.Dalvik("CLIENT_SECRET", s_client))), "NV1004", "!classes.dex"),
        ["Packed.apk"] = (Pack.Zip(("assemblies/Shop.dll", Pack.Xalz(s_assembly.Value))), "NV1002", "!assemblies/Shop.dll!assembly"),
        ["Store.apk"] = (Pack.Zip(("lib/arm64-v8a/libassemblies.arm64-v8a.blob.so", [0x7F, .. "ELF"u8, .. new byte[60], .. Pack.Xalz(s_assembly.Value), 1, 2, 3])), "NV1002", "!lib/arm64-v8a/libassemblies.arm64-v8a.blob.so!assembly at 64"),
        ["Plain.apk"] = (Pack.Zip(("assemblies/assemblies.blob", [.. "XABA"u8, .. new byte[60], .. s_assembly.Value])), "NV1002", "!assemblies/assemblies.blob!assembly at 64"),
        ["Shop.aab"] = (Pack.Zip(("base/resources.pb", PhoneFiles.Messages("client_secret", s_client))), "NV1004", "!base/resources.pb"),
        ["Shop.ipa"] = (Pack.Zip(("Payload/Shop.app/Info.plist", PhoneFiles.BinaryPropertyList("ClientSecret", s_client))), "NV1004", "!Payload/Shop.app/Info.plist"),
        ["Shop.dll"] = (s_assembly.Value, "NV1002", ""),
        ["_framework/Shop.wasm"] = (Compiled.Webcil(s_assembly.Value), "NV1002", ""),
        ["_framework/Newer.wasm"] = (Compiled.Webcil(s_assembly.Value, version: 1), "NV1002", ""),
        ["_framework/Shop.wasm.br"] = (Pack.Brotli(Compiled.Webcil(s_assembly.Value)), "NV1002", "!shop.wasm"),
        ["pkcs8.pem"] = (Pack.Text(Secrets.Pkcs8Pem), "NV1007", ""),
        ["pkcs1.key"] = (Pack.Text("some text before\r\n" + Secrets.Pkcs1Pem.ReplaceLineEndings("\r\n")), "NV1007", ""),
        ["sec1.pem"] = (Pack.Text(Secrets.Sec1Pem), "NV1007", ""),
        ["encrypted.pem"] = (Pack.Text(Secrets.EncryptedPem), "NV1007", ""),
        ["old.pem"] = (Pack.Text(Secrets.Pkcs1Pem.Replace("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0011223344556677\n\n")), "NV1007", ""),
        ["literal.js"] = (Pack.Text(JsonSerializer.Serialize(Secrets.Sec1Pem)), "NV1007", ""),
        ["joined.js"] = (Pack.Text("const k=\"" + Secrets.Pkcs8Pem.Replace("\n", "\\n\" +\n    \"") + "\";"), "NV1007", ""),
        ["twice.js.map"] = (Pack.Text(JsonSerializer.Serialize(JsonSerializer.Serialize(Secrets.Sec1Pem))), "NV1007", ""),
        ["encoded.txt"] = (Pack.Text("KEY=" + Convert.ToBase64String(Pack.Text(Secrets.Pkcs8Pem))), "NV1007", ""),
        ["key.json"] = (Pack.Text(Secrets.Jwk), "NV1007", ""),
        ["key.js"] = (Pack.Text("a({crv:\"P-256\",kty:\"EC\",d:\"" + JsonDocument.Parse(Secrets.Jwk).RootElement.GetProperty("d").GetString() + "\"})"), "NV1007", ""),
        ["jwk.txt"] = (Pack.Text(Convert.ToBase64String(Pack.Text(Secrets.Jwk))), "NV1007", ""),
        ["pkcs8.js"] = (Pack.Text("k('" + Convert.ToBase64String(Secrets.Pkcs8) + "')"), "NV1007", ""),
        ["pkcs1.js"] = (Pack.Text("k('" + Convert.ToBase64String(Secrets.Pkcs1) + "')"), "NV1007", ""),
        ["sec1.js"] = (Pack.Text("k('" + Convert.ToBase64String(Secrets.Sec1) + "')"), "NV1007", ""),
        ["pkcs12.js"] = (Pack.Text("k('" + Convert.ToBase64String(Secrets.Pkcs12) + "')"), "NV1007", ""),
        ["client.pfx"] = (Secrets.Pkcs12, "NV1007", ""),
        ["client.bin"] = (Secrets.Pkcs8, "NV1007", ""),
        ["rsa.der"] = (Secrets.Pkcs1, "NV1007", ""),
        ["ec.der"] = (Secrets.Sec1, "NV1007", ""),
        ["encrypted.der"] = (Secrets.EncryptedPkcs8, "NV1007", ""),
        ["native.so"] = ([0x7F, .. "ELF"u8, .. new byte[500], .. Pack.Text(Secrets.Sec1Pem), .. new byte[500]], "NV1007", ""),
        ["native.exe"] = ([.. "MZ"u8, .. new byte[501], .. Encoding.Unicode.GetBytes(Secrets.Sec1Pem), .. new byte[500]], "NV1007", ""),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_found_where_it_is(string name)
    {
        var (content, rule, inner) = Files[name];

        var report = await ScannedFolder.ReportOnAsync(name, content);

        var finding = Assert.Single(report.Findings);
        Assert.Equal(rule, finding.Rule);
        Assert.Equal(name + inner, finding.Place);
        Assert.Empty(report.NotLookedInto);
    }

    [Fact]
    public async Task All_are_found_at_once_and_no_value_is_printed_in_any_form()
    {
        using var folder = new ScannedFolder();
        foreach (var (name, file) in Files)
        {
            folder.Add(name, file.Content);
        }

        folder.Add("all.zip", Pack.Zip([.. Files.Select(file => (file.Key, file.Value.Content))]));
        var sarif = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        var text = await folder.RunAsync("--sarif", sarif);
        var json = await folder.RunAsync("--json");

        var written = await File.ReadAllTextAsync(sarif);
        File.Delete(sarif);
        Assert.Equal((1, 1), (text.ExitCode, json.ExitCode));
        foreach (var (name, file) in Files)
        {
            Assert.Contains($"\n{name}{file.Inner}", "\n" + text.Output);
            Assert.Contains($"all.zip!{name}{file.Inner}", text.Output);
        }

        foreach (var part in Secrets.Parts)
        {
            Assert.DoesNotContain(part, text.Output + text.Error + json.Output + json.Error + written, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("class C { string clientSecret = \"SECRET\"; }", "NV1002", "clientSecret", "C..ctor")]
    [InlineData("class C { static readonly string ClientSecret = \"SECRET\"; }", "NV1002", "ClientSecret", "C..cctor")]
    [InlineData("class C { public string ClientSecret { get; set; } = \"SECRET\"; }", "NV1002", "ClientSecret", "C..ctor")]
    [InlineData("class C { public static string ClientSecret => \"SECRET\"; }", "NV1002", "ClientSecret", "C.get_ClientSecret")]
    [InlineData("class C { static ReadOnlySpan<byte> ClientSecret => \"SECRET\"u8; }", "NV1002", "ClientSecret", "C.get_ClientSecret")]
    [InlineData("class C { static string GetClientSecret() => \"SECRET\"; }", "NV1002", "GetClientSecret", "C.GetClientSecret")]
    [InlineData("class C { void M(string clientSecret = \"SECRET\") { } }", "NV1002", "clientSecret", "C.M")]
    [InlineData("class A : Attribute { public string ClientSecret { get; set; } } [A(ClientSecret = \"SECRET\")] class C;", "NV1002", "ClientSecret", "A")]
    [InlineData("class A(string clientSecret) : Attribute { public override string ToString() => clientSecret; } [A(\"SECRET\")] class C;", "NV1002", "clientSecret", "A")]
    [InlineData("class O { public string ClientSecret { get; set; } } class C { O M() => new O { ClientSecret = \"SECRET\" }; }", "NV1001", "ClientSecret", "C.M")]
    [InlineData("class O { public string ClientSecret { get; set; } } class C { O M(string x) => new O { ClientSecret = x ?? \"SECRET\" }; }", "NV1001", "ClientSecret", "C.M")]
    [InlineData("record O(string ClientId, string ClientSecret, bool Keep); class C { O M() => new(\"shop\", \"SECRET\", true); }", "NV1001", "ClientSecret", "C.M")]
    [InlineData("class C { void M(Dictionary<string, string> form) { var value = \"SECRET\"; form.Add(\"client_id\", \"shop\"); form.Add(\"client_secret\", value); } }", "NV1006", "client_secret", "C.M")]
    [InlineData("class C { object M() => new FormUrlEncodedContent(new[] { new KeyValuePair<string, string>(\"client_secret\", \"SECRET\") }); }", "NV1006", "client_secret", "C.M")]
    [InlineData("class C { string M(string code) => \"grant_type=authorization_code&client_secret=SECRET&code=\" + code; }", "NV1006", "client_secret", "C.M")]
    [InlineData("class C { async Task M(HttpClient http) { var clientSecret = \"SECRET\"; await http.GetAsync(\"https://shop.example/\"); Console.WriteLine(clientSecret); } }", "NV1002", "clientSecret", "MoveNext")]
    [InlineData("class C { string M() => \"{ \\\"ClientSecret\\\": \\\"SECRET\\\" }\"; }", "NV1002", "ClientSecret", "C.M")]
    public async Task An_assembly_tells_by_what_takes_a_literal(string source, string rule, string name, string member)
    {
        source = source.Replace("SECRET", s_client);
        foreach (var optimization in new[] { OptimizationLevel.Release, OptimizationLevel.Debug })
        {
            var assembly = Compiled.Assembly(source, optimization);

            var report = await ScannedFolder.ReportOnAsync("Shop.dll", assembly);
            var webcil = await ScannedFolder.ReportOnAsync("Shop.wasm", Compiled.Webcil(assembly));

            Assert.Contains(report.Findings, finding => finding.Rule == rule && finding.Name == name && finding.Member!.EndsWith(member, StringComparison.Ordinal));
            Assert.Equal(report.Findings.Select(finding => (finding.Rule, finding.Name, finding.Member)), webcil.Findings.Select(finding => (finding.Rule, finding.Name, finding.Member)));
            Assert.Empty(report.NotLookedInto);
        }
    }

    [Fact]
    public async Task Keys_of_an_assembly_are_found_as_constants_literals_bytes_and_resources()
    {
        var pem = Secrets.Sec1Pem.ReplaceLineEndings("\\n");
        var der = string.Join(',', Secrets.Pkcs8);
        var resources = new MemoryStream();
        using (var writer = new System.Resources.ResourceWriter(resources))
        {
            writer.AddResource("ClientSecret", s_client);
            writer.AddResource("Key", Secrets.Pkcs12);
            writer.Generate();
            var assembly = Compiled.Assembly(
                $"class C {{ const string K = \"{pem}\"; void M() {{ Console.WriteLine(\"{pem}\"); }} static byte[] B = {{ {der} }}; static ReadOnlySpan<byte> U => \"{pem}\"u8; }}",
                OptimizationLevel.Release,
                ("Shop.appsettings.json", Pack.Text(s_config)),
                ("Shop.Texts.resources", resources.ToArray()));

            var report = await ScannedFolder.ReportOnAsync("Shop.dll", assembly);

            Assert.Equal(
                [
                    "NV1007 Shop.dll  ", "NV1007 Shop.dll  ", "NV1007 Shop.dll K C", "NV1007 Shop.dll  C.M", "NV1004 Shop.dll!Shop.Texts.resources ClientSecret ", "NV1007 Shop.dll!Shop.Texts.resources!Key  ",
                    "NV1004 Shop.dll!Shop.appsettings.json Auth:ClientSecret ",
                ],
                report.Findings.Select(finding => $"{finding.Rule} {finding.Place} {finding.Name} {finding.Member}"));
            Assert.Empty(report.NotLookedInto);
        }
    }

    [Fact]
    public async Task A_finding_in_a_text_has_the_path_of_its_key_its_line_and_its_column()
    {
        var report = await ScannedFolder.ReportOnAsync("appsettings.json", Pack.Text("{\n  \"Auth\": {\n    \"ClientSecret\": \"" + s_client + "\"\n  }\n}"));

        Assert.Equal(("Auth:ClientSecret", 3, 6), Assert.Single(report.Findings) is var finding ? (finding.Name, finding.Line, finding.Column) : default);
    }

    [Fact]
    public async Task In_a_broken_document_a_value_is_never_taken_for_a_key()
    {
        var report = await ScannedFolder.ReportOnAsync("appsettings.json", Pack.Text($"{{ \"x\": \"{s_client}\" {{ \"ClientSecret\": \"{s_client}\" }}"));

        Assert.Equal("ClientSecret", Assert.Single(report.Findings).Name);
    }

    [Fact]
    public async Task An_encrypted_key_is_a_warning_of_its_own_kind()
    {
        var report = await ScannedFolder.ReportOnAsync("key.pem", Pack.Text(Secrets.EncryptedPem));

        Assert.Equal(("warning", "encrypted private key (PEM)"), Assert.Single(report.Findings) is var finding ? (finding.Level, finding.Kind) : default);
    }

    [Fact]
    public async Task The_assemblies_of_a_single_file_program_are_looked_into_packed_or_not()
    {
        var report = await ScannedFolder.ReportOnAsync("shop", Pack.Bundle("Shop.dll", s_assembly.Value));

        Assert.Equal(["shop!Shop.dll", "shop!packed/Shop.dll"], report.Findings.Select(finding => finding.Place));
        Assert.Empty(report.NotLookedInto);
    }

    [Fact]
    public async Task An_archive_is_known_by_what_it_is_and_not_by_its_name()
    {
        var report = await ScannedFolder.ReportOnAsync("release.bin", Pack.Zip(("Shop.apk", Files["Code.apk"].Content)));

        Assert.Equal("release.bin!Shop.apk!classes.dex", Assert.Single(report.Findings).Place);
    }
}
