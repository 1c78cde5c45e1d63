using System.Text.Json.Nodes;
using NumberVerify.SpecTool;

namespace NumberVerify.Conformance;

/// <summary>Small documents, and looking into large ones.</summary>
internal static class Documents
{
    public const string Minimal = """
        openapi: 3.0.3
        info:
          title: Minimal
          version: 1.0.0
        paths:
          /a:
            get:
              operationId: getA
              responses:
                '200':
                  description: Fine.

        """;

    /// <summary>A document whose one operation reads an object with one member of a schema.</summary>
    public static string WithSchema(string schema) => Minimal.Replace("    get:", "    post:", StringComparison.Ordinal) + $$"""
                  content:
                    application/json:
                      schema:
                        {{"{ type: object, properties: { member: { $ref: '#/components/schemas/Thing' } } }"}}
        components:
          schemas:
            Thing:
        {{Indent(schema, 6)}}

        """;

    /// <summary>A document with other text in place of the minimal operation.</summary>
    public static string WithOperation(string operation, string components = "") => $"""
        openapi: 3.0.3
        info:
          title: Minimal
          version: 1.0.0
        paths:
          /a:
        {Indent(operation, 4)}
        {components}
        """;

    public static string Indent(string text, int spaces) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Length == 0 ? line : new string(' ', spaces) + line));

    public static JsonNode? At(this JsonNode? node, params string[] names)
    {
        foreach (var name in names)
        {
            node = node is JsonArray items ? items[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : node?[name];
        }

        return node;
    }

    public static JsonObject Prepare(string document, params string[] overlays) => JsonNode.Parse(PreparedSpec.Create(document, overlays).Json)!.AsObject();

    /// <summary>The single error that an action must end in.</summary>
    public static SpecError ErrorOf(Action action) => Assert.Single(Assert.Throws<SpecException>(action).Errors);

    /// <summary>Every node below and including this one with its JSON pointer parts.</summary>
    public static IEnumerable<(string[] Path, JsonNode? Node)> Walk(JsonNode? node, params string[] path)
    {
        yield return (path, node);
        var children = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)).ToList(),
            JsonArray items => items.Select((item, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), item)).ToList(),
            _ => [],
        };
        foreach (var (name, child) in children)
        {
            foreach (var inner in Walk(child, [.. path, name]))
            {
                yield return inner;
            }
        }
    }
}
