namespace NumberVerify.SpecTool;

/// <summary>A document cannot be used. Holds every problem found, in the order of the document.</summary>
public sealed class SpecException : Exception
{
    /// <summary>One or more problems.</summary>
    public SpecException(IReadOnlyList<SpecError> errors)
        : base(string.Join('\n', errors)) => Errors = errors;

    internal SpecException(string id, SourcePlace place, string text, string remedy)
        : this([new SpecError(id, place, text, remedy)])
    {
    }

    /// <summary>The problems; at least one.</summary>
    public IReadOnlyList<SpecError> Errors { get; }
}
