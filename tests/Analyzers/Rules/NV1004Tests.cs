using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1004Tests
{
    private const string Json = "/project/wwwroot/appsettings.json";
    private const string Script = "/project/wwwroot/js/app.js";
    private const string Page = "/project/wwwroot/index.html";

    private static Case<SecretInShippedFileAnalyzer> In(string path, string text, TestProject? project = null) => new()
    {
        Project = project ?? TestProject.BlazorWebAssembly,
        Files = [(path, text)],
        Source = "class C;",
    };

    [Theory]
    [InlineData("""{ "Auth": { "[|ClientSecret|]": "s3cr3t" } }""")]
    [InlineData("""{ "[|client_secret|]": "s3cr3t" }""")]
    [InlineData("""{ "[|client-secret|]" : "s3cr3t" }""")]
    [InlineData("""{ "[|CLIENTSECRET|]": "s3cr3t" }""")]
    [InlineData("""{ "[|ClientSecret|]": "demo-8f2a71c3" }""")]
    [InlineData("""{ "Clients": [ { "ClientId": "a" }, { "[|ClientSecret|]": "s3cr3t" } ] }""")]
    [InlineData("""{ "[|ClientSecrets|]": [ "s3cr3t" ] }""")]
    [InlineData("""{ "[|ClientSecret|]": "s3cr3t", "[|ClientSecret|]": "s3cr3t-2" }""")]
    [InlineData("""
        {
            // the operator's
            "ClientId": "shop", /* "x" */
            "[|ClientSecret|]": "s3cr3t", // not here
        }
        """)]
    [InlineData("\uFEFF{ \"[|ClientSecret|]\": \"s3cr3t\" }")]
    [InlineData("""{ "[|ClientSecret|]": "s3cr3t" """)]
    [InlineData("""{ "[|private_key|]": "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ\n-----END PRIVATE KEY-----\n" }""")]
    [InlineData("""{ "Glide": { "[|ApiSecret|]": "s3cr3t-value-1" } }""")]
    [InlineData("""{ "Auth": { "[|ClientSecret|]": { "Value": "s3cr3t" } } }""")]
    [InlineData("""{ "[|ClientSecret|]": { "Rotates": "monthly", "Production": "s3cr3t", "Test": "s3cr3t-2" } }""")]
    [InlineData("""{ "[|ClientSecrets|]": [ { "Value": "s3cr3t" } ] }""")]
    [InlineData("""{ "Keycloak": { "resource": "shop", "credentials": { "[|secret|]": "s3cr3t-value-1" } } }""")]
    [InlineData("""{ "Auth": { "Client": { "Id": "shop", "[|Secret|]": "s3cr3t" } } }""")]
    [InlineData("""{ "[|PictureSecret|]": "s3cr3t4f0c2d7e1b9a8056d3c1e" }""")]
    public async Task A_secret_in_JSON_is_flagged(string text)
    {
        await In(Json, text).RunAsync();
        await In("/project/wwwroot/appsettings.Development.json", text).RunAsync();
        await In("/project/Resources/Raw/settings.json", text, TestProject.Maui).RunAsync();
    }

    [Theory]
    [InlineData("const [|clientSecret|] = \"s3cr3t\";")]
    [InlineData("let [|client_secret|] = 's3cr3t';")]
    [InlineData("var [|CLIENT_SECRET|]=`s3cr3t`;")]
    [InlineData("const [|clientSecret|]: string = \"s3cr3t\";")]
    [InlineData("const config = { clientId: 'shop', [|clientSecret|]: 's3cr3t' };")]
    [InlineData("const config = { 'client_id': 'shop', \"[|client_secret|]\": 's3cr3t' };")]
    [InlineData("config[\"[|client_secret|]\"] = \"s3cr3t\";")]
    [InlineData("this.[|clientSecret|] = \"s3cr3t\";")]
    [InlineData("form.append(\"[|client_secret|]\", \"s3cr3t\"); form.append('scope', 'openid');")]
    [InlineData("e.set('[|client_secret|]','s3cr3t')")]
    [InlineData("fetch(url, { body: \"grant_type=authorization_code&[|client_secret|]=s3cr3t-value-1&code=\" + code });")]
    public async Task A_secret_in_a_script_is_flagged(string text)
    {
        await In(Script, text).RunAsync();
        await In("/project/wwwroot/app.ts", text).RunAsync();
        await In(Page, "<html><script>" + text + "</script></html>").RunAsync();
    }

    [Theory]
    [InlineData("<input type=\"hidden\" name=\"[|client_secret|]\" value=\"s3cr3t\" />")]
    [InlineData("<input value='s3cr3t' type='hidden' name='[|client_secret|]'>")]
    [InlineData("<input name=\"[|client_secret|]\" value=s3cr3t>")]
    [InlineData("<div [|data-client-secret|]=\"s3cr3t\"></div>")]
    [InlineData("<meta name=\"[|client-secret|]\" content=\"s3cr3t\">")]
    public Task A_secret_in_a_page_is_flagged(string text) => In(Page, text).RunAsync();

    [Fact]
    public async Task A_secret_in_a_phones_resources_is_flagged()
    {
        await In("/project/Platforms/Android/Resources/values/strings.xml", "<resources><string name=\"app_name\">Shop</string><string name=\"[|client_secret|]\">s3cr3t</string></resources>", TestProject.Maui).RunAsync();
        await In("/project/Platforms/iOS/Info.plist", "<plist><dict>\n<key>[|ClientSecret|]</key>\n<string>s3cr3t</string>\n<key>Name</key><string>s3cr3t</string></dict></plist>", TestProject.Maui).RunAsync();
        await In("/project/Resources/Raw/.env", "CLIENT_ID=shop\n[|CLIENT_SECRET|]=s3cr3t\n", TestProject.Maui).RunAsync();
        await In("/project/Resources/Raw/.env.production", "export [|CLIENT_SECRET|] = s3cr3t # the operator's\n", TestProject.Maui).RunAsync();
        await In("/project/Resources/Raw/settings.yml", "oidc:\n  client_id: shop\n  [|client_secret|]: s3cr3t\nnext:\n  client_secret: *anchor\n  clientSecret: # none yet\n", TestProject.Maui).RunAsync();
    }

    [Fact]
    public Task A_source_map_is_searched_through_its_escapes() => In(
        "/project/wwwroot/app.js.map",
        """{"version":3,"sources":["app.ts"],"sourcesContent":["import x;\nconst [|clientSecret|] = \"s3cr3t\";\n"],"mappings":"AAAA"}""").RunAsync();

    [Theory]
    [InlineData("""{ "ClientSecret": "" }""")]
    [InlineData("""{ "ClientSecret": null }""")]
    [InlineData("""{ "ClientSecret": "<your-secret>" }""")]
    [InlineData("""{ "ClientSecret": "${CLIENT_SECRET}" }""")]
    [InlineData("""{ "ClientSecret": "YOUR_CLIENT_SECRET" }""")]
    [InlineData("""{ "ClientSecret": "***" }""")]
    [InlineData("""{ "ClientSecret": "demo-secret" }""")]
    [InlineData("""{ "clientSecret": { "type": "string", "description": "s3cr3t-value-1" } }""")]
    [InlineData("""{ "example": { "client_secret": "string" } }""")]
    [InlineData("""{ "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"] }""")]
    [InlineData("""{ "ClientSecretLabel": "s3cr3t-value-1", "UserSecretsId": "aspnet-shop-7C2B" }""")]
    [InlineData("""{ "ClientSecret": "Client secret", "Texts": { "ClientSecret": "Geheimnis" } }""")]
    [InlineData("{ // \"ClientSecret\": \"secret-from-the-registration\"\n \"ClientId\": \"shop\" }")]
    [InlineData("""{ "ClientSecret": { "Value": "" } }""")]
    [InlineData("""{ "ClientSecret": { "Value": { "a": 1 } } }""")]
    [InlineData("""{ "ClientSecret": { "KeyVault": "s3cr3t-value-1" } }""")]
    [InlineData("""{ "ClientSecret": { """)]
    [InlineData("""{ "Prizes": { "secret": "s3cr3t-value-1" }, "credentials": { "user": "a" }, "secret": "s3cr3t-value-1" }""")]
    [InlineData("""{ "TokenSecret": "s3cr3t-value-1" }""")]
    [InlineData("""{ "ClientSecret":""")]
    [InlineData("""{ "ClientSecret": "s3cr3t""")]
    [InlineData("""[[[[{{{{ "secret" :::: ]]]] \ """)]
    public Task What_is_no_secret_in_JSON_is_silent(string text) => In(Json, text).RunAsync();

    [Theory]
    [InlineData("function a(e){return e.client_secret&&(t.client_secret=e.client_secret),{client_secret:n,client_secret_key:t}}")]
    [InlineData("this._client_secret=r,void 0!==e.client_secret?e.client_secret:n;")]
    [InlineData("const{client_id:t,client_secret:n,client_authentication:i=\"client_secret_post\"}=e;")]
    [InlineData("switch(e){case\"client_secret_basic\":break;case \"client_secret\": \"x1y2z3w4\"}")]
    [InlineData("var m = useAssertion ? 'client_secret' : 'client_assertion';")]
    [InlineData("if (name === \"client_secret\" || clientSecret == \"s3cr3t-value-1\") { }")]
    [InlineData("abp.localization.values['Auth'] = {\"ClientSecret\":\"Client Secret\",\"ClientSecretHint\":\"s3cr3t-value-1\"};")]
    [InlineData("const clientSecret = document.getElementById(\"client-secret\").value;")]
    [InlineData("const clientSecret = process.env.CLIENT_SECRET;")]
    [InlineData("var h=\"client_id=\"+enc(e);r&&(h+=\"&client_secret=\"+enc(r)),h+=\"&token_type_hint=\"+enc(o);")]
    [InlineData("body = `grant_type=password&client_secret=` + encodeURIComponent(secret) + `&code=`;")]
    [InlineData("form.append(\"client_secret\", secret); form.append('client_secret', \"a1b2c3\" + rest); keep(\"client_secret\", \"s3cr3t-value-1\"); e.set('client_secret',")]
    [InlineData("const schema = { clientSecret: 'string', privateKey: 'required' };")]
    public Task What_is_no_secret_in_a_script_is_silent(string text) => In(Script, text).RunAsync();

    [Theory]
    [InlineData("<label for=\"client_secret\">Client secret</label><input name=\"client_secret\" value=\"\">")]
    [InlineData("<input type=\"password\" id=\"client_secret\" placeholder=\"s3cr3t-value-1\">")]
    [InlineData("<input name=\"client_secret\" value=\"{{ secret }}\">")]
    public Task What_is_no_secret_in_a_page_is_silent(string text) => In(Page, text).RunAsync();

    [Fact]
    public Task A_translation_is_silent() => In("/project/wwwroot/locales/fr.json", """{ "clientSecret": "secret", "appSecret": "phrase" }""").RunAsync();

    [Fact]
    public async Task Only_marked_files_of_frontends_are_read()
    {
        const string Text = """{ "ClientSecret": "s3cr3t" }""";
        await new Case<SecretInShippedFileAnalyzer> { Files = [(Json, Text)], Shipped = false, Source = "class C;" }.RunAsync();
        foreach (var project in new[] { TestProject.Web, TestProject.Worker, TestProject.Console, TestProject.Library, TestProject.Test, TestProject.BlazorWebAssembly.With("NumberVerifyProjectKind", "Ignore") })
        {
            await In("/project/appsettings.json", Text, project).RunAsync();
        }
    }

    [Fact]
    public Task The_message_names_the_path_of_the_key_the_file_the_project_and_the_remedy() => new Case<SecretInShippedFileAnalyzer>
    {
        Files = [(Json, """{ "Auth": { "Scopes": ["a", "b"], "Clients": [ { "x": 1 }, { "[|ClientSecret|]": "s3cr3t" } ] } }""")],
        Source = "class C;",
        Severity = DiagnosticSeverity.Error,
        Says = ["'Auth:Clients:1:ClientSecret'", "appsettings.json", "Blazor WebAssembly app", "backend"],
    }.RunAsync();

    [Fact]
    public Task A_desktop_frontend_is_warned() => new Case<SecretInShippedFileAnalyzer>
    {
        Project = TestProject.Wpf,
        Files = [("/project/appsettings.json", """{ "[|ClientSecret|]": "s3cr3t" }""")],
        Source = "class C;",
        Severity = DiagnosticSeverity.Warning,
    }.RunAsync();

    [Fact]
    public async Task A_file_over_a_megabyte_is_left_alone_at_once()
    {
        var large = "{ \"ClientSecret\": \"s3cr3t\", \"x\": \"" + new string('x', 5 << 20) + "\" }";
        await In(Json, large).RunAsync();
    }

    /// <summary>A tenth of a second suffices; the limit is for a machine that does much else, and far below what a look at the rest of the file for each word would take.</summary>
    [Theory]
    [InlineData("\"client_secret\":\"s3cr3t\",", 20)]
    [InlineData("{\"client_secret\":{\"value\":\"s3cr3t\"}},", 20)]
    [InlineData("\"credentials\":{\"secret\":\"s3cr3t-value-1\"},", 20)]
    [InlineData("[{\"client_secret\":\"", 0)]
    [InlineData("client_secret=", 0)]
    [InlineData("client_secret=\\'", 0)]
    [InlineData("secret", 0)]
    [InlineData("<a client_secret", 0)]
    [InlineData("client_secret:{a:'b',", 0)]
    public async Task A_file_full_of_the_word_costs_little_and_is_reported_in_part(string part, int findings)
    {
        var text = string.Concat(Enumerable.Repeat(part, (1 << 20) / part.Length));
        foreach (var path in new[] { Json, Page })
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var found = await new Case<SecretInShippedFileAnalyzer> { Files = [(path, text)], Source = "class C;" }.CountAsync();
            Assert.Equal(path == Json ? findings : Math.Min(findings, found), found);
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{path}: {watch.Elapsed}");
        }
    }

    [Fact]
    public Task A_large_bundle_full_of_the_word_is_silent() => In(Script, string.Concat(Enumerable.Repeat("e.client_secret=t.client_secret;", 30_000))).RunAsync();
}
