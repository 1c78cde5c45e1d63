using NumberVerify.Packages.Tests.Running;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Packages.Tests;

/// <summary>`numberverify spec update` with a real build, in a copy of the repository.</summary>
[Collection(nameof(WorkTree))]
public sealed class SpecUpdateTests(WorkTree tree)
{
    private const string Document = "openapi/number-verification.yaml";

    [OfficialSpecFact(OfficialSpecs.R24, OfficialSpecs.R32)]
    public async Task The_release_before_and_back_leaves_the_tree_identical()
    {
        var before = Files();

        var there = (await UpdateAsync(OfficialSpecs.R24, "--approve")).MustSucceed();
        Assert.Contains("version: 2.0.0", tree.Read(Document));
        Assert.Contains("+         public const string DocumentVersion = \"2.0.0\";", there.Output);
        Assert.Contains("DocumentVersion = \"2.0.0\"", tree.Read("tests/Unit/PublicApi/NumberVerify.Generated.approved.txt"));

        (await UpdateAsync(OfficialSpecs.R32, "--approve")).MustSucceed();
        Assert.Equal(before, Files());
    }

    [OfficialSpecFact(OfficialSpecs.R24)]
    public async Task Code_that_no_longer_compiles_stops_it_and_is_named_with_its_line()
    {
        var code = tree["src/Generated/Transport/OfTheLatestReleaseOnly.cs"];
        File.WriteAllText(code, """
            namespace NumberVerify.Generated;

            internal static class OfTheLatestReleaseOnly
            {
                // Zero, and an error of the compiler, for every other release.
                public const int Proof = 1 / (NumberVerificationClient.DocumentVersion == "2.1.0" ? 1 : 0);
            }

            """);
        try
        {
            var before = Files();

            var update = (await UpdateAsync(OfficialSpecs.R24)).MustFail();

            Assert.Equal(3, update.ExitCode);
            Assert.Contains("OfTheLatestReleaseOnly.cs(6,", update.Output);
            Assert.Equal(before, Files());
        }
        finally
        {
            File.Delete(code);
        }
    }

    private Task<ProcessResult> UpdateAsync(string release, params string[] options) =>
        tree.RunDotNetAsync([Path.Combine(AppContext.BaseDirectory, "NumberVerify.Tool.dll"), "spec", "update", OfficialSpecs.PathOf(release), "--build", "src/Generated", .. options]);

    /// <summary>What git would compare.</summary>
    private Dictionary<string, string> Files() =>
        new[] { "openapi", "src", "tests/Unit/PublicApi" }
            .SelectMany(folder => Directory.EnumerateFiles(tree[folder], "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(tree.Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Intersect(["bin", "obj"]).Any())
            .ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(tree[file])));
}
