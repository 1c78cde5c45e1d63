namespace NumberVerify.Tool.Spec;

/// <summary>The lightest kind of change that makes a comparison end with 1.</summary>
internal enum FailOn
{
    Breaking,
    Compatible,
    Editorial,
    Never,
}
