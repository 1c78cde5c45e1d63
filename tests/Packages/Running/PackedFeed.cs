namespace NumberVerify.Packages.Tests.Running;

/// <summary>All packages, packed once into a feed, with a version that nothing else on the machine has.</summary>
public sealed class PackedFeed(WorkTree tree) : IAsyncLifetime
{
    private readonly TempFolder _temp = new();

    internal string Version { get; } = $"0.0.1-test.{DateTime.UtcNow.Ticks}";

    internal string Folder => _temp["feed"];

    internal PackageFile this[string package] => new(Path.Combine(Folder, $"{package}.{Version}.nupkg"));

    public async Task InitializeAsync()
    {
        foreach (var project in new[] { "Generated", "Frontend", "Extensions", "Simulator" })
        {
            (await tree.RunDotNetAsync(["pack", $"src/{project}", "--nodeReuse:false", WorkTree.WithoutAnalyzers, $"-p:PackageVersion={Version}", "-o", Folder])).MustSucceed();
        }
    }

    public Task DisposeAsync()
    {
        _temp.Dispose();
        return Task.CompletedTask;
    }
}
