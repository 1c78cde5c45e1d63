using NumberVerify.SpecTool;
using NumberVerify.SpecTool.Diff;

namespace NumberVerify.Tool.Spec.Update;

/// <summary>What an update changes for callers, as `spec diff` tells it. Words are left out: ours are never theirs.</summary>
internal static class ContractRows
{
    public static DiffReport Between(string ours, string published)
    {
        var old = SpecDocument.LoadAsWritten(ours);
        var @new = SpecDocument.LoadAsWritten(published);
        return DiffReport.Of(old, @new, [.. ContractDiff.Compare(old, @new).Where(change => change.Kind != ChangeKind.Editorial)]);
    }
}
