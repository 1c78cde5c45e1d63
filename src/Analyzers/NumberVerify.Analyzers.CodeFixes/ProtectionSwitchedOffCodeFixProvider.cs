using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace NumberVerify.Analyzers;

/// <summary>Takes out what switches a protection off: all of them are on by default.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProtectionSwitchedOffCodeFixProvider))]
[Shared]
public sealed class ProtectionSwitchedOffCodeFixProvider() : EditingCodeFixProvider("Leave the protection on", DiagnosticIds.ProtectionSwitchedOff)
{
    private protected override Task<Action<SyntaxEditor>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Removal.FindAsync(document, diagnostic, cancellationToken);
}
