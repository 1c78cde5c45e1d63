using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>Writes https for http where a literal says it. A port that stands there is not TLS's, so none is offered then.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnsafeRedirectUriCodeFixProvider))]
[Shared]
public sealed class UnsafeRedirectUriCodeFixProvider() : EditingCodeFixProvider("Use https", DiagnosticIds.UnsafeRedirectUri)
{
    private const string Http = "http://";

    private protected override async Task<Action<SyntaxEditor>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FixProperties.Fix, out var fix)
            || fix != FixProperties.Https
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
        {
            return null;
        }

        var tokens = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken) || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken))
            .Where(token => token.ValueText.StartsWith(Http, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (tokens.Count != 1 || tokens[0].Parent is not { } node || HasPort(tokens[0].ValueText))
        {
            return null;
        }

        var at = tokens[0].Text.IndexOf(Http, StringComparison.OrdinalIgnoreCase);
        var text = at < 0 ? null : tokens[0].Text.Insert(at + "http".Length, "s");
        return text switch
        {
            null => null,
            _ when node is LiteralExpressionSyntax literal => editor => editor.ReplaceNode(literal, SyntaxFactory.ParseExpression(text).WithTriviaFrom(literal)),
            _ => editor => editor.ReplaceNode(node, node.ReplaceToken(tokens[0], SyntaxFactory.Token(tokens[0].LeadingTrivia, SyntaxKind.InterpolatedStringTextToken, text, text, tokens[0].TrailingTrivia))),
        };
    }

    private static bool HasPort(string uri)
    {
        var end = uri.IndexOfAny(['/', '?'], Http.Length);
        return uri.IndexOf(':', Http.Length, (end < 0 ? uri.Length : end) - Http.Length) >= 0;
    }
}
