namespace NumberVerify.SpecTool.Diff;

/// <summary>What a change means for a program that works with the old document. In the order of their weight.</summary>
public enum ChangeKind
{
    /// <summary>Words, examples and names of parts: nothing that is sent or received changes.</summary>
    Editorial,

    /// <summary>The contract changes, and what worked goes on working.</summary>
    Compatible,

    /// <summary>Something that worked may work no longer.</summary>
    Breaking,
}
