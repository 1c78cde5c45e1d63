using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Diff;

/// <summary>
/// What a schema allows, however it is written: references followed and `allOf` united, of OpenAPI 3.0 and 3.1 alike. Members keep the schemas they consist of and
/// become shapes of their own when they are looked at, so that schemas which contain themselves have a shape too.
/// </summary>
internal sealed class Shape
{
    private static readonly string[] s_ofNumbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

    private readonly SpecDocument _document;
    private readonly HashSet<JsonObject> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<JsonObject> _schemas = [];

    private Shape(SpecDocument document, IEnumerable<JsonObject> roots)
    {
        _document = document;
        Roots = [.. roots];
    }

    /// <summary>What the shape was made from.</summary>
    public IReadOnlyList<JsonObject> Roots { get; }

    /// <summary>The schemas that say something here, references followed; the same ones are one and the same shape.</summary>
    public IReadOnlyList<JsonObject> Schemas => _schemas;

    /// <summary>Null: of any type.</summary>
    public SortedSet<string>? Types { get; private set; }

    public bool Nullable { get; private set; }

    public string? Format { get; private set; }

    public SortedSet<string> Patterns { get; } = new(StringComparer.Ordinal);

    public Bound? Minimum { get; private set; }

    public Bound? Maximum { get; private set; }

    /// <summary>Each pair of limits by its keywords: the length of text, the number of items and of members.</summary>
    public Dictionary<string, decimal> Limits { get; } = new(StringComparer.Ordinal);

    /// <summary>How many members there are at least, of an object that unites alternatives.</summary>
    public int ImpliedMembers { get; private set; }

    public decimal? MultipleOf { get; private set; }

    public bool UniqueItems { get; private set; }

    /// <summary>The values as JSON; null when they are not listed.</summary>
    public SortedSet<string>? Values { get; private set; }

    public SortedDictionary<string, List<JsonObject>> Members { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether members that are not named may occur.</summary>
    public bool Open { get; private set; } = true;

    public List<JsonObject> OtherMembers { get; } = [];

    public List<JsonObject> Items { get; } = [];

    public List<Choice> Choices { get; } = [];

    public string? Discriminator { get; private set; }

    public string? Default { get; private set; }

    public bool Deprecated { get; private set; }

    public bool ReadOnly { get; private set; }

    public bool WriteOnly { get; private set; }

    /// <summary>What is compared as it is written.</summary>
    public SortedDictionary<string, string> Others { get; } = new(StringComparer.Ordinal);

    public bool IsObject => Types is null ? Members.Count > 0 || Required.Count > 0 : Types.Contains("object");

    public static Shape Of(SpecDocument document, IEnumerable<JsonObject> schemas)
    {
        var shape = new Shape(document, schemas);
        foreach (var schema in shape.Roots)
        {
            shape.Add(schema, composed: false);
        }

        shape.Complete();
        return shape;
    }

    /// <summary>Alternatives that are all objects as one object with the members of all, of which those are required that every alternative requires.</summary>
    public static Shape United(SpecDocument document, Shape shape)
    {
        var united = new Shape(document, shape.Roots);
        united._schemas.AddRange(shape._schemas);
        united.Merge(shape);
        foreach (var choice in shape.Choices)
        {
            var alternatives = choice.Alternatives.Select(alternative => Of(document, [alternative.Schema])).Select(part => part.Choices.Count > 0 && part.Choices.All(inner => inner != choice) ? United(document, part) : part).ToList();
            foreach (var name in alternatives.SelectMany(part => part.Members.Keys).Distinct())
            {
                var forms = alternatives.Where(part => part.Members.ContainsKey(name)).Select(part => part.Members[name]).ToList();
                united.Members.TryAdd(name, forms.Select(form => string.Join('&', form.Select(schema => Canonical.Text(document, schema, Grammar.Schema)))).Distinct().Count() == 1
                    ? forms[0]
                    : [new JsonObject { ["anyOf"] = new JsonArray([.. forms.Select(form => form.Count == 1 ? form[0].DeepClone() : new JsonObject { ["allOf"] = new JsonArray([.. form.Select(schema => schema.DeepClone())]) })]) }]);
            }

            united.Required.UnionWith(alternatives.Select(part => (IEnumerable<string>)part.Required).Aggregate((left, right) => left.Intersect(right)));

            united.ImpliedMembers = Math.Max(united.ImpliedMembers, alternatives.Min(part => Math.Max(part.Required.Count, part.Limits.TryGetValue("minProperties", out var least) ? (int)least : 0)));

            // One of several objects of one member each, however it is written, is an object of exactly one of these members.
            if (choice.Keyword == "oneOf" && alternatives.All(part => part.Members.Count == 1) && alternatives.SelectMany(part => part.Members.Keys).Distinct().Count() == alternatives.Count)
            {
                united.Limit("minProperties", 1);
                united.Limit("maxProperties", 1);
            }
        }

        united.Types ??= ["object"];
        return united;
    }

    private void Merge(Shape other)
    {
        Types = other.Types;
        Nullable = other.Nullable;
        Open = other.Open;
        Deprecated = other.Deprecated;
        Default = other.Default;
        foreach (var (name, schemas) in other.Members)
        {
            Members[name] = schemas;
        }

        foreach (var (name, limit) in other.Limits)
        {
            Limits[name] = limit;
        }

        Required.UnionWith(other.Required);
        OtherMembers.AddRange(other.OtherMembers);
        foreach (var (name, text) in other.Others)
        {
            Others[name] = text;
        }
    }

    private void Add(JsonObject schema, bool composed)
    {
        if (!_seen.Add(schema))
        {
            return;
        }

        if (schema.Text("$ref") is not { } reference)
        {
            _schemas.Add(schema);
        }
        else
        {
            if (Pointer.Find(_document.Root, reference) is JsonObject target)
            {
                Add(target, composed);
            }
            else
            {
                Others["$ref"] = reference;
            }

            if (_document.Root.Text("openapi")?.StartsWith("3.0.", StringComparison.Ordinal) != false)
            {
                // OpenAPI 3.0 ignores what stands beside a reference.
                return;
            }

            if (schema.Count > 1)
            {
                _schemas.Add(schema);
            }
        }

        foreach (var (keyword, value) in schema)
        {
            Read(schema, keyword, value, composed);
        }
    }

    private void Read(JsonObject schema, string keyword, JsonNode? value, bool composed)
    {
        switch (keyword)
        {
            case "$ref" or "mapping":
                break;
            case "type":
                ReadTypes(value);
                break;
            case "nullable":
                Nullable |= IsTrue(value);
                break;
            case "format":
                Format = value.AsText() ?? Format;
                break;
            case "pattern" when value.AsText() is { } pattern:
                Patterns.Add(pattern);
                break;
            case "const":
                ReadValues([value]);
                break;
            case "enum" when value is JsonArray values:
                ReadValues(values);
                break;
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum":
                // Together, below: each means something else beside the other.
                break;
            case "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties" when Number(value) is { } limit:
                Limit(keyword, limit);
                break;
            case "multipleOf":
                MultipleOf = Number(value) ?? MultipleOf;
                break;
            case "uniqueItems":
                UniqueItems |= IsTrue(value);
                break;
            case "properties" when value is JsonObject members:
                foreach (var (name, member) in members)
                {
                    if (!Members.TryGetValue(name, out var schemas))
                    {
                        Members[name] = schemas = [];
                    }

                    schemas.Add(member as JsonObject ?? []);
                }

                break;
            case "required" when value is JsonArray names:
                Required.UnionWith(names.Texts());
                break;
            case "additionalProperties" when value is JsonObject { Count: > 0 } others:
                OtherMembers.Add(others);
                break;
            case "additionalProperties":
                Open &= value?.GetValueKind() != JsonValueKind.False;
                break;
            case "items" when value is JsonObject item:
                Items.Add(item);
                break;
            case "allOf" when value is JsonArray parts:
                foreach (var part in parts.OfType<JsonObject>())
                {
                    Add(part, composed: true);
                }

                break;
            case "oneOf" or "anyOf" when value is JsonArray alternatives:
                ReadChoice(schema, keyword, alternatives);
                break;
            case "discriminator" when value is JsonObject discriminator:
                ReadDiscriminator(schema, discriminator, composed);
                break;
            case "default":
                Default = JsonText.Compact(value);
                break;
            case "deprecated":
                Deprecated |= IsTrue(value);
                break;
            case "readOnly":
                ReadOnly |= IsTrue(value);
                break;
            case "writeOnly":
                WriteOnly |= IsTrue(value);
                break;
            case "$defs" or "definitions" or "$id" or "$anchor" or "$comment" or "$schema" or "xml":
                break;
            default:
                if (!Grammar.Schema.IsProse(keyword) && !keyword.StartsWith("x-", StringComparison.Ordinal))
                {
                    var text = Grammar.Schema.Find(keyword) is { Shape: NodeKind.Shape.One } member ? Canonical.Text(_document, value, member.Kind) : JsonText.Compact(value);
                    Others[keyword] = Others.TryGetValue(keyword, out var earlier) && earlier != text ? $"{earlier} and {text}" : text;
                }

                break;
        }

        if (keyword is "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" && keyword == s_ofNumbers.First(schema.ContainsKey))
        {
            ReadRange(schema);
        }
    }

    private void ReadTypes(JsonNode? value)
    {
        var types = value is JsonArray several ? [.. several.Texts()] : new SortedSet<string>([value.AsText() ?? "unknown"], StringComparer.Ordinal);
        if (value is JsonArray && types.Remove("null"))
        {
            Nullable = true;
        }

        if (Types is null)
        {
            Types = types;
        }
        else if (Types.Contains("number") && types.Contains("integer"))
        {
            Types = types;
        }
        else if (!(Types.Contains("integer") && types.Contains("number")))
        {
            Types.IntersectWith(types);
        }
    }

    private void ReadValues(IEnumerable<JsonNode?> values)
    {
        var texts = values.Select(JsonText.Compact).ToList();
        if (Values is null)
        {
            Values = new SortedSet<string>(texts, StringComparer.Ordinal);
        }
        else
        {
            Values.IntersectWith(texts);
        }
    }

    private void ReadRange(JsonObject schema)
    {
        Minimum = Bound.Lower(Minimum, BoundOf(schema, "minimum", "exclusiveMinimum", Bound.Lower));
        Maximum = Bound.Upper(Maximum, BoundOf(schema, "maximum", "exclusiveMaximum", Bound.Upper));
    }

    /// <summary>In 3.0 a flag beside the number, in 3.1 a number of its own.</summary>
    private static Bound? BoundOf(JsonObject schema, string keyword, string exclusive, Func<Bound?, Bound?, Bound?> stricter)
    {
        var flag = schema.TryGetPropertyValue(exclusive, out var value) && IsTrue(value);
        var plain = Number(schema[keyword]) is { } number ? new Bound(number, flag) : (Bound?)null;
        return stricter(plain, Number(value) is { } other ? new Bound(other, true) : null);
    }

    private void ReadChoice(JsonObject schema, string keyword, JsonArray items)
    {
        var alternatives = new List<(JsonObject, string?)>();
        var discriminator = schema.Object("discriminator");
        foreach (var alternative in items.OfType<JsonObject>())
        {
            if (alternative.Text("type") == "null")
            {
                Nullable = true;
            }
            else
            {
                alternatives.Add((alternative, discriminator is null ? null : TagOf(discriminator, alternative)));
            }
        }

        if (alternatives is [var (single, _)])
        {
            Add(single, composed: true);
        }
        else if (alternatives.Count > 0)
        {
            Choices.Add(new Choice(keyword, alternatives));
        }
    }

    private void ReadDiscriminator(JsonObject schema, JsonObject discriminator, bool composed)
    {
        Discriminator = discriminator.Text("propertyName") ?? Discriminator;

        // A base object names the objects made of it; seen from one of these, that says nothing about it.
        if (!composed && !schema.ContainsKey("oneOf") && !schema.ContainsKey("anyOf") && discriminator.Object("mapping") is { Count: > 0 } mapping)
        {
            Choices.Add(new Choice("oneOf", [.. mapping.Where(entry => entry.Value.AsText() is not null).Select(entry => (new JsonObject { ["$ref"] = ReferenceOf(entry.Value.AsText()!) }, (string?)entry.Key))]));
        }
    }

    private static string? TagOf(JsonObject discriminator, JsonObject alternative)
    {
        if (alternative.Text("$ref") is not { } reference)
        {
            return null;
        }

        var keys = discriminator.Object("mapping")?.Where(entry => entry.Value.AsText() is { } target && ReferenceOf(target) == reference).Select(entry => entry.Key).Order(StringComparer.Ordinal).ToList();
        return keys is { Count: > 0 } ? string.Join(", ", keys) : Pointer.Split(reference).LastOrDefault();
    }

    private static string ReferenceOf(string name) => name.Contains('/', StringComparison.Ordinal) || name.Contains('#', StringComparison.Ordinal) ? name : $"#/components/schemas/{name}";

    private void Complete()
    {
        if (Types is null && (Members.Count > 0 || OtherMembers.Count > 0))
        {
            Types = ["object"];
        }
        else if (Types is null && Items.Count > 0)
        {
            Types = ["array"];
        }
        else if (Types is null && Values is { Count: > 0 })
        {
            Types = new SortedSet<string>(Values.Select(TypeOf).Where(type => type != "null"), StringComparer.Ordinal);
        }

        if (Values is not null && Values.Remove("null"))
        {
            Nullable = true;
        }

        // Among whole numbers, above 0 is from 1.
        if (Types is { Count: 1 } && Types.Contains("integer"))
        {
            Minimum = Minimum is { Exclusive: true } lower ? new Bound(lower.Value + 1, false) : Minimum;
            Maximum = Maximum is { Exclusive: true } upper ? new Bound(upper.Value - 1, false) : Maximum;
        }

        foreach (var idle in Limits.Where(limit => limit.Key.StartsWith("min", StringComparison.Ordinal) && limit.Value <= 0).Select(limit => limit.Key).ToList())
        {
            Limits.Remove(idle);
        }
    }

    private static string TypeOf(string json) => json[0] switch
    {
        '"' => "string",
        '{' => "object",
        '[' => "array",
        't' or 'f' => "boolean",
        'n' => "null",
        _ => json.AsSpan().IndexOfAny(".eE") < 0 ? "integer" : "number",
    };

    private void Limit(string keyword, decimal limit) =>
        Limits[keyword] = !Limits.TryGetValue(keyword, out var current) ? limit : keyword.StartsWith("min", StringComparison.Ordinal) ? Math.Max(current, limit) : Math.Min(current, limit);

    private static bool IsTrue(JsonNode? value) => value?.GetValueKind() == JsonValueKind.True;

    private static decimal? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
