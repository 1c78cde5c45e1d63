using System.Text.RegularExpressions;

namespace NumberVerify.Analyzers.Tests.Verification;

/// <summary>The examples on a rule's page, each with the language of its fence.</summary>
internal sealed record RulePage(string Id, (string Language, string Text) Flagged, (string Language, string Text) Fixed)
{
    public static RulePage Read(string path)
    {
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        return new RulePage(Path.GetFileNameWithoutExtension(path), Example("Flagged"), Example("Fixed"));

        (string, string) Example(string title)
        {
            var match = Regex.Match(text, $"^## {title}\n\n```([a-z]+)\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline);
            Assert.True(match.Success, $"{path} has no block under {title}.");
            return (match.Groups[1].Value, match.Groups[2].Value);
        }
    }
}
