using System.Text;

namespace NumberVerify.Tool.Spec;

/// <summary>A comparison as Markdown, for a change log or a pull request.</summary>
internal static class DiffMarkdown
{
    public static string Write(DiffReport report)
    {
        var text = new StringBuilder();
        text.Append($"# {Plain(report.Old.ToString())} to {Plain(report.New.ToString())}\n\n");
        text.Append(report.Changes.Count == 0 ? "Nothing changes.\n" : $"{report.Breaking} breaking, {report.Compatible} compatible, {report.Editorial} editorial.\n");
        foreach (var kind in DiffReport.Kinds)
        {
            var rows = report.Changes.Where(change => change.Kind == kind).ToList();
            if (rows.Count == 0)
            {
                continue;
            }

            text.Append($"\n## {char.ToUpperInvariant(kind[0])}{kind[1..]}\n\n| where | before | now | meaning | rule |\n| --- | --- | --- | --- | --- |\n");
            foreach (var row in rows)
            {
                text.Append($"| {Plain(row.Where)} | {Code(row.Old)} | {Code(row.New)} | {Plain(row.Meaning)} | {Code(row.Rule)} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>What is told could hold anything: it is shown, never followed.</summary>
    private static string Plain(string text)
    {
        var escaped = new StringBuilder();
        foreach (var symbol in OneLine(text))
        {
            if (symbol is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '<' or '>' or '#' or '|' or '!')
            {
                escaped.Append('\\');
            }

            escaped.Append(symbol);
        }

        return escaped.ToString();
    }

    /// <summary>A code span, with a fence longer than any inside it.</summary>
    private static string Code(string? text)
    {
        if (text is null)
        {
            return "";
        }

        var fence = new string('`', LongestRun(text) + 1);
        var padding = text.StartsWith('`') || text.EndsWith('`') ? " " : "";
        return $"{fence}{padding}{OneLine(text).Replace("|", "\\|", StringComparison.Ordinal)}{padding}{fence}";
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var symbol in text)
        {
            run = symbol == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
