using System.Text.Json;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Browser.Tests;

/// <summary>The accessibility rules of axe-core, every one it has.</summary>
internal static class Axe
{
    private static readonly string s_script = File.ReadAllText(Path.Combine(NodePackages.Folder!, "node_modules", "axe-core", "axe.min.js"));

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    /// <summary>One line for each rule that is broken, with the elements that break it.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync($"() => {{ {s_script} }}");
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document)).violations.map(v => ({ id: v.id, at: v.nodes.map(n => n.html + ' ' + n.failureSummary) }))")
            .WaitAsync(s_timeout);
        return [.. found.EnumerateArray().Select(static violation => $"{violation.GetProperty("id")}: {violation.GetProperty("at")}")];
    }
}
