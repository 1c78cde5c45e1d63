using System.Text.Json.Nodes;

namespace NumberVerify.SpecTool.Update;

/// <summary>A mapping or a list that is written one entry below the other.</summary>
internal sealed class YamlCollection(bool isList, int column)
{
    public bool IsList => isList;

    /// <summary>Spaces before each key or dash.</summary>
    public int Column => column;

    public List<YamlEntry> Entries { get; } = [];

    public YamlEntry? Find(string name) => Entries.Find(entry => entry.Name == name);

    /// <summary>The lines of all entries, in their order.</summary>
    public void WriteTo(List<string> lines)
    {
        foreach (var entry in Entries)
        {
            Write(entry, lines);
        }
    }

    /// <summary>An entry's lines with its own column as the margin.</summary>
    public string TextOf(YamlEntry entry)
    {
        var lines = new List<string>();
        Write(entry, lines);
        return string.Concat(lines.Select(line => line[Math.Min(column, line.Length - line.TrimStart(' ').Length)..] + "\n"));
    }

    /// <summary>An entry from its text; the reverse of <see cref="TextOf"/>, at this collection's column.</summary>
    public YamlEntry Read(string text, string path)
    {
        var margin = new string(' ', column);
        var lines = text.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? line : margin + line);
        return YamlText.Parse(string.Join('\n', lines) + "\n", path).Root.Entries[0];
    }

    /// <summary>An entry that is written anew, in the manner of our documents.</summary>
    public YamlEntry New(string name, JsonNode? value) => Read(YamlWriter.Entry(isList ? null : name, value), "");

    private void Write(YamlEntry entry, List<string> lines)
    {
        lines.AddRange(entry.Lead);
        lines.AddRange(entry.Lines);
        if (entry.Children is not { } children)
        {
            return;
        }

        var start = lines.Count;
        children.WriteTo(lines);
        if (!isList || entry.Lines.Count > 0)
        {
            return;
        }

        // The dash stands in the line of the first child, or above what is said about that child.
        if (children.Entries[0].Lead.Count > 0)
        {
            lines.Insert(start, new string(' ', column) + "-");
        }
        else
        {
            lines[start] = $"{lines[start][..column]}-{lines[start][(column + 1)..]}";
        }
    }
}
