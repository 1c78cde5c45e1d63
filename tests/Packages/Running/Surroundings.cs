namespace NumberVerify.Packages.Tests.Running;

/// <summary>The environment of a program: ours without what belongs to the test run, with these variables on top; null takes one away.</summary>
internal sealed record Surroundings(IReadOnlyDictionary<string, string?> Variables)
{
    /// <summary>A port at which nobody answers.</summary>
    private const string Nowhere = "http://127.0.0.1:9";

    /// <summary>What the SDK and the test host tell their children: a build that inherits it is another one than a user's.</summary>
    private static readonly string[] TestRunPrefixes = ["MSBUILD", "VSTEST", "DOTNET_HOST_PATH", "DOTNET_CLI_TEST", "TESTINGPLATFORM", "COREHOST"];

    public static Surroundings Plain { get; } = new(new Dictionary<string, string?>
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_NOLOGO"] = "1",
    });

    /// <summary>Every way out leads to a closed port.</summary>
    public Surroundings WithoutNetwork() => With(
        ("HTTP_PROXY", Nowhere), ("HTTPS_PROXY", Nowhere), ("ALL_PROXY", Nowhere), ("NO_PROXY", null),
        ("http_proxy", Nowhere), ("https_proxy", Nowhere), ("all_proxy", Nowhere), ("no_proxy", null),
        ("npm_config_registry", Nowhere), ("npm_config_offline", "true"));

    /// <summary>PATH holds .NET and a shell and nothing else: no Node.js.</summary>
    public Surroundings WithoutNode(TempFolder folder) => With(("PATH", folder.PathWithoutNode()));

    public Surroundings With(params IEnumerable<(string Name, string? Value)> variables)
    {
        var all = new Dictionary<string, string?>(Variables);
        foreach (var (name, value) in variables)
        {
            all[name] = value;
        }

        return new Surroundings(all);
    }

    public void Apply(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(BelongsToTestRun).ToList())
        {
            environment.Remove(name);
        }

        foreach (var (name, value) in Variables)
        {
            environment.Remove(name);
            if (value is not null)
            {
                environment[name] = value;
            }
        }
    }

    private static bool BelongsToTestRun(string name) => TestRunPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
