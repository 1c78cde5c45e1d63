using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Update;

/// <summary>A document of ours with the contract of a published one, and with our words wherever we have any.</summary>
public sealed class SpecUpdate
{
    private SpecUpdate(string text, UpdateRecord record, IReadOnlyList<SpecDifference> differences, IReadOnlyList<SilentPlace> silent)
    {
        Text = text;
        Record = record;
        Differences = differences;
        Silent = silent;
    }

    /// <summary>The document as it is to be.</summary>
    public string Text { get; }

    /// <summary>What is to be remembered.</summary>
    public UpdateRecord Record { get; }

    /// <summary>What changes in the contract.</summary>
    public IReadOnlyList<SpecDifference> Differences { get; }

    /// <summary>What is new and waits for words of ours.</summary>
    public IReadOnlyList<SilentPlace> Silent { get; }

    /// <summary>Works it out; nothing is written to any file.</summary>
    /// <param name="path">Our document's file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="published">The document to follow.</param>
    /// <param name="record">What earlier updates left to remember; it is changed.</param>
    /// <exception cref="SpecException">Our document cannot be changed line by line, or the result would not be what was published.</exception>
    public static SpecUpdate Create(string path, string text, SpecDocument published, UpdateRecord record)
    {
        var newline = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var ours = SpecDocument.Parse(text, path);
        if (ours.Files.Count > 1)
        {
            throw new SpecException(SpecErrorIds.NotUpdatable, new SourcePlace(ours.Path, 1, 1), $"The document refers to another file, {ours.Files[1]}.", "Write it out in one file; an update changes one.");
        }

        var contract = SpecContract.Of(published);
        var differences = SpecContract.Compare(SpecContract.Of(ours), contract);
        if (differences.Count == 0)
        {
            return new SpecUpdate(text, record, [], []);
        }

        var yaml = YamlText.Parse(text.Replace("\r\n", "\n", StringComparison.Ordinal), path);
        new ContractMerge(record, new StatusPhrases(published.Root), path).Merge(yaml.Root, published.Root);
        var merged = WithVersion(yaml.ToString(), VersionOf(ours), VersionOf(published));
        var result = SpecDocument.Parse(merged, path);
        if (SpecContract.Compare(SpecContract.Of(result), contract) is [var left, ..])
        {
            throw new SpecException(SpecErrorIds.NotUpdatable, ours.PlaceOf(left.Pointer), $"Following {published.Path} line by line would leave a difference at {left}.", "Make this change by hand, and update again.");
        }

        SpecValidator.Validate(SpecDocument.Parse(merged, path));
        var spokenBefore = SilentPlace.In(ours).Select(place => place.Pointer).ToHashSet();
        return new SpecUpdate(merged.Replace("\n", newline, StringComparison.Ordinal), record, differences, [.. SilentPlace.In(result).Where(place => !spokenBefore.Contains(place.Pointer))]);
    }

    /// <summary>The version of the API that a document describes.</summary>
    public static string VersionOf(SpecDocument document) => document.Root.Object("info")?["version"]?.ToString() ?? "";

    /// <summary>
    /// Our own explanation names the version. It follows, unless it names the new one already, or one could not tell afterwards which it was.
    /// </summary>
    private static string WithVersion(string text, string from, string to)
    {
        var description = InfoDescription(text);
        var followed = Replace(description, from, to);
        return followed == description || Replace(followed, to, from) != description || Replace(description, to, from) != description ? text : text.Replace(description, followed, StringComparison.Ordinal);
    }

    private static string Replace(string text, string from, string to) =>
        from.Length == 0 ? text : Regex.Replace(text, $@"(?<![\w.-]){Regex.Escape(from)}(?![\w-]|\.\d)", to.Replace("$", "$$", StringComparison.Ordinal));

    private static string InfoDescription(string text)
    {
        var yaml = YamlText.Parse(text, "");
        var info = yaml.Root.Find("info")?.Children;
        return info?.Find("description") is { } description ? string.Join('\n', description.Lines) : "";
    }
}
