using System.Text;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Loading;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Update;

/// <summary>Writes YAML as our documents have it: two spaces, one entry per line, quotes only where text would be read as something else.</summary>
internal static class YamlWriter
{
    private const string NeverFirst = "-?:,[]{}#&*!|>'\"%@` ";

    /// <summary>One member, or an item where there is no name; at the margin, each line with its LF.</summary>
    public static string Entry(string? name, JsonNode? value)
    {
        var text = new StringBuilder();
        Write(text, "", name is null ? "- " : Text(name) + ":", name is null, value);
        return text.ToString();
    }

    /// <summary>A text as a scalar in one line.</summary>
    public static string Text(string text) =>
        text.Any(char.IsControl) ? JsonText.Compact(JsonValue.Create(text))
        : IsPlain(text) ? text
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static void Write(StringBuilder text, string margin, string start, bool isItem, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } members:
                text.Append(margin).Append(start).Append(isItem ? "" : "\n");
                var inFirstLine = isItem;
                foreach (var (name, member) in members)
                {
                    Write(text, inFirstLine ? "" : margin + "  ", Text(name) + ":", margin, member);
                    inFirstLine = false;
                }

                break;
            case JsonArray { Count: > 0 } items:
                text.Append(margin).Append(start.TrimEnd()).Append('\n');
                foreach (var item in items)
                {
                    Write(text, margin + "  ", "- ", isItem: true, item);
                }

                break;
            default:
                text.Append(margin).Append(start).Append(isItem ? "" : " ").Append(Scalar(value)).Append('\n');
                break;
        }
    }

    /// <summary>A member of an item: its own margin may already be written, by the dash.</summary>
    private static void Write(StringBuilder text, string written, string start, string margin, JsonNode? value)
    {
        var inner = new StringBuilder();
        Write(inner, margin + "  ", start, isItem: false, value);
        text.Append(written.Length == 0 ? inner.ToString()[(margin.Length + 2)..] : inner.ToString());
    }

    private static string Scalar(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        _ when value.AsText() is { } text => Text(text),
        _ => JsonText.Compact(value),
    };

    private static bool IsPlain(string text) =>
        text.Length > 0 && CoreSchema.TagOf(text) == CoreSchema.Text && text != "<<" && !NeverFirst.Contains(text[0], StringComparison.Ordinal)
        && text[^1] is not (':' or ' ') && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal)
        && !text.StartsWith("...", StringComparison.Ordinal);
}
