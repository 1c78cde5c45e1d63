using System.Text;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Loading;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Update;

/// <summary>
/// What updates took out of a document of ours, word for word, and what they wrote into it themselves. It is kept in a file of its own, so that a release
/// that brings something back finds our words for it, and the way back leaves what the way there found.
/// </summary>
public sealed class UpdateRecord
{
    private readonly List<RetiredText> _retired = [];
    private readonly List<string> _written = [];

    /// <summary>In the order in which it was taken out.</summary>
    public IReadOnlyList<RetiredText> Retired => _retired;

    /// <summary>Addresses of what is there in no one's words.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>Nothing to remember: then there is no file.</summary>
    public bool IsEmpty => _retired.Count == 0 && _written.Count == 0;

    /// <summary>Reads the file of a record.</summary>
    /// <exception cref="SpecException">The file is not one.</exception>
    public static UpdateRecord Parse(string text, string path)
    {
        var map = new SourceMap();
        var root = SourceFile.Parse(text, path, map) as JsonObject;
        var record = new UpdateRecord();
        foreach (var item in root?.Array("retired") ?? [])
        {
            if (item is not JsonObject entry || entry.Text("at") is not { } at || entry.Text("text") is not { } retired)
            {
                throw new SpecException(SpecErrorIds.NotUpdatable, map.Find(item) ?? new SourcePlace(path, 1, 1), "What was taken out has an address and a text.", "Restore the entry, or delete it.");
            }

            record._retired.Add(new RetiredText(at, retired, entry.Text("after"), entry.Text("before")));
        }

        record._written.AddRange(root?.Array("written").Texts() ?? []);
        return record;
    }

    /// <summary>The file, with LF.</summary>
    public string Print(string document)
    {
        var text = new StringBuilder($"# Kept by 'numberverify spec update' for {document}: what a release took out of it, in our words, until another brings it back;\n# and what an update wrote into it by itself.\n");
        if (_retired.Count > 0)
        {
            text.Append("retired:\n");
        }

        foreach (var entry in _retired)
        {
            text.Append("  - at: ").Append(YamlWriter.Text(entry.At)).Append('\n');
            if (entry.After is not null)
            {
                text.Append("    after: ").Append(YamlWriter.Text(entry.After)).Append('\n');
            }

            if (entry.Before is not null)
            {
                text.Append("    before: ").Append(YamlWriter.Text(entry.Before)).Append('\n');
            }

            text.Append("    text: |2+\n");
            foreach (var line in entry.Text.TrimEnd('\n').Split('\n'))
            {
                text.Append(line.Length == 0 ? "" : "      ").Append(line).Append('\n');
            }
        }

        if (_written.Count > 0)
        {
            text.Append("written:\n");
        }

        foreach (var address in _written)
        {
            text.Append("  - ").Append(YamlWriter.Text(address)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Puts a text aside.</summary>
    public void Retire(RetiredText text) => _retired.Add(text);

    /// <summary>Takes the latest text of an address back out, of those that fit if any does.</summary>
    public RetiredText? Take(string address, Predicate<RetiredText> fits, bool orAny = true)
    {
        var index = _retired.FindLastIndex(entry => entry.At == address && fits(entry));
        index = index < 0 && orAny ? _retired.FindLastIndex(entry => entry.At == address) : index;
        if (index < 0)
        {
            return null;
        }

        var found = _retired[index];
        _retired.RemoveAt(index);
        return found;
    }

    /// <summary>Whether an update wrote this, or something around it.</summary>
    public bool IsWritten(string address) => _written.Exists(written => address == written || address.StartsWith(written + "/", StringComparison.Ordinal));

    /// <summary>Notes that an update wrote this.</summary>
    public void Write(string address)
    {
        if (!IsWritten(address))
        {
            _written.RemoveAll(written => written.StartsWith(address + "/", StringComparison.Ordinal));
            _written.Add(address);
        }
    }

    /// <summary>Forgets what an update wrote, with what it wrote inside of it.</summary>
    public void Forget(string address) => _written.RemoveAll(written => written == address || written.StartsWith(address + "/", StringComparison.Ordinal));
}
