namespace NumberVerify.SpecTool;

/// <summary>A document that is ready for the C# generator.</summary>
/// <param name="Json">The document as JSON, with LF; the same text for the same input.</param>
/// <param name="Inputs">Full path of every file that was read, the document first.</param>
/// <param name="IdleActions">The overlays' actions that found nothing to act on: no error while building, as one overlay serves all releases.</param>
public sealed record PreparedSpec(string Json, IReadOnlyList<string> Inputs, IReadOnlyList<SpecError> IdleActions)
{
    /// <summary>
    /// Loads a document, applies overlays in the order given, and checks and normalises the result.
    /// </summary>
    /// <exception cref="SpecException">Any of the files cannot be used.</exception>
    public static PreparedSpec Create(string document, IEnumerable<string> overlays)
    {
        var spec = SpecDocument.Load(document);
        var idle = overlays.SelectMany(overlay => SpecOverlay.Apply(spec, overlay)).ToList();

        SpecValidator.Validate(spec);
        SpecNormalizer.Reduce(spec);
        SpecSubset.Check(spec);
        SpecNormalizer.Normalize(spec);
        SpecSubset.CheckNames(spec);
        return new PreparedSpec(Model.JsonText.Indented(spec.Root), spec.Files, idle);
    }
}
