using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace NumberVerify.Analyzers.Tests.Verification;

/// <summary>Source with the places of expected diagnostics: <c>[|...|]</c> for the rule under test, <c>{|NV1001:...|}</c> for a named one.</summary>
internal sealed record Markup(string Text, IReadOnlyList<(string Id, TextSpan Span)> Expected)
{
    public static Markup Parse(string source, string defaultId)
    {
        var text = new StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        var expected = new List<(string, TextSpan)>();
        for (var i = 0; i < source.Length; i++)
        {
            var rest = source.AsSpan(i);
            if (rest.StartsWith("[|", StringComparison.Ordinal))
            {
                open.Push((defaultId, text.Length));
                i++;
            }
            else if (rest.StartsWith("{|NV", StringComparison.Ordinal))
            {
                open.Push((rest.Slice(2, 6).ToString(), text.Length));
                i += "{|NV1001:".Length - 1;
            }
            else if (open.Count > 0 && (rest.StartsWith("|]", StringComparison.Ordinal) || rest.StartsWith("|}", StringComparison.Ordinal)))
            {
                var (id, start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, text.Length)));
                i++;
            }
            else
            {
                text.Append(source[i]);
            }
        }

        Assert.Empty(open);
        return new Markup(text.ToString(), expected);
    }
}
