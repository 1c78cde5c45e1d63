using NumberVerify.SpecTool.Model;
using NumberVerify.SpecTool.Rules;

namespace NumberVerify.SpecTool;

/// <summary>
/// Says the same contract in the way that the C# generator understands. Each rule is a file of its own under Rules and gives its reason there.
/// Applying the rules twice changes nothing more.
/// </summary>
public static class SpecNormalizer
{
    /// <summary>Changes the document in place.</summary>
    /// <exception cref="SpecException">A rule cannot be applied.</exception>
    public static void Normalize(SpecDocument document)
    {
        // Errors first: they are composed too, but are to become their one common object and not an object each.
        ErrorBodies.Apply(document);
        Compositions.Apply(document);
        foreach (var schema in Grammar.All(document.Root, Grammar.Schema))
        {
            OpenEnums.Apply(schema);
            IntegerFormats.Apply(schema);
            DotNetPatterns.Apply(document, schema);
        }

        // After the rules above: a copy has no place of its own that an error could name.
        PlainReferences.Apply(document);
        UnreachedSchemas.Apply(document);
        Scopes.Apply(document);
        BasePath.Apply(document);
    }
}
