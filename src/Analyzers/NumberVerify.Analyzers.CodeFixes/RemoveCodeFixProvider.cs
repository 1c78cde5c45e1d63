using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>Takes a credential out of a frontend: its initializer, assignment, optional argument, builder call or unused declaration. Offered only where what is left compiles.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveCodeFixProvider))]
[Shared]
public sealed class RemoveCodeFixProvider() : EditingCodeFixProvider(
    "Remove the credential from this frontend",
    DiagnosticIds.SecretIntoOAuthClient,
    DiagnosticIds.SecretLikeConstant,
    DiagnosticIds.SecretReadInFrontend,
    DiagnosticIds.HandMadeTokenRequest,
    DiagnosticIds.PrivateKeyInFrontend)
{
    private protected override Task<Action<SyntaxEditor>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Removal.FindAsync(document, diagnostic, cancellationToken);
}
