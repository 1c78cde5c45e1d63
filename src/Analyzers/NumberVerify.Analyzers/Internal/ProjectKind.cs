namespace NumberVerify.Analyzers;

/// <summary>What becomes of a project's output.</summary>
internal enum ProjectKind
{
    /// <summary>Looked at by no rule: a test project, or the user says so.</summary>
    Ignore,

    /// <summary>Runs where its users cannot read it.</summary>
    Backend,

    /// <summary>A library of which it is not known who uses it.</summary>
    Shared,

    /// <summary>Installed on a computer: what it holds is readable, by those who install it.</summary>
    Desktop,

    /// <summary>Sent to every browser or phone.</summary>
    Frontend,
}
