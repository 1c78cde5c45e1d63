using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>Writes a mask to the log in place of the value. Offered where a text may stand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SecretLoggedCodeFixProvider))]
[Shared]
public sealed class SecretLoggedCodeFixProvider() : EditingCodeFixProvider("Write a mask in its place", DiagnosticIds.SecretLogged)
{
    private const string Mask = "***";

    private protected override async Task<Action<SyntaxEditor>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null
            || model is null
            || !diagnostic.Properties.ContainsKey(FixProperties.Fix)
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax value)
        {
            return null;
        }

        if (value.Parent is InterpolationSyntax hole)
        {
            return editor => editor.ReplaceNode(hole, SyntaxFactory.InterpolatedStringText(
                SyntaxFactory.Token(SyntaxFactory.TriviaList(), SyntaxKind.InterpolatedStringTextToken, Mask, Mask, SyntaxFactory.TriviaList())));
        }

        var text = model.Compilation.GetSpecialType(SpecialType.System_String);
        return model.GetTypeInfo(value, cancellationToken).ConvertedType is { } expected && model.Compilation.ClassifyCommonConversion(text, expected) is { Exists: true, IsImplicit: true }
            ? editor => editor.ReplaceNode(value, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(Mask)).WithTriviaFrom(value))
            : null;
    }
}
