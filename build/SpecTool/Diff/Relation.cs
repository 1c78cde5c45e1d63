namespace NumberVerify.SpecTool.Diff;

/// <summary>How the values that are allowed now relate to those that were.</summary>
internal enum Relation
{
    Equal,
    Narrower,
    Wider,

    /// <summary>Some are gone and some are new, or it cannot be told.</summary>
    Other,
}
