using System.Text.RegularExpressions;
using NumberVerify.SpecTool.Update;

namespace NumberVerify.Tool.Spec.Update;

/// <summary>openapi/README.md: which release each document follows, and which official files there are.</summary>
internal sealed partial class ReleaseTable(string text)
{
    private const string Follows = "README.md/follows";
    private const string Official = "README.md/official/";
    private readonly List<string> _notes = [];

    public string Text { get; private set; } = text;

    /// <summary>What could not be told, and a person has to write.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The release of an official file by its hash, or by its file's name.</summary>
    public string? ReleaseOf(string hash, string file)
    {
        var row = OfficialRow().Matches(Text).FirstOrDefault(row => row.Groups["hash"].Value == hash);
        if (row is not null)
        {
            return Path.GetFileNameWithoutExtension(row.Groups["file"].Value);
        }

        var name = ReleaseName().Match(Path.GetFileNameWithoutExtension(file));
        return name.Success ? name.Value : null;
    }

    /// <summary>Has the rows of a document tell of another release. What a row said is remembered, as the words of a document are.</summary>
    public void Follow(string document, string version, string? release, string hash, UpdateRecord record)
    {
        FollowRow(Path.GetFileName(document), version, release, record);
        ForgetOwnRows(hash, record);
        AddOfficial(Path.GetFileNameWithoutExtension(document), version, release, hash, record);
    }

    private void FollowRow(string document, string version, string? release, UpdateRecord record)
    {
        var match = Regex.Match(Text, $@"^\| `{Regex.Escape(document)}` \| (?<api>[^|]*?) (?<version>[^ |]+)(?<release>, release (?<tag>[^ |]+))?(?<more> \([^|]*\))? \|$", RegexOptions.Multiline | RegexOptions.CultureInvariant);
        if (!match.Success)
        {
            _notes.Add($"openapi/README.md has no row for {document} that names a version: say there that it follows {version}.");
            return;
        }

        if (match.Groups["version"].Value == version && match.Groups["tag"].Value == (release ?? ""))
        {
            return;
        }

        var plain = $"| `{document}` | {match.Groups["api"].Value} {version}{(release is null ? "" : $", release {release}")}";
        var known = record.Take(Follows, row => row.Text.StartsWith(plain + " ", StringComparison.Ordinal) && (release is not null || !row.Text.Contains(", release ", StringComparison.Ordinal)), orAny: false);
        if (record.IsWritten(Follows))
        {
            record.Forget(Follows);
        }
        else
        {
            record.Retire(new RetiredText(Follows, match.Value + "\n", null, null));
        }

        if (known is null)
        {
            record.Write(Follows);
        }

        Replace(match, known?.Text.TrimEnd('\n') ?? plain + " |");
    }

    /// <summary>A row that an update added goes with the release it was added for.</summary>
    private void ForgetOwnRows(string hash, UpdateRecord record)
    {
        foreach (var address in record.Written.Where(address => address.StartsWith(Official, StringComparison.Ordinal)).ToList())
        {
            var row = OfficialRow().Matches(Text).FirstOrDefault(row => Official + row.Groups["file"].Value == address);
            if (row is null || row.Groups["hash"].Value == hash)
            {
                continue;
            }

            Text = Text.Remove(row.Index, row.Length + (row.Index + row.Length < Text.Length ? 1 : 0));
            record.Forget(address);
        }
    }

    private void AddOfficial(string api, string version, string? release, string hash, UpdateRecord record)
    {
        var rows = OfficialRow().Matches(Text).ToList();
        if (rows.Exists(row => row.Groups["hash"].Value == hash))
        {
            return;
        }

        var file = $"camara/{api}/{release}.yaml";
        if (release is null || rows.FindLast(row => row.Groups["file"].Value.StartsWith($"camara/{api}/", StringComparison.Ordinal)) is not { } last || rows.Exists(row => row.Groups["file"].Value == file))
        {
            _notes.Add($"openapi/README.md does not list this file, whose SHA-256 is {hash}: its release is not known{(release is null ? ", name it with --release" : ", or the table says otherwise")}.");
            return;
        }

        var previous = Path.GetFileNameWithoutExtension(last.Groups["file"].Value);
        var address = last.Groups["address"].Value.Replace(previous, release, StringComparison.Ordinal);
        Text = Text.Insert(last.Index + last.Length, $"\n| `{file}` | {release} ({version}) | {address} | `{hash}` |");
        record.Write(Official + file);
    }

    private void Replace(Match match, string row) => Text = string.Concat(Text.AsSpan(0, match.Index), row, Text.AsSpan(match.Index + match.Length));

    [GeneratedRegex(@"^\| `(?<file>[^`]+)` \| [^|]+ \| (?<address>\[[^]]+\]\([^)]+\)) \| `(?<hash>[0-9a-f]{64})` \|$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex OfficialRow();

    [GeneratedRegex(@"(?<![a-z0-9.])(r[0-9]+\.[0-9]+|v[0-9]+\.[0-9]+\.[0-9]+)(-[a-z0-9.]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex ReleaseName();
}
