using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>Takes the value from an authorization request: the one at hand, or a new one. Offered only where our library is referenced.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PredictableStateCodeFixProvider))]
[Shared]
public sealed class PredictableStateCodeFixProvider() : EditingCodeFixProvider("Take a random value from an AuthorizationRequest", DiagnosticIds.PredictableState)
{
    private protected override async Task<Action<SyntaxEditor>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FixProperties.Fix, out var member)
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax value)
        {
            return null;
        }

        var isImported = model.LookupNamespacesAndTypes(value.SpanStart, name: "AuthorizationRequest").OfType<ITypeSymbol>().Any(RequestInScope.IsRequest);
        var request = RequestInScope.NameAt(model, value.SpanStart) ?? (isImported ? "AuthorizationRequest.Create()" : "NumberVerify.AuthorizationRequest.Create()");
        return editor => editor.ReplaceNode(value, SyntaxFactory.ParseExpression($"{request}.{member}").WithTriviaFrom(value));
    }
}
