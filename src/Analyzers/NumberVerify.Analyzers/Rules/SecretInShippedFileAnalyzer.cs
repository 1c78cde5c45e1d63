using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace NumberVerify.Analyzers;

/// <summary>NV1004: a secret in a file that travels with a frontend. Files come from our targets, which mark them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretInShippedFileAnalyzer : NumberVerifyAnalyzer
{
    private const string Mark = "build_metadata.AdditionalFiles.NumberVerifyShipped";
    private const int LargestFile = 1 << 20;

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SecretInShippedFile];

    private protected override bool AppliesTo(ProjectContext project) => project.IsFrontend;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project) => context.RegisterAdditionalFileAction(file => Search(file, project));

    private static void Search(AdditionalFileAnalysisContext context, ProjectContext project)
    {
        var file = context.AdditionalFile;
        if (!context.Options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue(Mark, out var mark)
            || !string.Equals(mark, "true", StringComparison.OrdinalIgnoreCase)
            || file.GetText(context.CancellationToken) is not { Length: > 0 and <= LargestFile } source)
        {
            return;
        }

        foreach (var (name, start, length) in ShippedText.Find(file.Path, source.ToString(), context.CancellationToken))
        {
            var span = new TextSpan(start, length);
            context.ReportDiagnostic(Make(
                Descriptors.SecretInShippedFile,
                project,
                Location.Create(file.Path, span, source.Lines.GetLinePositionSpan(span)),
                fix: null,
                [name, FileName(file.Path), project.Description]));
        }
    }

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
