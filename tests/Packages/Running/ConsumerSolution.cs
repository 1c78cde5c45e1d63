using System.Text.RegularExpressions;

namespace NumberVerify.Packages.Tests.Running;

/// <summary>Projects that know our packages alone, restored from a local feed and built by one command, and what was said of each.</summary>
internal sealed partial class ConsumerSolution : IDisposable
{
    private readonly TempFolder _temp = new();
    private ILookup<string, string> _said = Enumerable.Empty<string>().ToLookup(line => line);

    public string this[string path] => _temp[path];

    /// <summary>Builds them all. That some fail is what they are there for.</summary>
    public async Task<ProcessResult> BuildAsync(PackedFeed feed, IReadOnlyList<Consumer> consumers)
    {
        foreach (var consumer in consumers)
        {
            consumer.Write(_temp);
        }

        _temp.Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <Ours>{feed.Version}</Ours>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
                <!-- A project for Windows is compiled without the packs that only its windows need. -->
                <EnableWindowsTargeting>true</EnableWindowsTargeting>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
              </PropertyGroup>
            </Project>
            """);
        _temp.Write("All.slnx", $"<Solution>{string.Concat(consumers.Select(consumer => $"""<Project Path="{consumer.Name}/{consumer.Name}.csproj" />"""))}</Solution>");
        var build = await Programs.RunDotNetAsync(
            _temp.Path, ["build", "All.slnx", "--nodeReuse:false", .. NuGet.Properties(feed.Folder)], NuGet.PrivateFolder(_temp));
        _said = DiagnosticLine().Matches(build.WithoutSummary).ToLookup(match => match.Groups["project"].Value, Line);
        Assert.True(_said.Count > 0, $"The projects were not built:\n{build.Output}");
        return build;
    }

    /// <summary>Every error, warning and note about a project, as often as it was printed; of a project for several frameworks with the framework.</summary>
    public IEnumerable<string> Said(string project) => _said[project].Order(StringComparer.Ordinal);

    public void Dispose() => _temp.Dispose();

    private string Line(Match match)
    {
        var file = match.Groups["file"].Value.Trim();
        var place = match.Groups["line"] is { Success: true } line ? $" {Path.GetFileName(file)}:{line.Value}" : "";
        var framework = match.Groups["framework"] is { Success: true } name ? $" {name.Value}" : "";
        return $"{match.Groups["severity"].Value} {match.Groups["id"].Value}{place}{framework}";
    }

    // A note names its project in front; errors and warnings name it at the end.
    [GeneratedRegex(
        @"^[^\n]*?(?<project>\w+)\.csproj : (?<severity>message) (?<id>\w+): [^\n]*$"
        + @"|^(?<file>[^\n]*?)(\((?<line>\d+),\d+\))? ?: (?<severity>error|warning) (?<id>\w+): [^\n]*\[[^\n\]]*?(?<project>\w+)\.csproj(::TargetFramework=(?<framework>[\w.-]+))?\]$",
        RegexOptions.Multiline)]
    private static partial Regex DiagnosticLine();
}
