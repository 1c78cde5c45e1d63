using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NumberVerify.Analyzers;

/// <summary>
/// What all rules share: concurrency, generated code (Razor files are compiled from it), and the kind of project, decided once per compilation.
/// A rule registers its actions only where it applies, and reports through <see cref="Report"/>.
/// </summary>
public abstract class NumberVerifyAnalyzer : DiagnosticAnalyzer
{
    private protected NumberVerifyAnalyzer()
    {
    }

    /// <inheritdoc />
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            var project = ProjectContext.Create(start.Compilation, start.Options.AnalyzerConfigOptionsProvider);
            if (project.Kind is not ProjectKind.Ignore && AppliesTo(project))
            {
                Start(start, project);
            }
        });
    }

    /// <summary>Whether the rule has anything to say about such a project; never asked for an ignored one.</summary>
    private protected abstract bool AppliesTo(ProjectContext project);

    /// <summary>Resolves symbols and registers actions.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context, ProjectContext project);

    /// <summary>Whether a rule speaks about this code: hand-written, or written by Razor from a file that is.</summary>
    private protected static bool IsOurs(SyntaxTree tree, bool isGenerated) => !isGenerated || RazorLocations.IsRazor(tree);

    /// <summary>Reports at <paramref name="syntax"/>, on the .razor line where it came from one; a fix is offered in C# files only.</summary>
    private protected static void Report(
        OperationContext context, DiagnosticDescriptor descriptor, ProjectContext project, SyntaxNode syntax, string? fix, params object[] arguments) =>
        context.ReportDiagnostic(Make(descriptor, project, RazorLocations.Place(syntax, context.Options, context.CancellationToken), fix, arguments));

    /// <summary>As <see cref="Report"/>, where the case at hand is less grave than the rule.</summary>
    private protected static void ReportAs(
        OperationContext context, DiagnosticDescriptor descriptor, ProjectContext project, SyntaxNode syntax, string? fix, DiagnosticSeverity severity, params object[] arguments) =>
        context.ReportDiagnostic(Make(descriptor, project, RazorLocations.Place(syntax, context.Options, context.CancellationToken), fix, arguments, severity));

    /// <summary>A diagnostic with the severity that the kind of project asks for.</summary>
    private protected static Diagnostic Make(
        DiagnosticDescriptor descriptor, ProjectContext project, Location location, string? fix, object[] arguments, DiagnosticSeverity? severity = null) =>
        Diagnostic.Create(
            descriptor,
            location,
            project.Severity(severity ?? descriptor.DefaultSeverity),
            additionalLocations: null,
            properties: fix is not null && location.SourceTree is { } tree && !RazorLocations.IsRazor(tree)
                ? ImmutableDictionary<string, string?>.Empty.Add(FixProperties.Fix, fix)
                : null,
            arguments);
}
