using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>A fix that edits the document of its diagnostic, one or all of them. It is offered only where there is an edit to make.</summary>
public abstract class EditingCodeFixProvider : CodeFixProvider
{
    private readonly string _title;

    private protected EditingCodeFixProvider(string title, params string[] diagnosticIds)
    {
        _title = title;
        FixableDiagnosticIds = [.. diagnosticIds];
    }

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await ApplyAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(_title, token => ApplyAsync(context.Document, [diagnostic], token), equivalenceKey: GetType().Name),
                    diagnostic);
            }
        }
    }

    /// <summary>The edit that mends <paramref name="diagnostic"/>; null where none would.</summary>
    private protected abstract Task<Action<SyntaxEditor>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);

    /// <summary>From the end to the beginning, so that no edit moves the place of the next.</summary>
    private async Task<Document> ApplyAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in diagnostics.OrderByDescending(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            (await FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false))?.Invoke(editor);
        }

        return editor.GetChangedDocument();
    }
}
