namespace NumberVerify.Packages.Tests.Running;

/// <summary>
/// A copy of the repository that tests may build in and change, with src/Generated built once. It is shared, since a first build is slow: a test
/// asks for the state it starts from by building it, and undoes what it edits.
/// </summary>
public sealed class WorkTree : IAsyncLifetime
{
    /// <summary>Analyzers take half of a build's time, and what they find other builds find too.</summary>
    internal const string WithoutAnalyzers = "-p:RunAnalyzers=false";

    internal const string WithAnalyzers = "-p:RunAnalyzers=true";

    private readonly TempFolder _temp = new();
    private Task<PackedFeed>? _feed;
    private Task<OperatorApp>? _operatorApp;

    internal string Root => _temp["tree"];

    internal BuildResult FirstBuild { get; private set; } = null!;

    internal GeneratedProject Debug => ProjectIn("Debug");

    internal GeneratedProject Release => ProjectIn("Release");

    internal string this[string name] => Path.Combine(Root, Path.Combine(name.Split('/')));

    public async Task InitializeAsync()
    {
        await SourceTree.CopyAsync(Root, withGenerator: true);
        FirstBuild = (await BuildAsync()).MustSucceed();
    }

    public async Task DisposeAsync()
    {
        if (_operatorApp is not null)
        {
            (await _operatorApp).Dispose();
        }

        _temp.Dispose();
    }

    internal Task<ProcessResult> RunDotNetAsync(IEnumerable<string> arguments, Surroundings? surroundings = null) =>
        Programs.RunDotNetAsync(Root, arguments, surroundings);

    /// <summary>The packages, packed by the first who asks.</summary>
    internal Task<PackedFeed> PackAsync() => _feed ??= PackedFeed.CreateAsync(this, _temp["feed"]);

    /// <summary>A user's project over the packages, built by the first who asks.</summary>
    internal Task<OperatorApp> OperatorAppAsync() => _operatorApp ??= CreateOperatorAppAsync();

    /// <summary>Builds src/Generated.</summary>
    internal async Task<BuildResult> BuildAsync(IEnumerable<string>? options = null, Surroundings? surroundings = null)
    {
        var log = _temp["build.log"];
        File.Delete(log);
        var process = await RunDotNetAsync(["build", "src/Generated", "--nodeReuse:false", WithoutAnalyzers, $"-flp:v=detailed;logfile={log}", .. options ?? []], surroundings);
        return new BuildResult(process, File.Exists(log) ? File.ReadAllText(log) : "");
    }

    internal Task<BuildResult> BuildDocumentAsync(string document, params IEnumerable<string> options) =>
        BuildAsync([$"-p:NumberVerificationSpec={document}", .. options]);

    /// <summary>Replaces text in a file of the tree until the result is disposed.</summary>
    internal IDisposable Edit(string name, string from, string to) => new TemporaryEdit(this[name], from, to);

    internal string Read(string name) => File.ReadAllText(this[name]);

    private async Task<OperatorApp> CreateOperatorAppAsync() => await OperatorApp.CreateAsync(await PackAsync());

    private GeneratedProject ProjectIn(string configuration) => new(
        this[$"src/Generated/obj/{configuration}/net10.0"], this[$"src/Generated/bin/{configuration}/net10.0/NumberVerify.Generated.dll"]);

    private sealed class TemporaryEdit : IDisposable
    {
        private readonly string _path;
        private readonly string _text;

        public TemporaryEdit(string path, string from, string to)
        {
            _path = path;
            _text = File.ReadAllText(path);
            File.WriteAllText(path, _text.ReplaceFirst(from, to));
        }

        public void Dispose() => File.WriteAllText(_path, _text);
    }
}
