using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NumberVerify.Analyzers.Tests.Verification;

/// <summary>What all small programs are compiled with.</summary>
internal static class Programs
{
    public const string UsingsPath = "/project/Usings.cs";

    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.None);

    /// <summary>The base libraries of the runtime the tests run on.</summary>
    public static readonly IReadOnlyList<MetadataReference> Framework = [.. BaseLibraries()];

    private static readonly ConcurrentDictionary<(string Name, string Source), MetadataReference> s_references = new();

    /// <summary>A program with top-level statements needs an entry point.</summary>
    public static CSharpCompilationOptions Options(string text) => new(
        CSharpSyntaxTree.ParseText(text, ParseOptions).GetRoot().ChildNodes().Any(node => node.IsKind(SyntaxKind.GlobalStatement)) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
        allowUnsafe: true);

    /// <summary>Another assembly, as metadata: the rules must not see its source.</summary>
    public static MetadataReference Reference(string name, string source, IReadOnlyList<MetadataReference> references) => s_references.GetOrAdd((name, source), key =>
    {
        var compilation = CSharpCompilation.Create(
            key.Name,
            [CSharpSyntaxTree.ParseText(Usings, ParseOptions), CSharpSyntaxTree.ParseText(key.Source, ParseOptions)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(image.ToArray());
    });

    private static IEnumerable<MetadataReference> BaseLibraries()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == folder)
            .Select(path => MetadataReference.CreateFromFile(path));
    }
}
