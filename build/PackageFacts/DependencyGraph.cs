namespace NumberVerify.PackageFacts;

/// <summary>What a package needs, by itself and through others.</summary>
/// <param name="Direct">Names of what it needs by itself, in order.</param>
/// <param name="Components">Everything, in the order of the names.</param>
internal sealed record DependencyGraph(IReadOnlyList<string> Direct, IReadOnlyList<Component> Components)
{
    /// <summary>All of several in one: a package may hold programs beside its library.</summary>
    public static DependencyGraph Of(IEnumerable<DependencyGraph> graphs)
    {
        var all = graphs.ToList();
        return new DependencyGraph(
            [.. all.SelectMany(static graph => graph.Direct).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)],
            [.. all.SelectMany(static graph => graph.Components).DistinctBy(static component => component.Reference).OrderBy(static component => component.Reference, StringComparer.Ordinal)]);
    }
}
