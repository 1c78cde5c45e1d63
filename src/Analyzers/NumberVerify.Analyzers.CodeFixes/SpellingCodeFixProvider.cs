using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>Writes a scope or purpose as it was meant. Offered where the diagnostic knows what was meant, and a literal stands there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SpellingCodeFixProvider))]
[Shared]
public sealed class SpellingCodeFixProvider() : EditingCodeFixProvider("Correct the spelling", DiagnosticIds.UnknownScopeOrPurpose)
{
    private protected override async Task<Action<SyntaxEditor>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        diagnostic.Properties.TryGetValue(FixProperties.Fix, out var meant)
        && meant is not null
        && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
        && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal
            ? editor => editor.ReplaceNode(literal, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(meant)).WithTriviaFrom(literal))
            : null;
}
