using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers;

/// <summary>The authorization request that code at some place can only mean.</summary>
internal static class RequestInScope
{
    /// <summary>The name of the one local or parameter that holds a request and is set before; null where there is none, or more than one.</summary>
    public static string? NameAt(SemanticModel model, int position)
    {
        var requests = model.LookupSymbols(position)
            .Where(symbol => symbol is ILocalSymbol local
                ? local.DeclaringSyntaxReferences.All(reference => reference.Span.End < position) && IsRequest(local.Type)
                : symbol is IParameterSymbol parameter && IsRequest(parameter.Type))
            .ToList();
        return requests.Count == 1 ? requests[0].Name : null;
    }

    public static bool IsRequest(ITypeSymbol type) => type is { Name: "AuthorizationRequest", ContainingNamespace: { Name: "NumberVerify", ContainingNamespace.IsGlobalNamespace: true } };
}
