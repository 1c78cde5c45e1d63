using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// The generator writes a type for every schema of the components. Those that no operation reaches, such as the alternatives that were just merged into one
/// object, would be types that nothing takes or returns.
/// </summary>
internal static class UnreachedSchemas
{
    public static void Apply(SpecDocument document)
    {
        if (document.Root.Object("components")?.Object("schemas") is not { } schemas || document.Root.Object("paths") is not { } paths)
        {
            return;
        }

        var reached = new HashSet<JsonObject>(ReferenceEqualityComparer.Instance);
        var pending = new Queue<(JsonObject Node, NodeKind Kind)>([(paths, Grammar.Paths)]);
        while (pending.TryDequeue(out var next))
        {
            foreach (var (node, kind) in Grammar.Walk(next.Node, next.Kind))
            {
                if (node.Text("$ref") is { } reference && Pointer.Find(document.Root, reference) is JsonObject target && reached.Add(target))
                {
                    pending.Enqueue((target, kind));
                }
            }
        }

        foreach (var (name, schema) in schemas.ToList())
        {
            if (schema is JsonObject members && !reached.Contains(members))
            {
                schemas.Remove(name);
            }
        }
    }
}
