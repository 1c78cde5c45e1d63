using System.Net;
using System.Text.Json;
using NumberVerify.Simulator;
using NumberVerify.Testing;
using NumberVerify.Tool.Tests.Running;

namespace NumberVerify.Tool.Tests.Verify;

public sealed class VerifyTests
{
    private const string Number = ConfiguredOperator.Number;

    [Fact]
    public async Task The_number_of_the_phone_is_verified_with_each_step_shown()
    {
        await using var known = await ConfiguredOperator.StartAsync();

        var run = await known.RunAsync(["verify", Number], known.OpenAsync);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Verified by the mobile network: +**********34", run.Output);
        foreach (var step in new[] { "Discovery", "Waiting for the phone", "Exchange", "Verify" })
        {
            Assert.Contains($"✓ {step}", run.Output);
        }
    }

    [Fact]
    public async Task Another_number_is_not_verified_and_ends_with_1()
    {
        await using var known = await ConfiguredOperator.StartAsync();

        var run = await known.RunAsync(["verify", "+346661113335", "--code", "sms"], known.OpenAsync, surroundings => surroundings with { Interactive = true });

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("not this phone's number", run.Output);
        Assert.Empty(known.Simulator.Inbox);
    }

    [Fact]
    public async Task A_number_may_be_written_in_groups()
    {
        await using var known = await ConfiguredOperator.StartAsync();

        var run = await known.RunAsync(["verify", Number[..3], Number[3..7], Number[7..]], known.OpenAsync);

        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData(Number, 0, "Verified")]
    [InlineData("+346661113335", 1, "NotMatched")]
    public async Task With_json_the_result_is_the_one_value_on_standard_output(string number, int exitCode, string status)
    {
        await using var known = await ConfiguredOperator.StartAsync();

        var run = await known.RunAsync(["verify", number, "--json"], known.OpenAsync);

        Assert.Equal(exitCode, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(status, json.RootElement.GetProperty("status").GetString());
        Assert.Equal("Silent", json.RootElement.GetProperty("channel").GetString());
        Assert.NotEmpty(json.RootElement.GetProperty("correlationId").GetString()!);
    }

    [Fact]
    public async Task A_phone_on_Wi_Fi_is_not_verified_where_no_code_was_asked_for()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        known.Device.Connection = DeviceConnection.WiFi;

        var run = await known.RunAsync(["verify", Number, "--json"], known.OpenAsync);

        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(("Unavailable", "InteractionRequired", "login_required"), (Text("status"), Text("reason"), Text("errorCode")));

        string? Text(string name) => json.RootElement.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_phone_on_Wi_Fi_gets_a_code_where_one_was_asked_for_and_a_wrong_one_leaves_tries()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        known.Device.Connection = DeviceConnection.WiFi;
        var person = new AnsweringReader(() => known.Device.Messages[^1].Code == "000000" ? "000001" : "000000", () => known.Device.Messages[^1].Code);

        var run = await known.RunAsync(["verify", Number, "--code", "sms"], known.OpenAsync, surroundings => surroundings with { Interactive = true, Input = person });

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("A code is on its way by text message", run.Output);
        Assert.Contains("Tries left:", run.Output);
        Assert.Contains("Verified by text message", run.Output);
        Assert.DoesNotContain(known.Device.Messages[^1].Code, run.Output + run.Error);
    }

    [Theory]
    [InlineData("sms")]
    [InlineData("voice")]
    public async Task A_configured_provider_sends_the_code(string channel)
    {
        await using var known = await ConfiguredOperator.StartAsync(configure: options => options.VonageVerify = new() { Accounts = [new() { ApiKey = "key", ApiSecret = "other-s3cret" }] });
        known.Device.Connection = DeviceConnection.WiFi;
        known.Variables["NUMBERVERIFY_VONAGE_API_KEY"] = "key";
        known.Variables["NUMBERVERIFY_VONAGE_API_SECRET"] = "other-s3cret";
        known.Variables["NUMBERVERIFY_VONAGE_BRAND"] = "Terminal";
        known.Variables["NUMBERVERIFY_VONAGE_API_ROOT"] = known.Simulator.Issuer.OriginalString;
        known.Variables["NUMBERVERIFY_VONAGE_ALLOW_LOOPBACK_HTTP"] = "true";
        var person = new AnsweringReader(() => known.Simulator.Inbox[^1].Code);

        var run = await known.RunAsync(["verify", Number, "--code", channel, "--json"], known.OpenAsync, surroundings => surroundings with { Interactive = true, Input = person });

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(channel == "sms" ? "\"Sms\"" : "\"Voice\"", run.Output);
        Assert.DoesNotContain("other-s3cret", run.Output + run.Error);
    }

    [Fact]
    public async Task What_the_user_or_the_operator_refuses_is_denied()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        known.Device.AnswerNextAuthorizationWith("access_denied");

        var run = await known.RunAsync(["verify", Number], known.OpenAsync);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("refused. (access_denied)", run.Output);
    }

    [Fact]
    public async Task Whoever_else_calls_uses_nothing_up()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        using var browser = new HttpClient();
        var answers = new List<HttpStatusCode>();
        HttpResponseMessage? page = null;

        var run = await known.RunAsync(["verify", Number], async url =>
        {
            var callback = await known.Device.OpenAsync(url);
            await CallAsync(HttpMethod.Get, new Uri($"{known.RedirectUri.OriginalString}?code=stolen&state=other"));
            await CallAsync(HttpMethod.Get, new Uri($"{known.RedirectUri.OriginalString}?code=stolen"));
            await CallAsync(HttpMethod.Get, new Uri(callback.OriginalString.Replace("/callback?", "/Callback?", StringComparison.Ordinal)));
            await CallAsync(HttpMethod.Get, new Uri(callback.OriginalString + "&" + callback.Query[1..]));
            await CallAsync(HttpMethod.Get, new Uri($"{callback.OriginalString}&more={new string('m', 20_000)}"));
            await CallAsync(HttpMethod.Post, callback);
            await CallAsync(HttpMethod.Head, callback);
            page = await browser.GetAsync(callback);
        });

        using (page)
        {
            Assert.Equal(0, run.ExitCode);
            Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.RequestUriTooLong, HttpStatusCode.MethodNotAllowed, HttpStatusCode.OK], answers);
            Assert.Equal("no-store", page!.Headers.CacheControl!.ToString());
            Assert.StartsWith("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
            Assert.DoesNotContain("code", await page.Content.ReadAsStringAsync());
        }

        async Task CallAsync(HttpMethod method, Uri address)
        {
            using var request = new HttpRequestMessage(method, address);
            using var answer = await browser.SendAsync(request);
            answers.Add(answer.StatusCode);
        }
    }

    [Fact]
    public async Task Where_the_redirect_URI_leads_here_by_another_way_it_listens_there_and_sends_the_registered_one()
    {
        await using var known = await ConfiguredOperator.StartAsync("https://app.example/sign-in/callback");
        var port = FreePort.Take();
        using var tunnel = new HttpClient();

        var run = await known.RunAsync(["verify", Number, "--listen", $"http://127.0.0.1:{port}"], async url =>
        {
            var callback = await known.Device.OpenAsync(url);
            Assert.StartsWith("https://app.example/sign-in/callback?", callback.OriginalString, StringComparison.Ordinal);
            (await tunnel.GetAsync(new Uri($"http://127.0.0.1:{port}{callback.PathAndQuery}"))).Dispose();
        });

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_redirect_URI_on_localhost_is_listened_for()
    {
        await using var known = await ConfiguredOperator.StartAsync($"http://localhost:{FreePort.Take()}/callback");

        var run = await known.RunAsync(["verify", Number], known.OpenAsync);

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task An_address_in_use_ends_with_3()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var known = await ConfiguredOperator.StartAsync($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}/callback");

        var run = await known.RunAsync(["verify", Number]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("in use", run.Error);
    }

    [Theory]
    [InlineData("--paste", null)]
    [InlineData("--timeout=300", "https://app.example/callback")]
    public async Task The_callback_is_asked_for_where_it_does_not_arrive_here(string option, string? redirectUri)
    {
        await using var known = await ConfiguredOperator.StartAsync(redirectUri);
        var callback = new TaskCompletionSource<Uri>();
        var person = new AnsweringReader(
            () => $"{known.RedirectUri.OriginalString}?code=stolen&state=other",
            () => "https://elsewhere.example/callback?" + callback.Task.Result.Query[1..],
            () => callback.Task.Result.OriginalString);

        var run = await known.RunAsync(
            ["verify", Number, option],
            async url => callback.SetResult(await known.Device.OpenAsync(url)),
            surroundings => surroundings with { Interactive = true, Input = person });

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.Output.Split("That is not the callback of this verification.").Length - 1);
        Assert.DoesNotContain("code=", run.Output);
    }

    [Fact]
    public async Task A_phone_that_does_not_come_back_in_time_ends_with_1()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        var time = new WaitedTime(TimeSpan.FromSeconds(30));

        var run = await known.RunAsync(["verify", Number, "--json", "--timeout", "30"], _ => time.PassAsync(), surroundings => surroundings with { Time = time });

        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(("Expired", "NoCallback"), (json.RootElement.GetProperty("status").GetString(), json.RootElement.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_phone_that_does_not_come_back_in_time_gets_a_code_where_one_was_asked_for()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        var time = new WaitedTime(TimeSpan.FromSeconds(30));
        var person = new AnsweringReader(() => known.Device.Messages[^1].Code);

        var run = await known.RunAsync(
            ["verify", Number, "--code", "sms", "--timeout", "30"],
            _ => time.PassAsync(),
            surroundings => surroundings with { Time = time, Interactive = true, Input = person });

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("the phone did not come back", run.Output);
    }

    [Fact]
    public async Task Another_code_is_sent_where_one_is_asked_for()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        known.Device.Connection = DeviceConnection.WiFi;
        var time = new ManualTimeProvider(DateTimeOffset.UtcNow);
        var person = new AnsweringReader(
            () =>
            {
                time.Advance(TimeSpan.FromMinutes(2));
                return "resend";
            },
            () => known.Device.Messages[^1].Code);

        var run = await known.RunAsync(["verify", Number, "--code", "sms"], known.OpenAsync, surroundings => surroundings with { Time = time, Interactive = true, Input = person });

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, known.Device.Messages.Count);
    }

    [Fact]
    public async Task Interrupted_while_it_waits_it_ends_with_130()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        using var stop = new CancellationTokenSource();

        var run = await known.RunAsync(["verify", Number], _ => stop.CancelAsync(), cancellationToken: stop.Token);

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("Interrupted.", run.Error);
    }

    [Fact]
    public async Task A_client_the_operator_refuses_ends_with_3_and_is_told_without_the_secret()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        known.Variables["NUMBERVERIFY_CLIENT_SECRET"] = "an0ther-s3cret";

        var run = await known.RunAsync(["verify", Number], known.OpenAsync);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("invalid_client", run.Error);
        Assert.Contains("numberverify doctor", run.Error);
        Assert.DoesNotContain("an0ther-s3cret", run.Output + run.Error);
    }

    [Fact]
    public async Task A_secret_that_is_missing_is_asked_for()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        known.Variables.Remove("NUMBERVERIFY_CLIENT_SECRET");

        var run = await known.RunAsync(["verify", Number], known.OpenAsync, surroundings => surroundings with { Interactive = true, Input = new AnsweringReader(() => ConfiguredOperator.Secret) });

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Client secret:", run.Output);
    }

    [Fact]
    public async Task A_file_configures_and_the_environment_and_options_go_before_it()
    {
        await using var known = await ConfiguredOperator.StartAsync();
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Of("secret"), ConfiguredOperator.Secret + "\n");
        await File.WriteAllTextAsync(folder.Of("appsettings.json"), $$"""{"NumberVerify":{"Issuer":"{{known.Simulator.Issuer.OriginalString}}","ClientId":"of-the-file","Purpose":"nonsense","RedirectUri":"{{known.RedirectUri.OriginalString}}" } }""");
        known.Variables["NUMBERVERIFY_CLIENT_ID"] = "of-the-environment";
        foreach (var inFile in new[] { "NUMBERVERIFY_ISSUER", "NUMBERVERIFY_REDIRECT_URI", "NUMBERVERIFY_CLIENT_SECRET" })
        {
            known.Variables.Remove(inFile);
        }

        var run = await known.RunAsync(
            ["verify", Number, "--config", "appsettings.json", "--client-id", "terminal", "--purpose", "dpv:FraudPreventionAndDetection", "--client-secret-file", "secret"],
            known.OpenAsync,
            surroundings => surroundings with { Folder = folder.Path });

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Glides_own_variables_count_under_its_profile()
    {
        await using var known = await ConfiguredOperator.StartAsync(configure: options => options.Dialect = OperatorDialect.Glide);
        var glide = new Dictionary<string, string>
        {
            ["NUMBERVERIFY_PROFILE"] = "glide",
            ["NUMBERVERIFY_ALLOW_LOOPBACK_HTTP"] = "true",
            ["GLIDE_CLIENT_ID"] = "terminal",
            ["GLIDE_CLIENT_SECRET"] = ConfiguredOperator.Secret,
            ["GLIDE_REDIRECT_URI"] = known.RedirectUri.OriginalString,
            ["GLIDE_AUTH_BASE_URL"] = known.Simulator.Issuer.OriginalString,
            ["GLIDE_API_BASE_URL"] = known.Simulator.ApiRoot.OriginalString,
        };
        known.Variables.Clear();
        foreach (var (name, value) in glide)
        {
            known.Variables[name] = value;
        }

        var run = await known.RunAsync(["verify", Number], known.OpenAsync);

        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("0034666111333", "E.164")]
    [InlineData("+346661113334", "and", "more", "E.164")]
    [InlineData("+346661113334", "--client-secret", "+346661113334", "A secret is no argument")]
    [InlineData("+346661113334", "--code", "sms", "Nobody can be asked")]
    [InlineData("+346661113334", "--paste", "Nobody can be asked")]
    [InlineData("+346661113334", "--timeout", "301", "--timeout must be")]
    [InlineData("+346661113334", "--listen", "https://127.0.0.1:1", "--listen is to be http")]
    [InlineData("+346661113334", "--simulator", "http://operator.example", "on this machine")]
    [InlineData("+346661113334", "--config", "no-such.json", "does not exist")]
    public async Task What_cannot_be_done_so_ends_with_2_and_shows_no_number(params string[] argumentsAndSaid)
    {
        await using var known = await ConfiguredOperator.StartAsync();

        var run = await known.RunAsync(["verify", .. argumentsAndSaid[..^1]]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(argumentsAndSaid[^1], run.Error);
        Assert.DoesNotContain(argumentsAndSaid[0][2..], run.Output + run.Error);
    }

    [Fact]
    public async Task Everything_that_is_missing_is_told_at_once()
    {
        var run = await ToolRun.OfAsync(["verify", Number]);

        Assert.Equal(2, run.ExitCode);
        foreach (var option in new[] { "ClientId", "RedirectUri", "Issuer", "ApiRoot", "Signer" })
        {
            Assert.Contains(option, run.Error);
        }
    }

    [Fact]
    public async Task Without_an_operator_a_simulator_in_the_process_verifies()
    {
        var run = await ToolRun.OfAsync(["verify", Number, "--simulator"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("A simulated phone opens the authorization URL.", run.Output);
        Assert.DoesNotContain("http", run.Output);
    }

    [Theory]
    [InlineData(Number, 0)]
    [InlineData("+346661113335", 1)]
    public async Task A_running_simulators_phone_opens_the_URL_by_itself(string number, int exitCode)
    {
        var redirectUri = $"http://127.0.0.1:{FreePort.Take()}/callback";
        await using var simulator = await OperatorSimulator.StartAsync(options => options.Clients.Add(new SimulatedClient { ClientId = "demo-client", ClientSecret = "demo-secret", RedirectUris = [redirectUri] }));
        simulator.AddDevice(Number);

        var run = await ToolRun.OfAsync(["verify", number, "--simulator", simulator.Issuer.OriginalString, "--redirect-uri", redirectUri]);

        Assert.Equal(exitCode, run.ExitCode);
    }
}
