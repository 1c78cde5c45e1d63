using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NumberVerify.SpecTool;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Conformance.Features;

/// <summary>A schema of an official document, as far as these documents go: a keyword it does not know fails the test.</summary>
internal sealed class Schema
{
    private static readonly HashSet<string> s_prose = ["description", "example", "title", "format"];
    private readonly JsonObject _root;
    private readonly JsonObject _schema;

    private Schema(JsonObject root, JsonObject schema)
    {
        _root = root;
        _schema = schema;
    }

    /// <param name="file">One of <see cref="OfficialSpecs"/>.</param>
    /// <param name="pointer">Where it stands, as the feature files write it.</param>
    public static Schema Of(string file, string pointer)
    {
        var root = SpecDocument.Load(OfficialSpecs.PathOf(file)).Root;
        return new Schema(root, Follow(root, pointer));
    }

    public bool Allows(JsonNode? value) => Faults(_schema, value, "$") is not { } fault || fault.Length == 0;

    public void Check(JsonNode? value) => Assert.Equal("", Faults(_schema, value, "$"));

    private static JsonObject Follow(JsonObject root, string pointer) =>
        pointer.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (node, name) => Resolve(root, node[name]!.AsObject()));

    private static JsonObject Resolve(JsonObject root, JsonObject node) => node["$ref"] is { } reference ? Follow(root, (string)reference!) : node;

    private string Faults(JsonObject schema, JsonNode? value, string path)
    {
        schema = Resolve(_root, schema);
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        foreach (var (keyword, rule) in schema)
        {
            var holds = keyword switch
            {
                "type" => (string)rule! switch
                {
                    "object" => kind is JsonValueKind.Object,
                    "string" => kind is JsonValueKind.String,
                    "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
                    "integer" => kind is JsonValueKind.Number && value!.ToJsonString().All(char.IsAsciiDigit),
                    _ => false,
                },
                "pattern" => Regex.IsMatch((string)value!, Regex.Replace((string)rule!, @"\$$", @"\z"), RegexOptions.CultureInvariant),
                "maxLength" => new StringInfo((string)value!).LengthInTextElements <= (long)rule!,
                "required" => rule!.AsArray().All(name => value!.AsObject().ContainsKey((string)name!)),
                "minProperties" => value!.AsObject().Count >= (long)rule!,
                "maxProperties" => value!.AsObject().Count <= (long)rule!,
                "enum" => rule!.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value)),
                "properties" => true,
                _ => s_prose.Contains(keyword) ? true : throw new NotSupportedException($"The keyword {keyword} at {path}."),
            };
            if (!holds)
            {
                return $"{path}: {keyword}";
            }

            if (keyword == "properties")
            {
                foreach (var (name, property) in rule!.AsObject())
                {
                    if (value!.AsObject().TryGetPropertyValue(name, out var member) && Faults(property!.AsObject(), member, $"{path}.{name}") is { Length: > 0 } fault)
                    {
                        return fault;
                    }
                }
            }
        }

        return "";
    }
}
