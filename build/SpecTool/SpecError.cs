namespace NumberVerify.SpecTool;

/// <summary>One thing that is wrong with a document, where it stands, and what to do about it.</summary>
/// <param name="Id">One of <see cref="SpecErrorIds"/>.</param>
/// <param name="Place">Where to look.</param>
/// <param name="Text">What is wrong, as a sentence.</param>
/// <param name="Remedy">What to do, as a sentence.</param>
public sealed record SpecError(string Id, SourcePlace Place, string Text, string Remedy)
{
    /// <summary>One line in MSBuild's canonical form, so that a build shows it as an error of its own.</summary>
    public override string ToString() => $"{Place}: error {Id}: {OneLine(Text)} {OneLine(Remedy)}";

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
