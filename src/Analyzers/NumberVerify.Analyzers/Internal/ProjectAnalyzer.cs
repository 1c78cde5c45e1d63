using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NumberVerify.Analyzers;

/// <summary>A rule about a project and none of its lines. It is asked about ignored projects too.</summary>
public abstract class ProjectAnalyzer : DiagnosticAnalyzer
{
    private protected ProjectAnalyzer()
    {
    }

    /// <inheritdoc />
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(compilation => Check(compilation, ProjectContext.Create(compilation.Compilation, compilation.Options.AnalyzerConfigOptionsProvider)));
    }

    /// <summary>Looks at the project as a whole.</summary>
    private protected abstract void Check(CompilationAnalysisContext context, ProjectContext project);

    /// <summary>Reports without a line.</summary>
    private protected static void Report(CompilationAnalysisContext context, DiagnosticDescriptor descriptor, ProjectContext project, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(descriptor, Location.None, project.Severity(descriptor.DefaultSeverity), additionalLocations: null, properties: null, arguments));
}
