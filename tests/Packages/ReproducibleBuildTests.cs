using System.Reflection.Metadata;
using System.Security.Cryptography;
using System.Text;
using NumberVerify.Packages.Tests.Running;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Packages.Tests;

/// <summary>The same commit, built in two places as a build server does: the same bytes, and symbols that lead to the commit's sources.</summary>
public sealed class ReproducibleBuildTests : IDisposable
{
    private const string Origin = "https://github.com/someone/number-verify";

    /// <summary>SourceLink's entry in portable symbols.</summary>
    private static readonly Guid s_sourceLink = new("cc110556-a091-4d38-9fec-25ab9a351a6a");

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Two_clones_give_the_same_assemblies_and_symbols_that_lead_to_the_repository()
    {
        var commit = await CommitAsync(_temp["first"]);
        (await SourceTree.GitInAsync(_temp["first"], "clone", "--quiet", _temp["first"], _temp["a longer name"])).MustSucceed();

        var first = await BuildAsync(_temp["first"]);
        var second = await BuildAsync(_temp["a longer name"]);

        Assert.Equal(first, second);
        Assert.Superset(
            new HashSet<string>
            {
                "NumberVerify.dll", "NumberVerify.Generated.dll", "NumberVerify.Frontend.dll", "NumberVerify.AspNetCore.dll", "NumberVerify.AspNetCore.PostgreSql.dll", "NumberVerify.Analyzers.dll",
                "NumberVerify.Analyzers.CodeFixes.dll", "NumberVerify.Simulator.dll", "NumberVerify.SpecTool.dll", "NumberVerify.Tool.dll",
            },
            first.Keys.Select(Path.GetFileName).ToHashSet()!);
        Assert.Contains($"\"https://raw.githubusercontent.com/someone/number-verify/{commit}/*\"", SourceLinkOf(_temp["first/src/Extensions/bin/Release/net10.0/NumberVerify.pdb"]));
    }

    /// <summary>A repository with one commit: the files as they are now.</summary>
    private static async Task<string> CommitAsync(string folder)
    {
        await SourceTree.CopyAsync(folder, withGenerator: false);
        (await SourceTree.GitInAsync(folder, "init", "--quiet")).MustSucceed();
        (await SourceTree.GitInAsync(folder, "add", "--all")).MustSucceed();
        (await SourceTree.GitInAsync(folder, "-c", "user.name=a test", "-c", "user.email=test@example.com", "commit", "--quiet", "-m", "as it is")).MustSucceed();
        return (await SourceTree.GitInAsync(folder, "rev-parse", "HEAD")).MustSucceed().Output.Trim();
    }

    /// <returns>The hash of each assembly of ours, by its path.</returns>
    private static async Task<SortedDictionary<string, string>> BuildAsync(string folder)
    {
        (await SourceTree.GitInAsync(folder, "config", "remote.origin.url", Origin)).MustSucceed();
        foreach (var project in new[] { "src/AspNetCore.PostgreSql", "src/Tool" })
        {
            (await Programs.RunDotNetAsync(folder, ["build", project, "-c", "Release", "--nodeReuse:false", "-p:ContinuousIntegrationBuild=true", $"-p:NSwagPackageFolder={Path.Combine(OfficialSpecs.RepositoryRoot, "build")}", WorkTree.WithoutAnalyzers])).MustSucceed();
        }

        return new(Directory.EnumerateFiles(folder, "NumberVerify*.dll", SearchOption.AllDirectories)
            .Where(file => file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"))
            .ToDictionary(file => Path.GetRelativePath(folder, file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))), StringComparer.Ordinal);
    }

    private static string SourceLinkOf(string symbols)
    {
        using var stream = File.OpenRead(symbols);
        using var provider = MetadataReaderProvider.FromPortablePdbStream(stream);
        var reader = provider.GetMetadataReader();
        var entry = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Single(information => reader.GetGuid(information.Kind) == s_sourceLink);
        return Encoding.UTF8.GetString(reader.GetBlobBytes(entry.Value));
    }
}
