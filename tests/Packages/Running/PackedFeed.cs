namespace NumberVerify.Packages.Tests.Running;

/// <summary>All packages, packed once into a feed, with a version that nothing else on the machine has.</summary>
internal sealed record PackedFeed(string Folder, string Version)
{
    /// <summary>Every package there is.</summary>
    public static IReadOnlyList<string> Packages { get; } =
    [
        "NumberVerify.Generated", "NumberVerify.Analyzers", "NumberVerify.Frontend", "NumberVerify", "NumberVerify.AspNetCore", "NumberVerify.AspNetCore.PostgreSql", "NumberVerify.Simulator", "NumberVerify.Tool",
    ];

    public PackageFile this[string package] => new(Path.Combine(Folder, $"{package}.{Version}.nupkg"));

    public static async Task<PackedFeed> CreateAsync(WorkTree tree, string folder)
    {
        var feed = new PackedFeed(folder, $"0.0.1-test.{DateTime.UtcNow.Ticks}");
        foreach (var project in new[] { "Generated", "Analyzers/NumberVerify.Analyzers", "Frontend", "Extensions", "AspNetCore", "AspNetCore.PostgreSql", "Simulator", "Tool" })
        {
            (await tree.RunDotNetAsync(["pack", $"src/{project}", "--nodeReuse:false", WorkTree.WithoutAnalyzers, $"-p:PackageVersion={feed.Version}", "-o", folder])).MustSucceed();
        }

        return feed;
    }
}
