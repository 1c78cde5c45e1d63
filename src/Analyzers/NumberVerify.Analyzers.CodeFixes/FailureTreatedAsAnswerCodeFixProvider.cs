using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>Lets a missing answer count as not verified, and a failure go on as the exception it is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FailureTreatedAsAnswerCodeFixProvider))]
[Shared]
public sealed class FailureTreatedAsAnswerCodeFixProvider() : EditingCodeFixProvider("Do not count a failure as verified", DiagnosticIds.FailureTreatedAsAnswer)
{
    private protected override async Task<Action<SyntaxEditor>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        diagnostic.Properties.ContainsKey(FixProperties.Fix)
        && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
        && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is var node
        && Mended(node) is { } mended
            ? editor => editor.ReplaceNode(node, mended.WithTriviaFrom(node))
            : null;

    private static SyntaxNode? Mended(SyntaxNode node) => node switch
    {
        ReturnStatementSyntax => SyntaxFactory.ThrowStatement(),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => coalesce.WithRight(Literal(SyntaxKind.FalseLiteralExpression, coalesce.Right)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression, Right: LiteralExpressionSyntax literal } unequal => Compared(unequal, SyntaxKind.EqualsExpression, SyntaxKind.EqualsEqualsToken, literal),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right: LiteralExpressionSyntax literal } equal => Compared(equal, SyntaxKind.NotEqualsExpression, SyntaxKind.ExclamationEqualsToken, literal),
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax constant } pattern } test =>
            test.WithPattern(SyntaxFactory.ConstantPattern(Literal(SyntaxKind.TrueLiteralExpression, constant.Expression)).WithTriviaFrom(pattern)),
        InvocationExpressionSyntax call => call.WithArgumentList(SyntaxFactory.ArgumentList()),
        ConditionalExpressionSyntax { WhenTrue: LiteralExpressionSyntax literal } choice => choice.WithWhenTrue(Literal(SyntaxKind.FalseLiteralExpression, literal)),
        ConditionalExpressionSyntax { WhenFalse: LiteralExpressionSyntax literal } choice => choice.WithWhenFalse(Literal(SyntaxKind.FalseLiteralExpression, literal)),
        _ => null,
    };

    private static BinaryExpressionSyntax Compared(BinaryExpressionSyntax comparison, SyntaxKind kind, SyntaxKind token, LiteralExpressionSyntax literal) => SyntaxFactory.BinaryExpression(
        kind, comparison.Left, SyntaxFactory.Token(token).WithTriviaFrom(comparison.OperatorToken), Literal(SyntaxKind.TrueLiteralExpression, literal));

    private static LiteralExpressionSyntax Literal(SyntaxKind kind, ExpressionSyntax replaced) => SyntaxFactory.LiteralExpression(kind).WithTriviaFrom(replaced);
}
