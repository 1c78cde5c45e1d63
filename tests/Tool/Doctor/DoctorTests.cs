using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.Simulator;
using NumberVerify.Tool.Running;
using NumberVerify.Tool.Tests.Running;
using NumberVerify.Tool.Tests.Verify;

namespace NumberVerify.Tool.Tests.Doctor;

public sealed class DoctorTests
{
    private static readonly string[] s_all = ["configuration", "discovery", "clock", "tls", "key", "client-authentication", "scope", "callback"];

    [Fact]
    public async Task Of_an_operator_that_is_well_configured_nothing_fails()
    {
        await using var known = await ConfiguredOperator.StartAsync();

        var (exitCode, checks) = await ExamineAsync(known);

        Assert.Equal(0, exitCode);
        Assert.Equal(s_all, checks.Select(check => check.Name));
        Assert.Equal(["Ok", "Ok", "Ok", "NotChecked", "NotChecked", "Ok", "Ok", "Warning"], checks.Select(check => check.Status));
        Assert.Contains("loopback", checks[^1].Seen);
    }

    [Fact]
    public async Task It_uses_nothing_up_and_sends_no_number()
    {
        await using var known = await ConfiguredOperator.StartAsync();

        await ExamineAsync(known);

        Assert.DoesNotContain(known.Simulator.Requests, request => request.Path.Contains("number-verification", StringComparison.Ordinal));
        Assert.All(known.Simulator.Exchanges, exchange => Assert.DoesNotContain(exchange.Request, parameter => parameter.Name == "login_hint" || parameter.Value.Contains("+3", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_clock_that_is_far_off_fails_and_one_that_is_noticeably_off_warns()
    {
        await using var known = await ConfiguredOperator.StartAsync();

        await FailsAloneAsync("clock", known, arrange: surroundings => surroundings with { Time = new ShiftedTime(TimeSpan.FromMinutes(10)) });
        await FailsAloneAsync("clock", known, arrange: surroundings => surroundings with { Time = new ShiftedTime(TimeSpan.FromMinutes(-10)) });
        var (exitCode, checks) = await ExamineAsync(known, arrange: surroundings => surroundings with { Time = new ShiftedTime(TimeSpan.FromSeconds(60)) });

        Assert.Equal(0, exitCode);
        Assert.Equal("Warning", checks.Single(check => check.Name == "clock").Status);
    }

    [Fact]
    public async Task An_issuer_that_is_not_the_operators_own_letter_by_letter_fails_discovery()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        known.Variables["NUMBERVERIFY_ISSUER"] = known.Simulator.Issuer.OriginalString.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

        await FailsAloneAsync("discovery", known, "another issuer");
    }

    [Fact]
    public async Task An_operator_that_does_not_answer_fails_discovery()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        known.Variables["NUMBERVERIFY_ISSUER"] = $"http://127.0.0.1:{FreePort.Take()}";

        await FailsAloneAsync("discovery", known, "cannot be read");
    }

    [Theory]
    [InlineData("discovery", "code_challenge_methods_supported", "plain")]
    [InlineData("discovery", "token_endpoint_auth_methods_supported", "private_key_jwt")]
    [InlineData("discovery", "grant_types_supported", "client_credentials")]
    [InlineData("discovery", "response_types_supported", "token")]
    [InlineData("scope", "scopes_supported", "openid")]
    public async Task What_the_operator_does_not_offer_is_named(string check, string member, string offered)
    {
        await using var known = await ConfiguredOperator.StartAsync();
        await using var front = await Front.OfAsync(known.Simulator.Issuer, metadata => metadata[member] = new JsonArray(offered));
        known.Variables["NUMBERVERIFY_ISSUER"] = front.Url;

        await FailsAloneAsync(check, known, member);
    }

    [Fact]
    public async Task An_endpoint_without_https_fails_discovery()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        await using var front = await Front.OfAsync(known.Simulator.Issuer, metadata => metadata["token_endpoint"] = "http://operator.example/token");
        known.Variables["NUMBERVERIFY_ISSUER"] = front.Url;

        await FailsAloneAsync("discovery", known, "token_endpoint is not https");
    }

    [Fact]
    public async Task An_issuer_without_https_fails_the_configuration()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        known.Variables["NUMBERVERIFY_ISSUER"] = "http://operator.example";

        await FailsAloneAsync("configuration", known, "Issuer must use https.");
    }

    [Fact]
    public async Task Every_fault_of_the_configuration_is_told()
    {
        var run = await ToolRun.OfAsync(["doctor", "--json"]);

        Assert.Equal(1, run.ExitCode);
        var checks = Read(run.Output);
        Assert.All(new[] { "ClientId", "RedirectUri", "Issuer", "ApiRoot", "Signer" }, option => Assert.Contains(option, checks[0].Seen));
        Assert.All(checks[1..], check => Assert.Equal("NotChecked", check.Status));
    }

    [Theory]
    [InlineData("NUMBERVERIFY_CLIENT_ID", "nobody")]
    [InlineData("NUMBERVERIFY_CLIENT_SECRET", "an0ther-s3cret")]
    public async Task A_client_the_operator_does_not_know_fails_client_authentication(string variable, string value)
    {
        await using var known = await ConfiguredOperator.StartAsync();
        known.Variables[variable] = value;

        await FailsAloneAsync("client-authentication", known, "invalid_client");
    }

    [Fact]
    public async Task A_client_that_is_not_registered_for_the_grant_fails_client_authentication()
    {
        const string RedirectUri = "http://127.0.0.1:1/callback";
        await using var known = await ConfiguredOperator.StartAsync(RedirectUri, options =>
        {
            options.Clients.Clear();
            options.Clients.Add(new SimulatedClient { ClientId = "terminal", ClientSecret = ConfiguredOperator.Secret, RedirectUris = [RedirectUri], GrantTypes = ["client_credentials"] });
        });

        await FailsAloneAsync("client-authentication", known, "unauthorized_client");
    }

    [Fact]
    public async Task A_redirect_URI_that_is_not_registered_fails_the_callback()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        known.Variables["NUMBERVERIFY_REDIRECT_URI"] = known.RedirectUri.OriginalString + "/";

        await FailsAloneAsync("callback", known, "does not know it");
    }

    [Fact]
    public async Task A_registered_redirect_URI_that_differs_is_told_how()
    {
        await using var known = await ConfiguredOperator.StartAsync();

        await FailsAloneAsync("callback", known, "a slash at the end of the path", ["--registered-redirect-uri", known.RedirectUri.OriginalString + "/"]);
    }

    [Fact]
    public async Task A_scope_the_operator_does_not_offer_fails_the_scope()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        await using var front = await Front.OfAsync(known.Simulator.Issuer, metadata => metadata["scopes_supported"] = new JsonArray("openid", "number-verification:share"));
        known.Variables["NUMBERVERIFY_ISSUER"] = front.Url;

        await FailsAloneAsync("scope", known, "number-verification:verify");
    }

    [Fact]
    public async Task With_the_right_key_nothing_fails_and_it_is_described()
    {
        using var folder = new TempFolder();
        var key = await KeyAsync(folder, "key.pem");
        await using var known = await WithKeyAsync(key, folder.Of("key.pem"));
        await using var published = await Front.StartAsync(KeySet(key, "one"));

        var (exitCode, checks) = await ExamineAsync(known, ["--client-jwks", published.Url]);

        Assert.Equal(0, exitCode);
        Assert.Contains("EC P-256, ES256, kid one", checks.Single(check => check.Name == "key").Seen);
    }

    [Fact]
    public async Task A_key_that_is_not_the_registered_one_fails_client_authentication()
    {
        using var folder = new TempFolder();
        var registered = await KeyAsync(folder, "registered.pem");
        await KeyAsync(folder, "other.pem");
        await using var known = await WithKeyAsync(registered, folder.Of("other.pem"));

        await FailsAloneAsync("client-authentication", known, "invalid_client");
    }

    [Fact]
    public async Task Of_a_clock_that_spoils_assertions_the_clock_alone_is_blamed()
    {
        using var folder = new TempFolder();
        var key = await KeyAsync(folder, "key.pem");
        await using var known = await WithKeyAsync(key, folder.Of("key.pem"));

        await FailsAloneAsync("clock", known, arrange: surroundings => surroundings with { Time = new ShiftedTime(TimeSpan.FromMinutes(-10)) });
    }

    [Theory]
    [InlineData("two", false, "none with its kid")]
    [InlineData("one", true, "is another one")]
    public async Task A_key_that_the_client_does_not_publish_fails_the_key(string kid, bool isAnother, string said)
    {
        using var folder = new TempFolder();
        var key = await KeyAsync(folder, "key.pem");
        var other = await KeyAsync(folder, "other.pem");
        await using var known = await WithKeyAsync(key, folder.Of("key.pem"));
        await using var published = await Front.StartAsync(KeySet(isAnother ? other : key, kid));

        await FailsAloneAsync("key", known, said, ["--client-jwks", published.Url]);
    }

    [Fact]
    public async Task A_certificate_that_ended_fails_the_key_and_one_that_ends_soon_warns()
    {
        using var folder = new TempFolder();
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(folder.Of("ended.pem"), ec.ExportPkcs8PrivateKeyPem() + "\n" + Certificate(ec, TimeSpan.FromDays(-1)));
        await File.WriteAllTextAsync(folder.Of("soon.pem"), ec.ExportPkcs8PrivateKeyPem() + "\n" + Certificate(ec, TimeSpan.FromDays(5)));
        await using var known = await WithKeyAsync(Signer.FromPem(ec.ExportPkcs8PrivateKeyPem(), "one"), folder.Of("ended.pem"));

        await FailsAloneAsync("key", known, "certificate ended");
        known.Variables["NUMBERVERIFY_PRIVATE_KEY_FILE"] = folder.Of("soon.pem");
        var (exitCode, checks) = await ExamineAsync(known);

        Assert.Equal(0, exitCode);
        Assert.Equal("Warning", checks.Single(check => check.Name == "key").Status);
    }

    [Fact]
    public async Task In_text_each_check_stands_with_its_remedy_and_no_secret()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        known.Variables["NUMBERVERIFY_CLIENT_SECRET"] = "an0ther-s3cret";

        var run = await known.RunAsync(["doctor"]);

        Assert.Equal(1, run.ExitCode);
        Assert.All(s_all, check => Assert.Contains(check, run.Output));
        Assert.Contains("Remedy: See that client id", run.Output);
        Assert.DoesNotContain("an0ther-s3cret", run.Output + run.Error);
    }

    [Fact]
    public async Task Endpoints_agreed_out_of_band_are_not_discovered_and_all_the_rest_is_examined()
    {
        await using var known = await ConfiguredOperator.StartAsync(configure: options => options.Dialect = OperatorDialect.Glide);
        known.Variables["NUMBERVERIFY_PROFILE"] = "glide";
        known.Variables["NUMBERVERIFY_AUTH_BASE"] = known.Simulator.Issuer.OriginalString;

        var (exitCode, checks) = await ExamineAsync(known);

        Assert.Equal(0, exitCode);
        Assert.Equal(["Ok", "NotChecked", "Ok", "NotChecked", "NotChecked", "Ok", "Ok", "Warning"], checks.Select(check => check.Status));
    }

    [Fact]
    public async Task A_secret_on_the_command_line_is_refused_and_not_repeated()
    {
        var run = await ToolRun.OfAsync(["doctor", "--client-secret", "an0ther-s3cret"]);

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("an0ther-s3cret", run.Output + run.Error);
    }

    [Fact]
    public async Task Where_the_client_publishes_its_keys_must_be_https()
    {
        await using var known = await ConfiguredOperator.StartAsync();

        var run = await known.RunAsync(["doctor", "--client-jwks", "http://app.example/jwks"]);

        Assert.Equal(2, run.ExitCode);
    }

    private static async Task FailsAloneAsync(string check, ConfiguredOperator known, string said = "", string[]? arguments = null, Func<Surroundings, Surroundings>? arrange = null)
    {
        var (exitCode, checks) = await ExamineAsync(known, arguments, arrange);

        var failed = Assert.Single(checks, result => result.Status == "Failed");
        Assert.Equal(check, failed.Name);
        Assert.Contains(said, failed.Seen);
        Assert.NotEmpty(failed.Remedy!);
        Assert.Equal(1, exitCode);
    }

    private static async Task<(int ExitCode, Check[] Checks)> ExamineAsync(ConfiguredOperator known, string[]? arguments = null, Func<Surroundings, Surroundings>? arrange = null)
    {
        var run = await known.RunAsync(["doctor", "--json", .. arguments ?? []], arrange: arrange);
        return (run.ExitCode, Read(run.Output));
    }

    private static Check[] Read(string output)
    {
        using var json = JsonDocument.Parse(output);
        return
        [
            .. json.RootElement.GetProperty("checks").EnumerateArray().Select(check => new Check(
                check.GetProperty("check").GetString()!,
                check.GetProperty("status").GetString()!,
                check.GetProperty("seen").GetString()!,
                check.TryGetProperty("remedy", out var remedy) ? remedy.GetString() : null)),
        ];
    }

    private static async Task<ISigner> KeyAsync(TempFolder folder, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = key.ExportPkcs8PrivateKeyPem();
        await File.WriteAllTextAsync(folder.Of(name), pem);
        return Signer.FromPem(pem, "one");
    }

    private static string KeySet(ISigner key, string kid)
    {
        var jwk = JsonNode.Parse(key.PublicJwk!)!.AsObject();
        jwk["kid"] = kid;
        return new JsonObject { ["keys"] = new JsonArray(jwk) }.ToJsonString();
    }

    private static async Task<ConfiguredOperator> WithKeyAsync(ISigner registered, string file)
    {
        const string RedirectUri = "http://127.0.0.1:1/callback";
        var known = await ConfiguredOperator.StartAsync(RedirectUri, options =>
        {
            options.Clients.Clear();
            options.Clients.Add(new SimulatedClient { ClientId = "terminal", JsonWebKeySet = KeySet(registered, "one"), RedirectUris = [RedirectUri] });
        });
        known.Variables.Remove("NUMBERVERIFY_CLIENT_SECRET");
        known.Variables["NUMBERVERIFY_CLIENT_AUTHENTICATION"] = "private_key_jwt";
        known.Variables["NUMBERVERIFY_PRIVATE_KEY_FILE"] = file;
        known.Variables["NUMBERVERIFY_KEY_ID"] = "one";
        return known;
    }

    private static string Certificate(ECDsa key, TimeSpan left)
    {
        var end = DateTimeOffset.UtcNow + left;
        using var certificate = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256).CreateSelfSigned(end - TimeSpan.FromDays(30), end);
        return certificate.ExportCertificatePem();
    }

    private sealed record Check(string Name, string Status, string Seen, string? Remedy);
}
