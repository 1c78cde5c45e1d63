using NumberVerify.SpecTool.Model;
using NumberVerify.SpecTool.Rules;

namespace NumberVerify.SpecTool;

/// <summary>
/// Says the same contract in the way that the C# generator understands. Each rule is a file of its own under Rules and gives its reason there.
/// Applying the rules twice changes nothing more.
/// </summary>
public static class SpecNormalizer
{
    /// <summary>Takes away what a client has no part in, in place, so that nothing of it is ever a reason to refuse a document.</summary>
    /// <exception cref="SpecException">A rule cannot be applied.</exception>
    public static void Reduce(SpecDocument document)
    {
        Callbacks.Apply(document);
        UnreachedComponents.Apply(document);
        Discriminators.Apply(document);
        UnreachedComponents.Apply(document);
    }

    /// <summary>Changes the document in place.</summary>
    /// <exception cref="SpecException">A rule cannot be applied.</exception>
    public static void Normalize(SpecDocument document)
    {
        // Errors first: they are composed too, but are to become their one common object and not an object each.
        ErrorBodies.Apply(document);
        SuccessResponses.Apply(document);
        Compositions.Apply(document);
        foreach (var schema in Grammar.All(document.Root, Grammar.Schema))
        {
            OpenEnums.Apply(schema);
            IntegerFormats.Apply(schema);
            TextFormats.Apply(schema);
            DotNetPatterns.Apply(document, schema);
        }

        // After the rules above: a copy has no place of its own that an error could name.
        PlainReferences.Apply(document);
        OpenObjects.Apply(document);
        UnreachedComponents.Apply(document);
        Scopes.Apply(document);
        BasePath.Apply(document);
    }
}
