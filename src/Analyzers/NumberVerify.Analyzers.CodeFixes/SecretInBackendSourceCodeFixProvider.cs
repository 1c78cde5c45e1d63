using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>Reads the secret from configuration in place of the literal. Offered where exactly one configuration is at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SecretInBackendSourceCodeFixProvider))]
[Shared]
public sealed class SecretInBackendSourceCodeFixProvider() : EditingCodeFixProvider("Read the secret from configuration", DiagnosticIds.SecretInBackendSource)
{
    private const string Key = "ClientSecret";

    private protected override async Task<Action<SyntaxEditor>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null
            || model is null
            || !diagnostic.Properties.ContainsKey(FixProperties.Fix)
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
            || model.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Configuration.IConfiguration") is not { } type)
        {
            return null;
        }

        var isStatic = IsStatic(model.GetEnclosingSymbol(literal.SpanStart, cancellationToken));
        var sources = model.LookupSymbols(literal.SpanStart).Where(IsConfiguration).ToList();
        return sources.Count == 1
            ? editor => editor.ReplaceNode(literal, editor.Generator.ElementAccessExpression(editor.Generator.IdentifierName(sources[0].Name), editor.Generator.LiteralExpression(Key)).WithTriviaFrom(literal))
            : null;

        bool IsConfiguration(ISymbol symbol) => symbol switch
        {
            ILocalSymbol local => local.DeclaringSyntaxReferences.All(reference => reference.Span.End < literal.SpanStart) && Is(local.Type),
            IParameterSymbol parameter => Is(parameter.Type),
            IFieldSymbol field => (field.IsStatic || !isStatic) && Is(field.Type),
            IPropertySymbol property => (property.IsStatic || !isStatic) && Is(property.Type),
            _ => false,
        };

        bool Is(ITypeSymbol candidate) => SymbolEqualityComparer.Default.Equals(candidate, type) || candidate.AllInterfaces.Contains(type, SymbolEqualityComparer.Default);
    }

    /// <summary>Whether no instance is at hand there: in a static method, and in lambdas within one.</summary>
    private static bool IsStatic(ISymbol? symbol)
    {
        while (symbol is IMethodSymbol { IsStatic: false, MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
        {
            symbol = symbol.ContainingSymbol;
        }

        return symbol is not { IsStatic: false };
    }
}
