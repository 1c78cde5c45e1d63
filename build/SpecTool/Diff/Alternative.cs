using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Diff;

/// <summary>One of the forms that a value may have.</summary>
/// <param name="Schemas">What it consists of.</param>
/// <param name="Tag">The discriminator's value for it.</param>
/// <param name="Label">What to call it.</param>
/// <param name="Text">Its canonical text: equal for equal forms.</param>
/// <param name="Shape">What it allows.</param>
internal sealed record Alternative(IReadOnlyList<JsonObject> Schemas, string? Tag, string Label, string Text, Shape Shape)
{
    private const int MostLevels = 20;

    /// <summary>The forms of a shape; one that names none is its own only one.</summary>
    public static List<Alternative> Of(SpecDocument document, Shape shape) =>
        shape.Choices.Count == 0
            ? [Of(document, shape.Roots, null, null)]
            : [.. shape.Choices.SelectMany(choice => choice.Alternatives).Select(alternative => Of(document, [alternative.Schema], alternative.Tag, NameOf(alternative.Schema)))];

    /// <summary>Which form has become which: equal ones first, then those of one name, then those that have most in common.</summary>
    public static List<(Alternative From, Alternative To)> Match(IEnumerable<Alternative> before, IEnumerable<Alternative> after)
    {
        var (left, right) = (before.ToList(), after.ToList());
        var pairs = new List<(Alternative, Alternative)>();
        Pair((from, to) => from.Text == to.Text && from.Tag == to.Tag);
        Pair((from, to) => from.Text == to.Text);
        Pair((from, to) => from.Tag is not null && from.Tag == to.Tag);
        Pair((from, to) => from.Label == to.Label);
        foreach (var (from, to) in left.SelectMany(from => right.Select(to => (From: from, To: to))).OrderByDescending(pair => Likeness(pair.From, pair.To)).ToList())
        {
            if (left.Contains(from) && right.Contains(to) && Likeness(from, to) > 0)
            {
                Add(from, to);
            }
        }

        return pairs;

        void Pair(Func<Alternative, Alternative, bool> same)
        {
            foreach (var from in left.ToList())
            {
                if (right.Find(to => same(from, to)) is { } to)
                {
                    Add(from, to);
                }
            }
        }

        void Add(Alternative from, Alternative to)
        {
            pairs.Add((from, to));
            left.Remove(from);
            right.Remove(to);
        }
    }

    /// <summary>The types a value may have, alternatives included; null for any.</summary>
    public static SortedSet<string>? TypesOf(SpecDocument document, Shape shape, int depth = 0)
    {
        if (shape.Types is not null || shape.Choices.Count == 0 || depth > MostLevels)
        {
            return shape.Types;
        }

        var types = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (schema, _) in shape.Choices[0].Alternatives)
        {
            if (TypesOf(document, Shape.Of(document, [schema]), depth + 1) is not { } found)
            {
                return null;
            }

            types.UnionWith(found);
        }

        return types;
    }

    public static string TypeText(SortedSet<string>? types) => types is null ? "any" : string.Join(" or ", types);

    private static Alternative Of(SpecDocument document, IReadOnlyList<JsonObject> schemas, string? tag, string? name)
    {
        var shape = Shape.Of(document, schemas);
        var label = tag ?? name
            ?? (shape.Required.Count > 0 ? $"with {string.Join(" and ", shape.Required)}"
            : shape.Members.Count > 0 ? $"with {string.Join(" or ", shape.Members.Keys)}"
            : TypeText(TypesOf(document, shape)));
        return new Alternative(schemas, tag, label, string.Join('&', schemas.Select(schema => Canonical.Text(document, schema, Grammar.Schema))), shape);
    }

    private static string? NameOf(JsonObject schema) => schema.Text("$ref") is { } reference ? Pointer.Split(reference).LastOrDefault() : schema.Text("title");

    private static int Likeness(Alternative from, Alternative to)
    {
        // What goes by different names on the wire is not the same form.
        if (from.Tag is not null && to.Tag is not null)
        {
            return 0;
        }

        var members = from.Shape.Members.Keys.Intersect(to.Shape.Members.Keys).Count();
        return members > 0 ? members + 1 : from.Shape.Members.Count == 0 && to.Shape.Members.Count == 0 && from.Shape.Types is { } left && to.Shape.Types is { } right && left.Overlaps(right) ? 1 : 0;
    }
}
