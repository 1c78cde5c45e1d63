using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// The generator writes a type for every schema of the components. Those that no operation reaches, such as the alternatives that were just merged into one
/// object, would be types that nothing takes or returns.
/// </summary>
internal static class UnreachedComponents
{
    public static void Apply(SpecDocument document)
    {
        if (document.Root.Object("components") is not { } components || document.Root.Object("paths") is not { } paths)
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

                // What extends a schema is reached through it, without a reference.
                foreach (var extension in kind == Grammar.Schema && node.Object("discriminator") is { } discriminator ? Discriminators.Extensions(document, node, discriminator) : [])
                {
                    if (reached.Add(extension))
                    {
                        pending.Enqueue((extension, kind));
                    }
                }
            }
        }

        foreach (var (section, value) in components)
        {
            // Security schemes are named, not referred to.
            if (section == "securitySchemes" || Grammar.Components.Find(section) is null || value is not JsonObject members)
            {
                continue;
            }

            foreach (var (name, component) in members.ToList())
            {
                if (component is JsonObject unreached && !reached.Contains(unreached))
                {
                    members.Remove(name);
                }
            }
        }
    }
}
