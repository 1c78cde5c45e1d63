namespace NumberVerify.Analyzers;

/// <summary>What is wrong with a scope or purpose, in words, and the whole text as it was meant, where that can be told.</summary>
internal sealed class ScopeFault(string what, string? meant)
{
    public string What { get; } = what;

    public string? Meant { get; } = meant;
}
