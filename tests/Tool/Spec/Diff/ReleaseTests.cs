using System.Text.Json;
using NumberVerify.Testing;
using NumberVerify.Tests.Shared;
using NumberVerify.Tool.Tests.Running;

namespace NumberVerify.Tool.Tests.Spec.Diff;

/// <summary>The official releases: each change that the project's change log names is found, and nothing else.</summary>
public sealed class ReleaseTests
{
    [OfficialSpecTheory(OfficialSpecs.V031, OfficialSpecs.R24, OfficialSpecs.R32)]
    [InlineData("v0.3.1 to r2.4", OfficialSpecs.V031, OfficialSpecs.R24)]
    [InlineData("r2.4 to r3.2", OfficialSpecs.R24, OfficialSpecs.R32)]
    [InlineData("v0.3.1 to r3.2", OfficialSpecs.V031, OfficialSpecs.R32)]
    public async Task Between_two_releases_stands_what_the_change_log_says_and_nothing_else(string heading, string old, string @new)
    {
        var run = await ToolRun.OfAsync(["spec", "diff", OfficialSpecs.PathOf(old), OfficialSpecs.PathOf(@new), "--json"]);

        using var report = JsonDocument.Parse(run.Output);
        var found = report.RootElement.GetProperty("changes").EnumerateArray()
            .Select(change => string.Join(" | ", new[] { "kind", "rule", "where", "old", "new" }.Select(name => change.TryGetProperty(name, out var value) ? value.GetString() : "")));
        Assert.Equal(string.Join('\n', Expected(heading).Select(row => string.Join(" | ", row.Take(5)))), string.Join('\n', found));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void Each_expected_row_names_what_it_stands_for() =>
        Assert.All(new[] { "v0.3.1 to r2.4", "r2.4 to r3.2", "v0.3.1 to r3.2" }.SelectMany(Expected), row => Assert.NotEmpty(row[5]));

    /// <summary>The rows of the table under a heading, without the fences of code.</summary>
    private static List<string[]> Expected(string heading)
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "tests", "Tool", "Spec", "Diff", "Releases.md"))
            .SkipWhile(line => line != $"## {heading}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)
            .Select(line => line.Trim('|', ' ').Split('|').Select(cell => cell.Trim().Trim('`')).ToArray()).ToList();
        Assert.All(rows, row => Assert.Equal(6, row.Length));
        return rows;
    }
}
