using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>Drops an optional state argument that is a phone number: the number belongs in the backend's session.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PhoneNumberAsStateCodeFixProvider))]
[Shared]
public sealed class PhoneNumberAsStateCodeFixProvider : CodeFixProvider
{
    private const string Title = "Do not send the phone number as state";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.PhoneNumberAsState];

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
                    CodeAction.Create(Title, token => RemoveAsync(context.Document, [diagnostic], token), equivalenceKey: nameof(PhoneNumberAsStateCodeFixProvider)),
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
