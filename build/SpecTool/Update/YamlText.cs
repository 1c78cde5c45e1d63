using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Loading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NumberVerify.SpecTool.Update;

/// <summary>A YAML document as text that can be changed entry by entry: what is not touched keeps its bytes.</summary>
internal sealed class YamlText
{
    private readonly string[] _lines;
    private readonly string _path;
    private readonly bool _endsWithNewline;
    private List<string> _before = [];
    private List<string> _after = [];

    private YamlText(string text, string path)
    {
        _path = path;
        _endsWithNewline = text.EndsWith('\n');
        _lines = (_endsWithNewline ? text[..^1] : text).Split('\n');
    }

    /// <summary>The members of the document.</summary>
    public YamlCollection Root { get; private set; } = null!;

    /// <summary>Reads a document whose lines end with LF.</summary>
    /// <exception cref="SpecException">The text is no YAML, or of a kind whose lines cannot be moved about: anchors, or no mapping or list at the top.</exception>
    public static YamlText Parse(string text, string path)
    {
        var value = SourceFile.Parse(text, path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? path + ".yaml" : path, new SourceMap());
        var yaml = new YamlText(text, path);
        yaml.Read(text, value);
        return yaml;
    }

    public override string ToString()
    {
        var lines = new List<string>(_before);
        Root.WriteTo(lines);
        lines.AddRange(_after);
        return string.Join('\n', lines) + (_endsWithNewline ? "\n" : "");
    }

    private void Read(string text, JsonNode? value)
    {
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        while (parser.MoveNext() && parser.Current is StreamStart or DocumentStart)
        {
        }

        var root = Outline(parser);
        if (root.Members.Count == 0)
        {
            throw Refused(1, 1, "The document is not written as a mapping over several lines.");
        }

        // Comments at the very end and at the margin belong to no entry.
        var end = _lines.Length;
        while (end > root.Members[^1].Line + 1 && (_lines[end - 1].Trim().Length == 0 || _lines[end - 1].StartsWith('#')))
        {
            end--;
        }

        var start = LeadOf(root.Members[0], 0);
        _before = [.. _lines[..start]];
        _after = [.. _lines[end..]];
        Root = Collect(root, start, end, value, firstLine: null);
    }

    /// <summary>Where things stand, without their lines; afterwards the node's last event is the current one.</summary>
    private Outlined Outline(Parser parser)
    {
        var current = parser.Current!;
        if (current is AnchorAlias || (current is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty)))
        {
            throw Refused((int)current.Start.Line, (int)current.Start.Column, "Anchors, aliases and tags tie lines to each other that an update would have to move one by one.");
        }

        var outline = new Outlined(current);
        switch (current)
        {
            case MappingStart:
                while (parser.MoveNext() && parser.Current is not MappingEnd)
                {
                    var key = (Scalar)parser.Current!;
                    parser.MoveNext();
                    outline.Members.Add(new Member(key.Value, (int)key.Start.Line - 1, (int)key.Start.Column - 1, Outline(parser)));
                }

                break;
            case SequenceStart:
                while (parser.MoveNext() && parser.Current is not SequenceEnd)
                {
                    var item = Outline(parser);
                    outline.Members.Add(new Member("", item.Line, item.Column, item));
                }

                break;
        }

        if (current is MappingStart { Style: MappingStyle.Flow } or SequenceStart { Style: SequenceStyle.Flow })
        {
            outline.Members.Clear();
        }

        return outline;
    }

    private YamlCollection Collect(Outlined outline, int start, int end, JsonNode? value, string? firstLine)
    {
        var members = outline.IsList ? outline.Members.ConvertAll(member => AtDash(member, firstLine is null ? null : (start, firstLine))) : outline.Members;
        var collection = new YamlCollection(outline.IsList, members[0].Column);
        var from = start;
        for (var index = 0; index < members.Count; index++)
        {
            var member = members[index];
            var to = index + 1 < members.Count ? LeadOf(members[index + 1], member.Line + 1) : end;
            var inner = value switch
            {
                JsonObject named => named[member.Name],
                JsonArray items => items[index],
                _ => null,
            };
            collection.Entries.Add(Entry(member, outline.IsList, from, to, inner, from == start ? firstLine : null));
            from = to;
        }

        return collection;
    }

    // The first line is given where it is to be read differently: without the dash that it shares with an item around.
    private YamlEntry Entry(Member member, bool isItem, int from, int to, JsonNode? value, string? firstLine)
    {
        string LineAt(int index) => index == from && firstLine is not null ? firstLine : _lines[index];

        List<string> lead = [.. _lines[from..member.Line]];
        var outline = member.Outline;
        if (outline.Members.Count == 0)
        {
            return new YamlEntry { Name = member.Name, Column = member.Column, Lead = lead, Lines = [.. Enumerable.Range(member.Line, to - member.Line).Select(LineAt)], Value = value };
        }

        var first = outline.Members[0];
        if (isItem && first.Line == member.Line)
        {
            var line = LineAt(member.Line);
            var blanked = $"{line[..member.Column]} {line[(member.Column + 1)..]}";
            return new YamlEntry { Name = "", Column = member.Column, Lead = lead, Children = Collect(outline, member.Line, to, value, blanked), Value = value };
        }

        var childrenFrom = LeadOf(outline.IsList ? AtDash(first, null) : first, member.Line + 1);
        return new YamlEntry
        {
            Name = member.Name,
            Column = member.Column,
            Lead = lead,
            Lines = [.. Enumerable.Range(member.Line, childrenFrom - member.Line).Select(LineAt)],
            Children = Collect(outline, childrenFrom, to, value, firstLine: null),
            Value = value,
        };
    }

    /// <summary>An item begins at its dash; the parser names the place of what stands behind.</summary>
    private Member AtDash(Member item, (int Line, string Text)? replaced)
    {
        for (var line = item.Line; line >= 0; line--)
        {
            var text = replaced is { } other && other.Line == line ? other.Text : _lines[line];
            var until = line == item.Line ? Math.Min(item.Column, text.Length) : text.Length;
            var dash = text[..until].TrimEnd(' ');
            if (dash.EndsWith('-'))
            {
                return item with { Line = line, Column = dash.Length - 1 };
            }

            if (dash.Trim().Length > 0 && !dash.TrimStart(' ').StartsWith('#'))
            {
                break;
            }
        }

        throw Refused(item.Line + 1, item.Column + 1, "The dash of this item was not found.");
    }

    /// <summary>The first of the lines above that belong to an entry: blank ones, and comments that are not indented deeper than it.</summary>
    private int LeadOf(Member member, int notBefore)
    {
        var line = member.Line;
        while (line > notBefore && _lines[line - 1] is var above && (above.Trim().Length == 0 || (above.TrimStart(' ') is ['#', ..] && above.Length - above.TrimStart(' ').Length <= member.Column)))
        {
            line--;
        }

        return line;
    }

    private SpecException Refused(int line, int column, string text) =>
        new(SpecErrorIds.NotUpdatable, new SourcePlace(_path, line, column), text, "Write the document line by line, in YAML's block style, and without anchors.");

    /// <summary>A node of the YAML and its place, both counted from 0; without members where it is one piece.</summary>
    private sealed class Outlined(ParsingEvent start)
    {
        public bool IsList => start is SequenceStart;

        public int Line => (int)start.Start.Line - 1;

        public int Column => (int)start.Start.Column - 1;

        public List<Member> Members { get; } = [];
    }

    private sealed record Member(string Name, int Line, int Column, Outlined Outline);
}
