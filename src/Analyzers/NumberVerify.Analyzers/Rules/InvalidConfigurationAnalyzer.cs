using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NumberVerify.Analyzers;

/// <summary>NV9001: a property of ours has a value that means nothing. What is too large to be searched is noted under the same identifier by the build targets.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidConfigurationAnalyzer : ProjectAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.InvalidConfiguration];

    private protected override void Check(CompilationAnalysisContext context, ProjectContext project)
    {
        foreach (var fault in project.Faults)
        {
            Report(context, Descriptors.InvalidConfiguration, project, fault.Property, fault.Allowed, project.Description);
        }
    }
}
