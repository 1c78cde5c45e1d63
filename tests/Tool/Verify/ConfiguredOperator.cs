using NumberVerify.Simulator;
using NumberVerify.Tool.Running;
using NumberVerify.Tool.Tests.Running;

namespace NumberVerify.Tool.Tests.Verify;

/// <summary>An operator with one registered client and one device, and the tool configured for it by the environment.</summary>
internal sealed class ConfiguredOperator : IAsyncDisposable
{
    public const string Number = "+346661113334";
    public const string Secret = "s3cret-of-the-tests";

    private ConfiguredOperator(OperatorSimulator simulator, Uri redirectUri)
    {
        Simulator = simulator;
        RedirectUri = redirectUri;
        Device = simulator.AddDevice(Number);
        Variables = new Dictionary<string, string>
        {
            ["NUMBERVERIFY_ISSUER"] = simulator.Issuer.OriginalString,
            ["NUMBERVERIFY_API_ROOT"] = simulator.ApiRoot.OriginalString,
            ["NUMBERVERIFY_CLIENT_ID"] = "terminal",
            ["NUMBERVERIFY_CLIENT_SECRET"] = Secret,
            ["NUMBERVERIFY_CLIENT_AUTHENTICATION"] = "client_secret_basic",
            ["NUMBERVERIFY_REDIRECT_URI"] = redirectUri.OriginalString,
            ["NUMBERVERIFY_ALLOW_LOOPBACK_HTTP"] = "true",
        };
    }

    public OperatorSimulator Simulator { get; }

    public SimulatedDevice Device { get; }

    public Uri RedirectUri { get; }

    public Dictionary<string, string> Variables { get; }

    public static async Task<ConfiguredOperator> StartAsync(string? redirectUri = null, Action<OperatorSimulatorOptions>? configure = null)
    {
        var registered = redirectUri ?? $"http://127.0.0.1:{FreePort.Take()}/callback";
        var simulator = await OperatorSimulator.StartAsync(options =>
        {
            options.Clients.Add(new SimulatedClient { ClientId = "terminal", ClientSecret = Secret, RedirectUris = [registered] });
            configure?.Invoke(options);
        });
        return new ConfiguredOperator(simulator, new Uri(registered));
    }

    /// <summary>Runs the tool with these variables; <paramref name="phone"/> gets the authorization URL once it is shown.</summary>
    public async Task<ToolRun> RunAsync(string[] arguments, Func<Uri, Task>? phone = null, Func<Surroundings, Surroundings>? arrange = null, CancellationToken cancellationToken = default)
    {
        var output = new ObservedOutput();
        var error = new ObservedOutput();
        var run = ToolRun.OfAsync(
            arguments,
            surroundings =>
            {
                surroundings = surroundings with { Output = output, Error = error, Environment = name => Variables.GetValueOrDefault(name) };
                return arrange?.Invoke(surroundings) ?? surroundings;
            },
            cancellationToken);
        if (phone is not null)
        {
            var shown = (arguments.Contains("--json") ? error : output).LineAsync("http");
            if (await Task.WhenAny(shown, run) == shown)
            {
                await phone(new Uri(await shown));
            }
        }

        var exitCode = (await run).ExitCode;
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>What a phone does: opens the URL, and follows the operator to the callback.</summary>
    public async Task OpenAsync(Uri url)
    {
        using var browser = new HttpClient();
        using var page = await browser.GetAsync(await Device.OpenAsync(url));
        page.EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync() => Simulator.DisposeAsync();
}
