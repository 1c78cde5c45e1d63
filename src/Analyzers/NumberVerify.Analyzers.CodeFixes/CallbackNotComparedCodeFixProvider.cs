using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>Gives ForUser the request and the response in place of the response's code. Offered only where both are at hand and one request alone can be meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallbackNotComparedCodeFixProvider))]
[Shared]
public sealed class CallbackNotComparedCodeFixProvider() : EditingCodeFixProvider("Compare the callback with its request", DiagnosticIds.CallbackNotCompared)
{
    private protected override async Task<Action<SyntaxEditor>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await FindCallAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is var (list, request, response)
            ? editor => editor.ReplaceNode(list, (current, _) => WithRequest((ArgumentListSyntax)current, request, response))
            : null;

    private static ArgumentListSyntax WithRequest(ArgumentListSyntax list, string request, ExpressionSyntax response) => list.WithArguments(
        SyntaxFactory.SeparatedList(
            list.Arguments.Skip(1)
                .Prepend(SyntaxFactory.Argument(response.WithoutTrivia()))
                .Prepend(SyntaxFactory.Argument(SyntaxFactory.IdentifierName(request))),
            list.Arguments.GetSeparators().Prepend(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space))));

    private static async Task<(ArgumentListSyntax List, string Request, ExpressionSyntax Response)?> FindCallAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null
            || model is null
            || !diagnostic.Properties.ContainsKey(FixProperties.Fix)
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { ArgumentList: { Arguments: { Count: > 0 } arguments } list }
            || arguments[0].NameColon is not null
            || ResponseOf(arguments[0].Expression) is not { } response
            || model.GetTypeInfo(response, cancellationToken).Type?.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) != "NumberVerify.AuthorizationResponse")
        {
            return null;
        }

        return RequestInScope.NameAt(model, list.SpanStart) is { } request ? (list, request, response) : null;
    }

    /// <summary><c>response.Code</c>, with or without an exclamation mark.</summary>
    private static ExpressionSyntax? ResponseOf(ExpressionSyntax code) => code switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => ResponseOf(suppressed.Operand),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Code", Expression: IdentifierNameSyntax response } => response,
        _ => null,
    };
}
