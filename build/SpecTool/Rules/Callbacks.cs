using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// What a server calls back is an endpoint of whoever uses the client, and nothing that the client sends or reads. It goes away, with the schemas that only it refers to.
/// </summary>
internal static class Callbacks
{
    public static void Apply(SpecDocument document)
    {
        foreach (var operation in Grammar.All(document.Root, Grammar.Operation))
        {
            operation.Remove("callbacks");
        }
    }
}
