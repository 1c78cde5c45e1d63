using System.Text.RegularExpressions;

namespace NumberVerify.Unit.Tests.Snippets;

/// <summary>What the documents name is there, under that name.</summary>
public sealed partial class DocumentNameTests
{
    [Fact]
    public void Each_name_in_the_sequence_diagram_is_a_public_type_or_method()
    {
        var diagram = Read("docs/flow.md").Split("```mermaid")[1].Split("```")[0];
        var types = typeof(NumberVerifyClient).Assembly.GetExportedTypes().Concat(typeof(NumberVerifyFrontendClient).Assembly.GetExportedTypes()).Append(typeof(Uri)).ToList();
        var known = types.Select(type => type.Name).Concat(types.SelectMany(type => type.GetMethods()).Select(method => method.Name)).Concat(Participant().Matches(diagram).Select(match => match.Groups[1].Value)).ToHashSet();

        var names = Name().Matches(diagram).Select(match => match.Value).Where(name => name != "PKCE").Distinct().ToList();

        Assert.True(names.Count >= 8, "The diagram names too little to be worth a test.");
        Assert.All(names, name => Assert.Contains(name, known));
    }

    [Fact]
    public void Each_folder_of_tests_that_stands_for_a_promise_is_there_and_holds_tests()
    {
        var folders = Read("docs/security.md").Split("## In a web backend")[0].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split('|')[3]).SelectMany(cell => Quoted().Matches(cell)).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(folders);
        Assert.All(folders, folder => Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", folder), "*Tests.cs", SearchOption.AllDirectories)));
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    [GeneratedRegex(@"\b[A-Z][a-z]+[A-Za-z]*\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"participant (\w+)")]
    private static partial Regex Participant();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
