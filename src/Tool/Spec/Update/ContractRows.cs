using NumberVerify.SpecTool;

namespace NumberVerify.Tool.Spec.Update;

/// <summary>How the differences of two contracts are shown.</summary>
internal static class ContractRows
{
    public static void Write(IEnumerable<SpecDifference> differences, Action<string> say)
    {
        foreach (var difference in differences)
        {
            say($"  {difference}\n");
        }
    }
}
