using System.CommandLine;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Spec;

/// <summary>The commands about API descriptions.</summary>
internal static class SpecCommand
{
    public static Command Create(Surroundings surroundings) => new("spec", "API descriptions: compare, check, follow.")
    {
        SpecUpdateCommand.Create(surroundings),
    };
}
