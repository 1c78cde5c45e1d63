using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NumberVerify.Analyzers;

/// <summary>NV1016: a literal secret into an OAuth client of a backend. Off by default: a sample or a sandbox may have one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretInBackendSourceAnalyzer : OAuthSecretAnalyzer
{
    private const string Exactly = "client_secret";

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SecretInBackendSource];

    private protected override DiagnosticDescriptor Descriptor => Descriptors.SecretInBackendSource;

    private protected override bool AppliesTo(ProjectContext project) => project.Kind is ProjectKind.Backend;

    private protected override string? Fix(bool removable) => DiagnosticIds.SecretInBackendSource;

    private protected override SyntaxNode Place(SyntaxNode whole, IOperation value) => value.Syntax;

    /// <summary>As a text that stands in the source, at once or by way of a local, a branch or a method of the file.</summary>
    private protected override bool IsSecret(SecretSinks sinks, ISymbol symbol, IOperation value) =>
        (sinks.IsKnown(symbol) || SecretSinks.HasOAuthShape(symbol))
        && TracedValue.Of(value).Origins().SelectMany(origin => SecretValues.Texts(origin.Operation)).Any(text => SecretText.LooksSecret(Exactly, text));
}
