using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>Drops an optional state argument that is a phone number: the number belongs in the backend's session.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PhoneNumberAsStateCodeFixProvider))]
[Shared]
public sealed class PhoneNumberAsStateCodeFixProvider() : EditingCodeFixProvider("Do not send the phone number as state", DiagnosticIds.PhoneNumberAsState)
{
    private protected override Task<Action<SyntaxEditor>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Removal.FindAsync(document, diagnostic, cancellationToken);
}
