using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>Takes a credential out of a frontend: its initializer, assignment, optional argument, builder call or unused declaration. Offered only where what is left compiles.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveCodeFixProvider))]
[Shared]
public sealed class RemoveCodeFixProvider : CodeFixProvider
{
    private const string Title = "Remove the credential from this frontend";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        DiagnosticIds.SecretIntoOAuthClient,
        DiagnosticIds.SecretLikeConstant,
        DiagnosticIds.SecretReadInFrontend,
        DiagnosticIds.HandMadeTokenRequest,
        DiagnosticIds.PrivateKeyInFrontend,
    ];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(static async (context, document, diagnostics) =>
        await RemoveAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await Removal.FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Title, token => RemoveAsync(context.Document, [diagnostic], token), equivalenceKey: nameof(RemoveCodeFixProvider)),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> RemoveAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in diagnostics.OrderByDescending(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            (await Removal.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false))?.Invoke(editor);
        }

        return editor.GetChangedDocument();
    }
}
