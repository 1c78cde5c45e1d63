using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Diff;

/// <summary>
/// The codes that an error response documents. CAMARA's older releases name them in examples only; where a schema lists them, examples only illustrate.
/// </summary>
internal sealed record ErrorCodes(SortedSet<string> Codes, bool Listed)
{
    private const int MostLevels = 20;

    public static ErrorCodes Of(SpecDocument document, JsonObject response)
    {
        var listed = new SortedSet<string>(StringComparer.Ordinal);
        var shown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var media in Grammar.Children(response.Object("content"), NodeKind.Shape.Map))
        {
            if (media.Object("schema") is { } schema)
            {
                Collect(document, Shape.Of(document, [schema]), listed, shown, 0);
            }

            foreach (var example in Grammar.Children(media.Object("examples"), NodeKind.Shape.Map))
            {
                Show(document.Follow(example)["value"], shown);
            }

            Show(media["example"], shown);
        }

        return listed.Count > 0 ? new ErrorCodes(listed, true) : new ErrorCodes(shown, false);
    }

    /// <summary>One row for each code: to a client each is a case of its own.</summary>
    public static void Compare(ErrorCodes left, ErrorCodes right, Place place, Findings findings)
    {
        if (left.Listed != right.Listed)
        {
            findings.Add(
                ChangeKind.Compatible,
                right.Listed ? "error-codes-listed" : "error-codes-unlisted",
                place,
                left.Listed ? "listed" : "by example",
                right.Listed ? "listed" : "by example",
                right.Listed ? "The schema names the codes now; clients hold a code as text and read others too." : "The schema names the codes no longer; clients hold a code as text and read any.");
            if (left.Codes.Count == 0 || right.Codes.Count == 0)
            {
                return;
            }
        }

        foreach (var code in left.Codes.Except(right.Codes))
        {
            findings.Add(ChangeKind.Compatible, "error-code-removed", place, code, null, "The document names the code no longer; what handles it does no harm, and servers of the old release still send it.");
        }

        foreach (var code in right.Codes.Except(left.Codes))
        {
            findings.Add(ChangeKind.Compatible, "error-code-added", place, null, code, "A code that may be worth a case of its own; clients hold codes as text and read it already.");
        }
    }

    private static void Collect(SpecDocument document, Shape shape, SortedSet<string> listed, SortedSet<string> shown, int depth)
    {
        if (shape.Members.TryGetValue("code", out var code))
        {
            listed.UnionWith((Shape.Of(document, code).Values ?? []).Select(value => JsonNode.Parse(value).AsText() ?? value));
        }

        foreach (var schema in shape.Schemas)
        {
            Show(schema["example"], shown);
        }

        if (depth < MostLevels)
        {
            foreach (var (schema, _) in shape.Choices.SelectMany(choice => choice.Alternatives))
            {
                Collect(document, Shape.Of(document, [schema]), listed, shown, depth + 1);
            }
        }
    }

    private static void Show(JsonNode? example, SortedSet<string> shown)
    {
        if (example is JsonObject body && body.Text("code") is { } code)
        {
            shown.Add(code);
        }
    }
}
