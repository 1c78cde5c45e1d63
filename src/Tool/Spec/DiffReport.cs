using NumberVerify.SpecTool;
using NumberVerify.SpecTool.Diff;

namespace NumberVerify.Tool.Spec;

/// <summary>What <c>spec diff</c> prints, in whichever form.</summary>
internal sealed record DiffReport(DiffSide Old, DiffSide New, int Breaking, int Compatible, int Editorial, IReadOnlyList<DiffRow> Changes)
{
    /// <summary>The kinds in the order they are told.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["breaking", "compatible", "editorial"];

    public static DiffReport Of(SpecDocument old, SpecDocument @new, IReadOnlyList<ContractChange> changes)
    {
        var rows = changes.Select(RowOf).ToList();
        return new DiffReport(DiffSide.Of(old), DiffSide.Of(@new), Count(rows, Kinds[0]), Count(rows, Kinds[1]), Count(rows, Kinds[2]), rows);
    }

    public static DiffRow RowOf(ContractChange change) => new(
        change.Kind switch
        {
            ChangeKind.Breaking => Kinds[0],
            ChangeKind.Compatible => Kinds[1],
            _ => Kinds[2],
        },
        change.Rule,
        change.Where,
        change.Old,
        change.New,
        change.Meaning);

    private static int Count(List<DiffRow> rows, string kind) => rows.Count(row => row.Kind == kind);
}
