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

        foreach (var (name, through) in Find(context.Compilation, context.CancellationToken))
        {
            Report(context, Descriptors.BackendAssemblyInFrontend, project, name, through is null ? "" : $" (through '{through}')", project.Description);
        }
    }

    /// <summary>
    /// Marked assemblies by name. The compiler is usually given indirect references too; one that it is not given is known only by name, from the assembly that refers to it,
    /// and then the names of our own packages are what can be told.
    /// </summary>
    private static IEnumerable<(string Name, string? Through)> Find(Compilation compilation, CancellationToken cancellationToken)
    {
        var references = compilation.SourceModule.ReferencedAssemblySymbols;
        var given = new HashSet<string>(references.Select(reference => reference.Name), StringComparer.OrdinalIgnoreCase);
        var found = new SortedDictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in references)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var below = reference.Modules.SelectMany(module => module.ReferencedAssemblies).Select(identity => identity.Name).ToList();

            // Only an assembly that declares the attribute, or refers to one of ours that does, can be marked.
            if (KnownSinks.BackendAssemblies.Contains(reference.Name) || reference.GetTypeByMetadataName(KnownSinks.BackendOnlyAttribute) is not null || below.Exists(MayDeclareTheMark))
            {
                if (reference.GetAttributes().Any(data => data.AttributeClass?.ToDisplayString() == KnownSinks.BackendOnlyAttribute))
                {
                    found[reference.Name] = found.TryGetValue(reference.Name, out var through) ? through : null;
                }
            }

            foreach (var name in below)
            {
                if (KnownSinks.BackendAssemblies.Contains(name) && !given.Contains(name) && !found.ContainsKey(name))
                {
                    found.Add(name, reference.Name);
                }
            }
        }

        return found.Select(pair => (pair.Key, pair.Value));

        bool MayDeclareTheMark(string name) => KnownSinks.BackendAssemblies.Contains(name) || name.StartsWith("NumberVerify", StringComparison.OrdinalIgnoreCase);
    }
}
