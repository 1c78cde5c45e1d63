using System.Text.Json;
using NumberVerify.Testing;
using NumberVerify.Tool.Scan;

namespace NumberVerify.Tool.Tests.Scan;

public sealed class SarifReportTests
{
    [Fact]
    public async Task It_is_a_log_of_version_2_1_0_with_one_run_its_rules_and_its_results()
    {
        using var folder = new ScannedFolder();
        folder.Add("site one.zip", Pack.Zip(("js/inner.js", Pack.Text($"\n client_secret=\"{Secrets.Client}\""))));
        folder.Add("Shop.dll", Compiled.Assembly($"class C {{ const string ClientSecret = \"{Secrets.Client}\"; }}"));
        folder.Add("cut.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]);
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        var run = await folder.RunAsync("--sarif", file);

        using var log = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        File.Delete(file);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        var only = Assert.Single(log.RootElement.GetProperty("runs").EnumerateArray());
        var driver = only.GetProperty("tool").GetProperty("driver");
        var rules = driver.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).ToArray();
        Assert.Equal("numberverify scan", driver.GetProperty("name").GetString());
        Assert.Equal(rules.Distinct(), rules);
        Assert.False(only.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());

        var results = only.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(3, results.Length);
        foreach (var result in results)
        {
            Assert.Equal(rules[result.GetProperty("ruleIndex").GetInt32()], result.GetProperty("ruleId").GetString());
            Assert.Contains(result.GetProperty("level").GetString(), new[] { "error", "warning" });
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
            Assert.True(Uri.IsWellFormedUriString(Artifact(result), UriKind.Relative), Artifact(result));
        }

        var script = results.Single(result => Artifact(result) == "site%20one.zip!js/inner.js");
        var region = script.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");
        Assert.Equal((2, 2), (region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32()));
        var assembly = results.Single(result => Artifact(result) == "Shop.dll");
        Assert.Equal("C", assembly.GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString());
        Assert.Equal("not-looked-into", results.Single(result => Artifact(result) == "cut.7z").GetProperty("ruleId").GetString());
    }

    [Fact]
    public async Task Without_a_finding_it_is_a_run_that_succeeded_with_no_results()
    {
        using var folder = new ScannedFolder();
        folder.Add("a.txt", Pack.Text("nothing"));
        var file = Path.Combine(folder.Path, "..", Path.GetRandomFileName());

        var run = await folder.RunAsync("--sarif", file);

        using var log = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        File.Delete(file);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        Assert.True(log.RootElement.GetProperty("runs")[0].GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
    }

    /// <summary>A rule is one thing, whether the compiler or the scan speaks of it.</summary>
    [Fact]
    public void Each_rule_of_the_analyzer_has_the_title_and_severity_of_its_page()
    {
        foreach (var rule in ScanRule.All.Where(rule => rule.Id.StartsWith("NV", StringComparison.Ordinal)))
        {
            var page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "analyzers", rule.Id + ".md"));

            Assert.Equal($"# {rule.Id}: {rule.Title}", page[0]);
            Assert.Contains($"Severity: {rule.Level}", page.First(line => line.StartsWith("Category:", StringComparison.Ordinal)));
            Assert.EndsWith($"/docs/analyzers/{rule.Id}.md", rule.HelpUri);
        }
    }

    private static string Artifact(JsonElement result) => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!;
}
