using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NumberVerify.Analyzers;

/// <summary>NV1005: an assembly marked <c>[assembly: BackendOnly]</c> is among a frontend's references, or among those of its references.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BackendAssemblyInFrontendAnalyzer : ProjectAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.BackendAssemblyInFrontend];

    private protected override void Check(CompilationAnalysisContext context, ProjectContext project)
    {
        if (!project.ShipsConstants)
        {
            return;
        }

        var reached = ProjectContext.ReachedBackend(context.Options.AnalyzerConfigOptionsProvider);
        foreach (var (name, through) in Find(context.Compilation, reached, context.CancellationToken))
        {
            Report(context, Descriptors.BackendAssemblyInFrontend, project, name, through is null ? "" : $" (through '{through}')", project.Description);
        }
    }

    /// <summary>
    /// Marked assemblies by name. The compiler is usually given indirect references too; of those that reach the program without it (<paramref name="reached"/>), our targets tell
    /// the names. A name in a reference's metadata alone is none of these: with PrivateAssets="all" on the way, nothing of it reaches the program.
    /// </summary>
    private static IEnumerable<(string Name, string? Through)> Find(Compilation compilation, ImmutableArray<string> reached, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in reached)
        {
            found[name] = null;
        }

        var marked = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var below = reference.Modules.SelectMany(module => module.ReferencedAssemblies).Select(identity => identity.Name).ToList();

            // Only an assembly that declares the attribute, or refers to one of ours that does, can be marked.
            if ((KnownSinks.BackendAssemblies.Contains(reference.Name) || reference.GetTypeByMetadataName(KnownSinks.BackendOnlyAttribute) is not null || below.Exists(MayDeclareTheMark))
                && reference.GetAttributes().Any(data => data.AttributeClass?.ToDisplayString() == KnownSinks.BackendOnlyAttribute))
            {
                marked.Add(reference.Name);
            }

            foreach (var name in below)
            {
                if (found.TryGetValue(name, out var through) && through is null)
                {
                    found[name] = reference.Name;
                }
            }
        }

        foreach (var name in marked)
        {
            found[name] = null;
        }

        return found.Select(pair => (pair.Key, pair.Value));

        bool MayDeclareTheMark(string name) => KnownSinks.BackendAssemblies.Contains(name) || name.StartsWith("NumberVerify", StringComparison.OrdinalIgnoreCase);
    }
}
