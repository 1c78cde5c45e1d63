using System.Globalization;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Diff;

/// <summary>Compares what two schemas allow at one place of a message.</summary>
internal sealed class SchemaDiff(SpecDocument old, SpecDocument @new, Findings findings)
{
    private static readonly (string Minimum, string Maximum, string Rule)[] s_counts = [("minItems", "maxItems", "item-count"), ("minProperties", "maxProperties", "member-count")];

    /// <summary>The formats of OpenAPI and of JSON Schema.</summary>
    private static readonly HashSet<string> s_formats = new(StringComparer.Ordinal)
    {
        "binary", "byte", "date", "date-time", "double", "duration", "email", "float", "hostname", "idn-email", "idn-hostname", "int32", "int64", "ipv4", "ipv6", "iri",
        "iri-reference", "json-pointer", "password", "regex", "relative-json-pointer", "time", "uri", "uri-reference", "uri-template", "uuid",
    };

    /// <summary>Pairs that are being compared: a schema that contains itself ends here.</summary>
    private readonly List<(IReadOnlyList<JsonObject> Left, IReadOnlyList<JsonObject> Right)> _open = [];

    public void Compare(IEnumerable<JsonObject> left, IEnumerable<JsonObject> right, Place place) => Compare(Shape.Of(old, left), Shape.Of(@new, right), place);

    private void Compare(Shape left, Shape right, Place place)
    {
        if (_open.Exists(pair => Same(pair.Left, left.Schemas) && Same(pair.Right, right.Schemas)))
        {
            return;
        }

        _open.Add((left.Schemas, right.Schemas));
        if (left.Choices.Count == 0 && right.Choices.Count == 0)
        {
            Values(left, right, place);
        }
        else if ((left.Choices.Count == 0 || right.Choices.Count == 0) && IsObject(old, left) && IsObject(@new, right))
        {
            findings.Add(ChangeKind.Editorial, "alternatives-rewritten", place, Form(left), Form(right), "Alternatives are described in another way; each member they differ in is a row of its own.");
            Values(left.Choices.Count == 0 ? left : Shape.United(old, left), right.Choices.Count == 0 ? right : Shape.United(@new, right), place);
        }
        else
        {
            Alternatives(left, right, place);
        }

        _open.RemoveAt(_open.Count - 1);
    }

    private static bool Same(IReadOnlyList<JsonObject> left, IReadOnlyList<JsonObject> right) => left.Count > 0 && left.Count == right.Count && left.SequenceEqual(right);

    private static bool IsObject(SpecDocument document, Shape shape, int depth = 0) =>
        depth < 20 && (shape.Choices.Count == 0
            ? shape.IsObject
            : shape.Choices.SelectMany(choice => choice.Alternatives).All(alternative => IsObject(document, Shape.Of(document, [alternative.Schema]), depth + 1)));

    private static string Form(Shape shape) => shape.Choices.Count == 0 ? "one object" : $"{shape.Choices[0].Keyword} of {shape.Choices[0].Alternatives.Count}";

    private void Values(Shape left, Shape right, Place place)
    {
        if (!Types(left, right, place))
        {
            return;
        }

        Texts(left, right, place);
        Numbers(left, right, place);
        Counts(left, right, place);
        Listed(left, right, place);
        Members(left, right, place);
        Rest(left, right, place);
        if (left.Items.Count > 0 || right.Items.Count > 0)
        {
            Compare(left.Items, right.Items, place.Items());
        }
    }

    /// <summary>Whether the rest can be compared.</summary>
    private bool Types(Shape left, Shape right, Place place)
    {
        if (left.Nullable != right.Nullable)
        {
            Value("null", right.Nullable ? Relation.Wider : Relation.Narrower, place, left.Nullable ? "or null" : "never null", right.Nullable ? "or null" : "never null");
        }

        var (was, now) = (Alternative.TypesOf(old, left), Alternative.TypesOf(@new, right));
        var relation = TypeRelation(was, now);
        if (relation == Relation.Equal)
        {
            return true;
        }

        findings.Add(
            Verdict.Of(relation, place with { Part = "" }),
            $"{Verdict.Prefix(place)}-type-{Verdict.Word(relation)}",
            place,
            Alternative.TypeText(was),
            Alternative.TypeText(now),
            "The value is of another type, on the wire and in the client.");
        return relation != Relation.Other;
    }

    private static Relation TypeRelation(SortedSet<string>? left, SortedSet<string>? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null ? Relation.Equal : left is null ? Relation.Narrower : Relation.Wider;
        }

        if (left.SetEquals(right))
        {
            return Relation.Equal;
        }

        // Whole numbers are numbers.
        if (left.All(type => right.Contains(type) || (type == "integer" && right.Contains("number"))))
        {
            return Relation.Wider;
        }

        return right.All(type => left.Contains(type) || (type == "integer" && left.Contains("number"))) ? Relation.Narrower : Relation.Other;
    }

    private void Texts(Shape left, Shape right, Place place)
    {
        if (left.Format != right.Format)
        {
            Value("format", FormatRelation(left, right), place, left.Format, right.Format);
        }

        var lengths = RangeRelation(LimitOf(left, "minLength"), LimitOf(left, "maxLength"), LimitOf(right, "minLength"), LimitOf(right, "maxLength"));
        var samePatterns = left.Patterns.SetEquals(right.Patterns);
        if (lengths == Relation.Equal && samePatterns)
        {
            return;
        }

        // A length that the pattern implies, or a pattern that only says the length, changes nothing: what counts is what both allow together.
        var whole = TextLanguage.Compare(Language(left, lengths: true), Language(right, lengths: true));
        if (!samePatterns)
        {
            var patterns = TextLanguage.Compare(Language(left, lengths: false), Language(right, lengths: false));
            Value("pattern", Within(whole, Readable(left, right) ? patterns : Fallback(left, right)), place, PatternText(left), PatternText(right));
        }

        if (lengths != Relation.Equal)
        {
            Value("length", Within(whole, lengths), place, RangeText(left, "minLength", "maxLength"), RangeText(right, "minLength", "maxLength"));
        }
    }

    /// <summary>Where patterns cannot be read: one more narrows, one less widens.</summary>
    private static Relation Fallback(Shape left, Shape right) =>
        left.Patterns.IsSubsetOf(right.Patterns) ? Relation.Narrower : right.Patterns.IsSubsetOf(left.Patterns) ? Relation.Wider : Relation.Other;

    private static bool Readable(Shape left, Shape right) => left.Patterns.Concat(right.Patterns).All(pattern => PatternParser.Parse(pattern) is not null);

    private static TextLanguage? Language(Shape shape, bool lengths) =>
        TextLanguage.Of(shape.Patterns, lengths && shape.Limits.TryGetValue("minLength", out var minimum) ? minimum : null, lengths && shape.Limits.TryGetValue("maxLength", out var maximum) ? maximum : null);

    /// <summary>What one keyword's change comes to, given what all of them together do.</summary>
    private static Relation Within(Relation whole, Relation own) => (whole, own) switch
    {
        (Relation.Equal, _) => Relation.Equal,
        (Relation.Wider or Relation.Narrower, Relation.Other) => whole,
        (Relation.Wider, Relation.Narrower) or (Relation.Narrower, Relation.Wider) => Relation.Equal,
        _ => own,
    };

    private static Relation FormatRelation(Shape left, Shape right) => (Known(left), Known(right)) switch
    {
        // A format that nobody checks is a note.
        (null, null) => Relation.Equal,
        (null, "int32") when IsWithin(left, int.MinValue, int.MaxValue) => Relation.Equal,
        ("int32", null) when IsWithin(right, int.MinValue, int.MaxValue) => Relation.Equal,
        (null, "int64") when IsWithin(left, long.MinValue, long.MaxValue) => Relation.Equal,
        ("int64", null) when IsWithin(right, long.MinValue, long.MaxValue) => Relation.Equal,
        (null, _) => Relation.Narrower,
        (_, null) => Relation.Wider,
        ("int32", "int64") or ("float", "double") => Relation.Wider,
        ("int64", "int32") or ("double", "float") => Relation.Narrower,
        _ => Relation.Other,
    };

    private static string? Known(Shape shape) => shape.Format is { } format && s_formats.Contains(format) ? format : null;

    private static bool IsWithin(Shape shape, long least, long most) => shape.Minimum is { } minimum && minimum.Value >= least && shape.Maximum is { } maximum && maximum.Value <= most;

    private static string? PatternText(Shape shape) => shape.Patterns.Count == 0 ? null : string.Join(" and ", shape.Patterns);

    private void Numbers(Shape left, Shape right, Place place)
    {
        var relation = RangeRelation(left.Minimum, left.Maximum, right.Minimum, right.Maximum);
        if (relation != Relation.Equal)
        {
            Value("range", relation, place, RangeText(left.Minimum, left.Maximum), RangeText(right.Minimum, right.Maximum));
        }

        if (left.MultipleOf != right.MultipleOf)
        {
            var step = (left.MultipleOf, right.MultipleOf) switch
            {
                (null, _) => Relation.Narrower,
                (_, null) => Relation.Wider,
                ({ } from, { } to) when from != 0 && to % from == 0 => Relation.Narrower,
                ({ } from, { } to) when to != 0 && from % to == 0 => Relation.Wider,
                _ => Relation.Other,
            };
            Value("step", step, place, left.MultipleOf?.ToString(CultureInfo.InvariantCulture), right.MultipleOf?.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Counts(Shape left, Shape right, Place place)
    {
        foreach (var (minimum, maximum, rule) in s_counts)
        {
            var relation = RangeRelation(MinimumOf(left, minimum, right), LimitOf(left, maximum), MinimumOf(right, minimum, left), LimitOf(right, maximum));
            if (relation != Relation.Equal)
            {
                Value(rule, relation, place, RangeText(left, minimum, maximum), RangeText(right, minimum, maximum));
            }
        }

        if (left.UniqueItems != right.UniqueItems)
        {
            Value("unique-items", right.UniqueItems ? Relation.Narrower : Relation.Wider, place, left.UniqueItems ? "each once" : null, right.UniqueItems ? "each once" : null);
        }
    }

    private static Relation RangeRelation(Bound? leftMinimum, Bound? leftMaximum, Bound? rightMinimum, Bound? rightMaximum)
    {
        var narrower = (rightMinimum != leftMinimum && Bound.Lower(leftMinimum, rightMinimum) == rightMinimum) || (rightMaximum != leftMaximum && Bound.Upper(leftMaximum, rightMaximum) == rightMaximum);
        var wider = (rightMinimum != leftMinimum && Bound.Lower(leftMinimum, rightMinimum) == leftMinimum) || (rightMaximum != leftMaximum && Bound.Upper(leftMaximum, rightMaximum) == leftMaximum);
        return (narrower, wider) switch
        {
            (true, true) => Relation.Other,
            (true, false) => Relation.Narrower,
            (false, true) => Relation.Wider,
            _ => Relation.Equal,
        };
    }

    private static Bound? LimitOf(Shape shape, string keyword) => shape.Limits.TryGetValue(keyword, out var limit) ? new Bound(limit, false) : null;

    /// <summary>Where alternatives each require members, as many are there as the other side asks for, without a word about it.</summary>
    private static Bound? MinimumOf(Shape shape, string keyword, Shape other) =>
        LimitOf(shape, keyword) ?? (keyword == "minProperties" && LimitOf(other, keyword) is { } limit && limit.Value <= shape.ImpliedMembers ? limit : null);

    private static string? RangeText(Shape shape, string minimum, string maximum) => RangeText(LimitOf(shape, minimum), LimitOf(shape, maximum));

    private static string? RangeText(Bound? minimum, Bound? maximum) => (minimum, maximum) switch
    {
        (null, null) => null,
        ({ } least, null) => least.Exclusive ? $"more than {least}" : $"at least {least}",
        (null, { } most) => most.Exclusive ? $"less than {most}" : $"at most {most}",
        ({ } least, { } most) when least == most => $"exactly {least}",
        ({ } least, { } most) => $"{(least.Exclusive ? "more than " : "")}{least} to {(most.Exclusive ? "less than " : "")}{most}",
    };

    /// <summary>Enumerated values. The codes of an error are compared where all of an operation's errors are at hand.</summary>
    private void Listed(Shape left, Shape right, Place place)
    {
        if (place is { IsErrorBody: true, Path: "code" } || (left.Values is null && right.Values is null) || (left.Values is not null && right.Values is not null && left.Values.SetEquals(right.Values)))
        {
            return;
        }

        var (was, now) = (ValuesText(left, place), ValuesText(right, place));
        if (left.Values is null || right.Values is null)
        {
            var relation = left.Values is null ? Relation.Narrower : Relation.Wider;
            findings.Add(
                place.Side == Side.Response ? ChangeKind.Compatible : Verdict.Of(relation, place),
                $"{Verdict.Prefix(place)}-values-{(left.Values is null ? "listed" : "unlisted")}",
                place,
                was,
                now,
                place.Side == Side.Response ? "Listed or not, clients hold values as text or numbers and read others too." : Verdict.Meaning(relation, place));
            return;
        }

        var (gone, come) = (left.Values.Except(right.Values).ToList(), right.Values.Except(left.Values).ToList());
        if (gone.Count > 0)
        {
            findings.Add(
                Verdict.Of(Relation.Narrower, place),
                $"{Verdict.Prefix(place)}-values-removed",
                place,
                TextOf(gone),
                null,
                place.Side == Side.Response ? "These values are received no longer; what handles them is idle." : "These values are refused now.");
        }

        if (come.Count > 0)
        {
            findings.Add(ChangeKind.Compatible, $"{Verdict.Prefix(place)}-values-added", place, null, TextOf(come), place.Side == Side.Response ? "These values may be received now; clients hold values as text or numbers and read others too." : "These values are accepted too.");
        }
    }

    private static string ValuesText(Shape shape, Place place) =>
        shape.Values is null ? "any"
        : place is { IsErrorBody: true, Path: "status" } && shape.Values.SetEquals([place.Status!]) ? "the response's own"
        : TextOf(shape.Values);

    private static string TextOf(IEnumerable<string> values) => string.Join(", ", values.Select(value => JsonNode.Parse(value).AsText() ?? value));

    private void Members(Shape left, Shape right, Place place)
    {
        foreach (var name in left.Members.Keys.Union(right.Members.Keys).Union(left.Required).Union(right.Required).Order(StringComparer.Ordinal))
        {
            var (before, after) = (Member.Of(old, left, name, place), Member.Of(@new, right, name, place));
            var inner = place.Member(name);
            switch (before, after)
            {
                case (null, null):
                    break;
                case (null, { } added):
                    Added(added, inner);
                    break;
                case ({ } removed, null):
                    findings.Add(
                        ChangeKind.Breaking,
                        $"{Verdict.Prefix(place)}-member-removed",
                        inner,
                        removed.Text,
                        null,
                        place.Side == Side.Request ? "The member can be sent no longer." : "The member is received no longer.");
                    break;
                case ({ } was, { } now):
                    if (was.Required != now.Required)
                    {
                        RequiredChanged(now.Required, inner);
                    }

                    Compare(left.Members.GetValueOrDefault(name, []), right.Members.GetValueOrDefault(name, []), inner);
                    break;
            }
        }

        if (left.IsObject || right.IsObject)
        {
            OtherMembers(left, right, place);
        }
    }

    private void Added(Member added, Place place)
    {
        if (place.Side == Side.Request)
        {
            findings.Add(
                added.Required ? ChangeKind.Breaking : ChangeKind.Compatible,
                added.Required ? "request-required-member-added" : "request-member-added",
                place,
                null,
                added.Text,
                added.Required ? "Requests without the member are refused now." : "The member may be sent now.");
        }
        else
        {
            findings.Add(ChangeKind.Compatible, "response-member-added", place, null, added.Text, "The member may be received now; clients of the old document pass over it.");
        }
    }

    private void RequiredChanged(bool required, Place place)
    {
        var (was, now) = required ? ("optional", "required") : ("required", "optional");
        var (kind, meaning) = (place.Side, required) switch
        {
            (Side.Request, true) => (ChangeKind.Breaking, "Requests without the member are refused now."),
            (Side.Request, false) => (ChangeKind.Compatible, "The member may be left out now."),
            (_, true) => (ChangeKind.Compatible, "The member is always received now."),
            _ => (ChangeKind.Breaking, "The member may be missing now."),
        };
        findings.Add(kind, $"{Verdict.Prefix(place)}-member-{now}", place, was, now, meaning);
    }

    private void OtherMembers(Shape left, Shape right, Place place)
    {
        if (left.Open != right.Open)
        {
            var relation = right.Open ? Relation.Wider : Relation.Narrower;
            findings.Add(
                place.Side == Side.Response ? ChangeKind.Compatible : Verdict.Of(relation, place),
                $"{Verdict.Prefix(place)}-other-members-{Verdict.Word(relation)}",
                place,
                left.Open ? "any further members" : "no further members",
                right.Open ? "any further members" : "no further members",
                place.Side == Side.Response ? "Clients pass over members they do not know." : Verdict.Meaning(relation, place));
        }

        if (left.Open && right.Open && (left.OtherMembers.Count > 0 || right.OtherMembers.Count > 0))
        {
            Compare(left.OtherMembers, right.OtherMembers, place.Member("*"));
        }
    }

    private void Rest(Shape left, Shape right, Place place)
    {
        if (left.Default != right.Default)
        {
            var breaks = place.Side == Side.Request && left.Default is not null;
            findings.Add(breaks ? ChangeKind.Breaking : ChangeKind.Compatible, $"{Verdict.Prefix(place)}-default-changed", place, left.Default, right.Default, breaks ? "Leaving the value out means something else now." : "What a missing value means is said otherwise.");
        }

        if (left.Deprecated != right.Deprecated)
        {
            findings.Add(ChangeKind.Compatible, $"{Verdict.Prefix(place)}-{(right.Deprecated ? "deprecated" : "reinstated")}", place, left.Deprecated ? "deprecated" : null, right.Deprecated ? "deprecated" : null, right.Deprecated ? "A later release may drop it." : "It is here to stay.");
        }

        if (left.Choices.Count > 0 && right.Choices.Count > 0 && left.Discriminator != right.Discriminator)
        {
            findings.Add(ChangeKind.Breaking, $"{Verdict.Prefix(place)}-discriminator-changed", place, left.Discriminator, right.Discriminator, "Another member says which alternative a value is.");
        }

        foreach (var keyword in left.Others.Keys.Union(right.Others.Keys).Order(StringComparer.Ordinal))
        {
            var (was, now) = (left.Others.GetValueOrDefault(keyword), right.Others.GetValueOrDefault(keyword));
            if (was != now)
            {
                findings.Add(ChangeKind.Breaking, $"{Verdict.Prefix(place)}-schema-changed", place, was is null ? null : $"{keyword}: {was}", now is null ? null : $"{keyword}: {now}", "Other values are allowed now; which ones, the schema says.");
            }
        }
    }

    private void Alternatives(Shape left, Shape right, Place place)
    {
        if (left.Choices.Count > 0 && right.Choices.Count > 0)
        {
            Values(left, right, place);
            var (was, now) = (left.Choices[0].Keyword, right.Choices[0].Keyword);
            if (was != now)
            {
                Value("alternatives", now == "anyOf" ? Relation.Wider : Relation.Narrower, place, was, now);
            }
        }

        var (before, after) = (Alternative.Of(old, left), Alternative.Of(@new, right));
        var pairs = Alternative.Match(before, after);
        foreach (var (from, to) in pairs)
        {
            if (from.Tag is not null && to.Tag is not null && from.Tag != to.Tag)
            {
                findings.Add(ChangeKind.Breaking, $"{Verdict.Prefix(place)}-discriminator-changed", place.As(to.Label), from.Tag, to.Tag, "The alternative goes by another name on the wire.");
            }

            Compare(from.Schemas, to.Schemas, place.As(to.Label));
        }

        foreach (var gone in before.Except(pairs.Select(pair => pair.From)))
        {
            findings.Add(Verdict.Of(Relation.Narrower, place), $"{Verdict.Prefix(place)}-alternative-removed", place, gone.Label, null, place.Side == Side.Request ? "This form is accepted no longer." : "This form is received no longer.");
        }

        foreach (var come in after.Except(pairs.Select(pair => pair.To)))
        {
            findings.Add(Verdict.Of(Relation.Wider, place), $"{Verdict.Prefix(place)}-alternative-added", place, null, come.Label, place.Side == Side.Request ? "This form is accepted too." : "This form may be received, and clients of the old document do not know it.");
        }
    }

    private void Value(string keyword, Relation relation, Place place, string? was, string? now) =>
        findings.Add(Verdict.Of(relation, place), $"{Verdict.Prefix(place)}-{keyword}-{Verdict.Word(relation)}", place, was, now, Verdict.Meaning(relation, place));
}
