using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Loading;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Update;

/// <summary>Whether an overlay still means something in another document.</summary>
public static class OverlayTargets
{
    /// <summary>Refuses a document in which an action of the overlay finds nothing, though it found something in ours.</summary>
    /// <exception cref="SpecException">One or more targets are gone; each with its place in the overlay.</exception>
    public static void Require(string overlay, SpecDocument ours, SpecDocument published)
    {
        overlay = Path.GetFullPath(overlay);
        var map = new SourceMap();
        var errors = new ErrorList();
        foreach (var action in (SourceFile.Load(overlay, map) as JsonObject)?.Array("actions") ?? [])
        {
            if (action is not JsonObject change || change.Text("target") is not { } target)
            {
                continue;
            }

            var place = map.Find(change["target"]) ?? new SourcePlace(overlay, 1, 1);
            var path = JsonPath.Parse(target, place);
            if (path.Select(ours.Root).Count > 0 && path.Select(published.Root).Count == 0)
            {
                errors.Add(SpecErrorIds.OverlayTargetGone, place, $"'{target}' selects nothing in {published.Path}.", "Correct the action, or remove it if it has served its time; then update again.");
            }
        }

        errors.ThrowIfAny();
    }
}
