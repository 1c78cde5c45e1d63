using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// Each operation says in `x-scopes` which scopes its token needs, as the generator's model of security is out of the templates' reach. Of several requirements,
/// which are alternatives, the first counts.
/// </summary>
internal static class Scopes
{
    public static void Apply(SpecDocument document)
    {
        foreach (var (_, _, _, operation) in Operations.All(document))
        {
            var requirements = operation.Array("security") ?? document.Root.Array("security");
            var scopes = requirements is { Count: > 0 } && requirements[0] is JsonObject first
                ? first.SelectMany(scheme => (scheme.Value as JsonArray).Texts()).Distinct(StringComparer.Ordinal)
                : [];
            operation["x-scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]);
        }
    }
}
