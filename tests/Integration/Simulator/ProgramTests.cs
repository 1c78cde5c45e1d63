using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using NumberVerify.Simulator;

namespace NumberVerify.Integration.Tests.Simulator;

/// <summary>The simulator as a process of its own, started from the assembly the tests reference.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Production")]
    [InlineData("DOTNET_ENVIRONMENT", "Production")]
    [InlineData("ASPNETCORE_ENVIRONMENT", " production ")]
    public async Task It_refuses_to_start_in_production(string variable, string value)
    {
        var (exitCode, output, error) = await RunAsync(["--urls", "http://127.0.0.1:0"], (variable, value));

        Assert.NotEqual(0, exitCode);
        Assert.Empty(output);
        Assert.Contains("Production", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://+:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://192.168.1.1:0")]
    [InlineData("http://8.8.8.8:0")]
    [InlineData("http://app.example:0")]
    [InlineData("http://localhost.example:0")]
    [InlineData("http://127.0.0.1@8.8.8.8:0")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    [InlineData("http://unix:/run/socket")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:0/path")]
    [InlineData("127.0.0.1:0")]
    [InlineData(";")]
    public async Task It_refuses_every_address_that_is_not_loopback(string urls)
    {
        var (exitCode, output, error) = await RunAsync([], ("ASPNETCORE_URLS", urls));

        Assert.NotEqual(0, exitCode);
        Assert.Empty(output);
        Assert.Contains("loopback", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls", "http://0.0.0.0:0")]
    [InlineData("--urls=http://0.0.0.0:0")]
    [InlineData("--url", "http://127.0.0.1:0")]
    [InlineData("--environment", "Production")]
    [InlineData("--urls")]
    [InlineData("--urls", "http://127.0.0.1:0", "--urls", "http://127.0.0.1:0")]
    [InlineData("--config", "missing.json")]
    [InlineData("--config=")]
    public async Task It_refuses_a_bad_command_line(params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(arguments);

        Assert.NotEqual(0, exitCode);
        Assert.Empty(output);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task It_says_that_it_is_a_simulator_serves_and_stops_on_a_signal()
    {
        using var process = Start(["--urls", "http://localhost:0;http://127.0.0.1:0"], ("ASPNETCORE_URLS", "http://0.0.0.0:0"), ("ASPNETCORE_HTTP_PORTS", "8080"));
        var banner = await ReadBannerAsync(process);
        var issuer = Word(banner, "Issuer");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        var metadata = await http.GetStringAsync($"{issuer}/.well-known/openid-configuration");

        Assert.Contains(banner, line => line.Contains("THIS IS A SIMULATOR", StringComparison.Ordinal));
        Assert.Contains(banner, line => line.Contains("curl", StringComparison.Ordinal));
        Assert.Contains(banner, line => line.Contains($"code_challenge={RunningOperator.Challenge}", StringComparison.Ordinal));
        Assert.Equal(2, banner.Count(line => line.Contains($"{SimulatedDevice.HeaderName}: ", StringComparison.Ordinal) && line.Contains("+34", StringComparison.Ordinal)));
        Assert.NotEmpty(Word(banner, "Client secret"));
        Assert.Contains("This is a simulator.", await http.GetStringAsync(Word(banner, "Page")), StringComparison.Ordinal);
        Assert.StartsWith("http://localhost:", issuer, StringComparison.Ordinal);
        Assert.Contains($"\"issuer\":\"{issuer}\"", metadata, StringComparison.Ordinal);
        await StopAsync(process);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task What_the_banner_says_works_and_nothing_of_it_is_logged()
    {
        using var process = Start(["--urls", "http://127.0.0.1:0"]);
        var banner = await ReadBannerAsync(process);
        var device = Assert.Single(banner, line => line.Contains("mobile data", StringComparison.Ordinal)).Split(": ")[1];
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(Word(banner, "Issuer")) };
        var parameters = RunningOperator.Encode(RunningOperator.AuthorizationParameters(("client_id", Word(banner, "Client id")), ("redirect_uri", Word(banner, "Redirect URI"))));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/authorize?{parameters}");
        request.Headers.Add(SimulatedDevice.HeaderName, device);

        using var started = await http.PostAsync(
            $"/verify/json?{Word(banner, "Vonage Verify").Replace(' ', '&')}", new FormUrlEncodedContent([new("number", RunningOperator.Number[1..]), new("brand", "Acme")]));
        using var checkRequest = new HttpRequestMessage(HttpMethod.Get, "/protected/json/phones/verification/check?country_code=34&phone_number=600000001&verification_code=1234");
        checkRequest.Headers.Add(Word(banner, "Authy").Split(": ")[0], Word(banner, "Authy").Split(": ")[1]);
        using var checkedCode = await http.SendAsync(checkRequest);
        using var authorized = await http.SendAsync(request);
        var code = RunningOperator.Callback(authorized)["code"];
        using var redeemed = await http.PostAsync("/token", new FormUrlEncodedContent(RunningOperator.TokenParameters(
            code, ("client_id", Word(banner, "Client id")), ("client_secret", Word(banner, "Client secret")), ("redirect_uri", Word(banner, "Redirect URI")))));

        Assert.Equal(HttpStatusCode.OK, redeemed.StatusCode);
        Assert.Contains("\"status\":\"0\"", await started.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, checkedCode.StatusCode);
        await StopAsync(process);
        Assert.Empty(await process.StandardOutput.ReadToEndAsync());
        Assert.Empty(await process.StandardError.ReadToEndAsync());
    }

    [Fact]
    public async Task It_says_so_when_the_address_is_in_use()
    {
        await using var simulator = await OperatorSimulator.StartAsync();

        var (exitCode, _, error) = await RunAsync([$"--urls={simulator.Issuer.OriginalString}"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("in use", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_starts_as_a_file_says()
    {
        var (device, issuer) = ("", "");
        await WithFileAsync(
            """
            {
              // members left out keep their defaults
              "clients": [{ "clientId": "mine", "clientSecret": "canary", "redirectUris": ["https://app.example/callback"] }],
              "subscribers": [{ "phoneNumber": "+34600000009", "line": "SmsBarred" }],
              "devices": [{ "phoneNumber": "+34600000001", "moreSims": ["+34600000002"], "connection": "Vpn" }],
              "wifiBehavior": "ApiRefusal",
              "codeLifetime": "00:00:30",
              "dialect": "TelefonicaSandbox",
              "idTokenAlgorithm": "RS256",
              "dpop": "Required",
              "dpopClaimsRequired": ["camara:bh"],
              "backchannelInterval": "00:00:05",
              "backchannelPendingPolls": 1,
              "oneTimePassword": { "codeLength": 8 },
              "vonageVerify": { "accounts": [{ "apiKey": "k", "apiSecret": "canary" }], "requestsPerSecond": 1 },
              "authyVerification": { "accounts": [{ "apiKey": "canary" }], "stringBooleans": true },
              "faultsEnabled": true,
              "faults": [{ "kind": "Status", "path": "/jwks", "statusCode": 503 }],
              "deterministicSeed": 1,
            }
            """,
            async file =>
            {
                using var process = Start(["--config", file, "--urls=http://127.0.0.1:0"]);
                var banner = await ReadBannerAsync(process);
                issuer = Word(banner, "Issuer");
                device = Assert.Single(banner, line => line.Contains("VPN", StringComparison.Ordinal)).Split(": ")[1];
                using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(issuer) };

                using var faulty = await http.GetAsync("/jwks");
                var subscribers = await http.GetStringAsync("/simulator/subscribers");
                var clock = await http.GetStringAsync("/simulator/clock");
                var metadata = await http.GetStringAsync("/.well-known/openid-configuration");

                using var searched = await http.GetAsync("/verify/search/json?api_key=k&api_secret=canary&request_id=none");
                using var checkedCode = await http.GetAsync("/protected/json/phones/verification/check?api_key=canary&country_code=34&phone_number=600000001&verification_code=1234");

                Assert.Equal(HttpStatusCode.ServiceUnavailable, faulty.StatusCode);
                Assert.Contains("\"status\":\"101\"", await searched.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                Assert.Contains("\"success\":\"false\"", await checkedCode.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                Assert.Contains("60023", await checkedCode.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                Assert.Contains("SmsBarred", subscribers, StringComparison.Ordinal);
                Assert.Contains($"\"token_endpoint\":\"{issuer}/apigateway/token\"", metadata, StringComparison.Ordinal);
                Assert.Contains("\"id_token_signing_alg_values_supported\":[\"RS256\"]", metadata, StringComparison.Ordinal);
                Assert.Contains("\"dpop_bound_access_tokens\":true", metadata, StringComparison.Ordinal);
                Assert.Contains("\"camara_dpop_claims_required\":[\"camara:bh\"]", metadata, StringComparison.Ordinal);
                Assert.Contains("\"canAdvance\":true", clock, StringComparison.Ordinal);
                Assert.DoesNotContain(banner, line => line.Contains("canary", StringComparison.Ordinal));
                Assert.Equal("mine", Word(banner, "Client id"));
                await StopAsync(process);
            });
    }

    [Theory]
    [InlineData("""{"colour":"canary"}""", "$.colour")]
    [InlineData("""{"clients":[{"clientId":"a","redirectUris":[],"secret":"canary"}]}""", "secret")]
    [InlineData("""{"clients":[{"clientId":"a","redirectUris":["relative"],"clientSecret":"canary"}]}""", "redirect URI")]
    [InlineData("""{"clients":[null]}""", "client is null")]
    [InlineData("""{"devices":[{"phoneNumber":"canary"}]}""", "E.164")]
    [InlineData("""{"devices":[null]}""", "null")]
    [InlineData("""{"devices":null}""", "$.devices")]
    [InlineData("""{"oneTimePassword":{"maxTries":0}}""", "MaxTries")]
    [InlineData("""{"vonageVerify":{"accounts":[{"apiKey":"k","apiSecret":"canary"}],"maxMessages":-1}}""", "MaxMessages")]
    [InlineData("""{"authyVerification":{"accounts":[{"apiKey":"canary"}],"blockedCountryCodes":["canary"]}}""", "BlockedCountryCodes")]
    [InlineData("""{"faults":[{"kind":"Delay"}]}""", "FaultsEnabled")]
    [InlineData("""{"codeLifetime":"canary"}""", "$.codeLifetime")]
    [InlineData("""{"dialect":"canary"}""", "Glide, StrictCamara, TelefonicaSandbox, Vonage")]
    [InlineData("""{"dpop":"canary"}""", "$.dpop")]
    [InlineData("""{"dpopClaimsRequired":["canary"]}""", "DPoPClaimsRequired")]
    [InlineData("""{"backchannelInterval":"00:00:00"}""", "BackchannelInterval")]
    [InlineData("""{"idTokenAlgorithm":"canary"}""", "IdTokenAlgorithm")]
    [InlineData("canary", "$")]
    public async Task A_mistake_in_the_file_is_named_and_no_value_repeated(string json, string named) => await WithFileAsync(json, async file =>
    {
        var (exitCode, output, error) = await RunAsync(["--config", file, "--urls", "http://127.0.0.1:0"]);

        Assert.NotEqual(0, exitCode);
        Assert.Empty(output);
        Assert.Contains(named, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error, StringComparison.Ordinal);
    });

    private static async Task WithFileAsync(string json, Func<string, Task> test)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, json);
            await test(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(OperatorSimulator).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name == "DOTNET_ENVIRONMENT").ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<List<string>> ReadBannerAsync(Process process)
    {
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("Ctrl+C", StringComparison.Ordinal))
            {
                return lines;
            }
        }

        throw new InvalidOperationException($"The banner ended early: {await process.StandardError.ReadToEndAsync()}");
    }

    private static string Word(List<string> banner, string label) => banner.Single(line => line.StartsWith(label, StringComparison.Ordinal))[label.Length..].Trim();

    private static async Task StopAsync(Process process)
    {
        const int Terminate = 15;
        Assert.Equal(0, Kill(process.Id, Terminate));
        await process.WaitForExitAsync();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
