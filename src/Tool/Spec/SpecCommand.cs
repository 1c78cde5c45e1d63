using System.CommandLine;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Spec;

/// <summary><c>numberverify spec</c>: what is done with the documents of APIs.</summary>
internal static class SpecCommand
{
    public static Command Create(Surroundings surroundings) => new("spec", "Check, compare, verify and update the documents of APIs.")
    {
        SpecCheckCommand.Create(surroundings),
        SpecDiffCommand.Create(surroundings),
        SpecUpdateCommand.Create(surroundings),
        SpecVerifyCommand.Create(surroundings),
    };
}
