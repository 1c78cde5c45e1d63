using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Loading;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool;

/// <summary>Applies OpenAPI Overlay 1.0 documents: small, explained changes to a document that stays as it was published.</summary>
public static class SpecOverlay
{
    /// <summary>Applies the actions of one overlay file, in order. An action whose target selects nothing is no error, as the standard says.</summary>
    /// <returns>The actions whose targets selected nothing, each with its place.</returns>
    /// <exception cref="SpecException">The overlay is malformed, or an action cannot be applied; the document may then be half changed.</exception>
    public static IReadOnlyList<SpecError> Apply(SpecDocument document, string path)
    {
        path = Path.GetFullPath(path);
        var overlay = SourceFile.Load(path, document.Map) as JsonObject;
        var place = document.Map.Find(overlay) ?? new SourcePlace(path, 1, 1);
        document.AddFile(path);
        if (overlay?.Text("overlay") is not { } version || !version.StartsWith("1.", StringComparison.Ordinal))
        {
            throw Invalid(place, "This is no overlay of version 1.", "Begin it with 'overlay: 1.0.0'.");
        }

        if (overlay.Array("actions") is not { Count: > 0 } actions)
        {
            throw Invalid(place, "The overlay has no actions.", "Add one, or delete the overlay.");
        }

        var idle = new List<SpecError>();
        foreach (var action in actions)
        {
            var members = action as JsonObject ?? throw Invalid(document.Map.Find(action) ?? place, "An action is a mapping.", "Give it a target, and update or remove.");
            if (!Apply(document, members))
            {
                idle.Add(new SpecError(SpecErrorIds.IdleOverlayAction, document.PlaceOf(members), $"'{members.Text("target")}' selects nothing in this document.", "Correct the target, or delete the action."));
            }
        }

        return idle;
    }

    /// <summary>Whether there was anything to act on.</summary>
    private static bool Apply(SpecDocument document, JsonObject action)
    {
        var place = document.PlaceOf(action);
        var target = action.Text("target") ?? throw Invalid(place, "The action has no target.", "Give it a JSONPath.");
        var path = JsonPath.Parse(target, document.PlaceOf(action["target"]));
        var remove = action.IsTrue("remove");
        if (!remove && !action.ContainsKey("update"))
        {
            throw Invalid(place, "The action does nothing.", "Give it 'update', or 'remove: true'.");
        }

        var found = false;
        foreach (var node in path.Select(document.Root))
        {
            found = true;
            if (remove)
            {
                Remove(node, place);
            }
            else
            {
                Update(document, node, action["update"], place);
            }
        }

        return found;
    }

    private static void Remove(JsonNode node, SourcePlace place)
    {
        switch (node.Parent)
        {
            case JsonObject members:
                members.Remove(node.GetPropertyName());
                break;
            case JsonArray items:
                items.Remove(node);
                break;
            default:
                throw Invalid(place, "The whole document cannot be removed.", "Name what is to go.");
        }
    }

    private static void Update(SpecDocument document, JsonNode target, JsonNode? update, SourcePlace place)
    {
        switch (target, update)
        {
            case (JsonObject members, JsonObject changes):
                Merge(document, members, changes);
                break;
            case (JsonArray items, _):
                items.Add(document.Map.Clone(update));
                break;
            default:
                throw Invalid(place, $"The target {Pointer.Of(target)} cannot take this update.", "Select the object around it, and give the update as an object.");
        }
    }

    /// <summary>Objects are merged member by member, arrays are joined, everything else is replaced (Overlay 1.0, section 4.4.3).</summary>
    private static void Merge(SpecDocument document, JsonObject target, JsonObject changes)
    {
        foreach (var (name, change) in changes)
        {
            switch (target.TryGetPropertyValue(name, out var current) ? current : null, change)
            {
                case (JsonObject currentMembers, JsonObject changedMembers):
                    Merge(document, currentMembers, changedMembers);
                    break;
                case (JsonArray currentItems, JsonArray changedItems):
                    foreach (var item in changedItems)
                    {
                        currentItems.Add(document.Map.Clone(item));
                    }

                    break;
                default:
                    target[name] = document.Map.Clone(change);
                    break;
            }
        }
    }

    private static SpecException Invalid(SourcePlace place, string text, string remedy) => new(SpecErrorIds.InvalidOverlay, place, text, remedy);
}
