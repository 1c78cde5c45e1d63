using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// A property that refers to text, a number or a boolean takes over what it refers to: the generator makes no type of it, and would lose its description.
/// </summary>
internal static class PlainReferences
{
    private static readonly string[] s_plainTypes = ["string", "integer", "number", "boolean"];

    public static void Apply(SpecDocument document)
    {
        foreach (var schema in Grammar.All(document.Root, Grammar.Schema).ToList())
        {
            foreach (var (name, value) in schema.Object("properties")?.ToList() ?? [])
            {
                if (value is JsonObject { Count: 1 } reference && reference.ContainsKey("$ref")
                    && document.Resolve(reference) is var target && s_plainTypes.Contains(target.Text("type")))
                {
                    schema.Object("properties")![name] = target.DeepClone();
                }
            }
        }
    }
}
