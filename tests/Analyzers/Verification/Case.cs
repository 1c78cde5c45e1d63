using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace NumberVerify.Analyzers.Tests.Verification;

/// <summary>
/// One rule over one small program. The program must compile; what is reported must be what its markup says, to the letter. Secrets in tests contain
/// <c>s3cr3t</c>, and no message may.
/// </summary>
internal sealed class Case<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public const string Secret = "s3cr3t";

    /// <summary>The program, with markup.</summary>
    public required string Source { get; init; }

    /// <summary>Where the program is said to be.</summary>
    public string Path { get; init; } = "/project/Program.cs";

    public TestProject Project { get; init; } = TestProject.BlazorWebAssembly;

    /// <summary>Other assemblies, as source; each becomes metadata of its own.</summary>
    public IReadOnlyList<(string Name, string Source)> Assemblies { get; init; } = [];

    /// <summary>Those of them that the program itself is not given.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];

    /// <summary>Shipped files and .razor files, with markup.</summary>
    public IReadOnlyList<(string Path, string Text)> Files { get; init; } = [];

    /// <summary>Whether the files carry the mark of our targets.</summary>
    public bool Shipped { get; init; } = true;

    /// <summary>The text of an .editorconfig.</summary>
    public string? EditorConfig { get; init; }

    /// <summary>Switches on a rule that is off by default.</summary>
    public bool Enabled { get; init; }

    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>The severity every diagnostic must have, if it matters.</summary>
    public DiagnosticSeverity? Severity { get; init; }

    /// <summary>How many diagnostics about the project as a whole are expected.</summary>
    public int WithoutLocation { get; init; }

    /// <summary>What every message must contain.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];

    /// <summary>The program after the fix of each diagnostic alone, in turn, until none is left.</summary>
    public string? Fixed { get; init; }

    private static TAnalyzer Analyzer => new();

    private string DefaultId => Analyzer.SupportedDiagnostics[0].Id;

    public async Task RunAsync()
    {
        var main = Markup.Parse(Source, DefaultId);
        var files = Files.Select(file => (file.Path, Markup: Markup.Parse(file.Text, DefaultId))).ToList();
        var compilation = Compile(main.Text);
        var diagnostics = await AnalyzeAsync(compilation, files.Select(file => (file.Path, file.Markup.Text)));

        var expected = main.Expected.Select(item => Position(item.Id, Path, SourceText.From(main.Text).Lines.GetLinePositionSpan(item.Span)))
            .Concat(files.SelectMany(file => file.Markup.Expected.Select(item => Position(item.Id, file.Path, SourceText.From(file.Markup.Text).Lines.GetLinePositionSpan(item.Span)))));
        var actual = diagnostics.Select(diagnostic =>
        {
            var span = diagnostic.Location.GetMappedLineSpan();
            return diagnostic.Location == Location.None ? NoPosition(diagnostic.Id) : Position(diagnostic.Id, span.Path, span.Span);
        });
        expected = expected.Concat(Enumerable.Repeat(NoPosition(DefaultId), WithoutLocation));
        Assert.Equal(Sorted(expected), Sorted(actual));

        foreach (var diagnostic in diagnostics)
        {
            var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
            Assert.DoesNotContain(Secret, message, StringComparison.Ordinal);
            Assert.DoesNotContain("{0}", message, StringComparison.Ordinal);
            Assert.All(Says, part => Assert.Contains(part, message, StringComparison.Ordinal));
            Assert.Equal(Severity ?? diagnostic.Severity, diagnostic.Severity);
        }
    }

    /// <summary>How often the rule reports, wherever: for programs and files too large for markup.</summary>
    public async Task<int> CountAsync() => (await AnalyzeAsync(Compile(Source), Files)).Count;

    /// <summary>Applies the fix one diagnostic at a time, and as a fix for all at once; both must end in <see cref="Fixed"/>, which must compile.</summary>
    public async Task FixAsync<TFix>()
        where TFix : CodeFixProvider, new()
    {
        await RunAsync();
        var one = await FixOneByOneAsync(new TFix());
        Assert.Equal(Fixed, one);
        Compile(one);
        Assert.Equal(Fixed, await FixAllAsync(new TFix()));
    }

    /// <summary>The rule reports, and offers nothing.</summary>
    public async Task NoFixAsync<TFix>()
        where TFix : CodeFixProvider, new()
    {
        await RunAsync();
        var document = Document(Markup.Parse(Source, DefaultId).Text);
        var diagnostics = await AnalyzeAsync((await document.Project.GetCompilationAsync())!, PlainFiles);
        Assert.NotEmpty(diagnostics);
        foreach (var diagnostic in diagnostics)
        {
            Assert.Empty(await ActionsAsync(new TFix(), document, diagnostic));
        }
    }

    private IEnumerable<(string Path, string Text)> PlainFiles => Files.Select(file => (file.Path, Markup.Parse(file.Text, DefaultId).Text));

    private async Task<string> FixOneByOneAsync(CodeFixProvider provider)
    {
        var document = Document(Markup.Parse(Source, DefaultId).Text);
        while (true)
        {
            var diagnostics = await AnalyzeAsync((await document.Project.GetCompilationAsync())!, PlainFiles);
            var action = (await Task.WhenAll(diagnostics.Select(diagnostic => ActionsAsync(provider, document, diagnostic)))).SelectMany(found => found).FirstOrDefault();
            if (action is null)
            {
                return (await document.GetTextAsync()).ToString();
            }

            var before = (await document.GetTextAsync()).ToString();
            document = await ApplyAsync(document, action);
            Assert.NotEqual(before, (await document.GetTextAsync()).ToString());
        }
    }

    private async Task<string> FixAllAsync(CodeFixProvider provider)
    {
        var document = Document(Markup.Parse(Source, DefaultId).Text);
        var diagnostics = await AnalyzeAsync((await document.Project.GetCompilationAsync())!, PlainFiles);
        var key = (await Task.WhenAll(diagnostics.Select(diagnostic => ActionsAsync(provider, document, diagnostic)))).SelectMany(found => found).First().EquivalenceKey;
        var context = new FixAllContext(
            document, provider, FixAllScope.Document, key!, provider.FixableDiagnosticIds, new Known([.. diagnostics.Where(diagnostic => diagnostic.Location.IsInSource)]), CancellationToken.None);
        var action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(action);
        return (await (await ApplyAsync(document, action)).GetTextAsync()).ToString();
    }

    private static async Task<List<CodeAction>> ActionsAsync(CodeFixProvider provider, Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        if (diagnostic.Location.IsInSource && provider.FixableDiagnosticIds.Contains(diagnostic.Id))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        return actions;
    }

    private static async Task<Document> ApplyAsync(Document document, CodeAction action)
    {
        var operation = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        return operation.ChangedSolution.GetDocument(document.Id)!;
    }

    private Document Document(string text)
    {
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Program", "Program", LanguageNames.CSharp, compilationOptions: Options(text), parseOptions: ParseOptions, metadataReferences: References()));
        return project.AddDocument("Usings.cs", Programs.Usings, filePath: Programs.UsingsPath).Project.AddDocument("Program.cs", text, filePath: Path);
    }

    private CSharpParseOptions ParseOptions => Programs.ParseOptions.WithPreprocessorSymbols(Symbols);

    private CSharpCompilationOptions Options(string text) => Programs.Options(text)
        .WithSpecificDiagnosticOptions(Enabled ? [new(DefaultId, ReportDiagnostic.Info)] : [])
        .WithSyntaxTreeOptionsProvider(EditorConfig is null ? null : new ConfiguredSeverities(EditorConfig));

    private IEnumerable<MetadataReference> References()
    {
        var references = new List<MetadataReference>(Programs.Framework) { Programs.Reference("NumberVerify.Stubs", Stubs.Foreign, Programs.Framework) };
        var withheld = new List<MetadataReference>();
        foreach (var (name, source) in Assemblies)
        {
            var reference = Programs.Reference(name, source, references);
            references.Add(reference);
            if (Withheld.Contains(name))
            {
                withheld.Add(reference);
            }
        }

        return references.Except(withheld);
    }

    private CSharpCompilation Compile(string text)
    {
        var compilation = CSharpCompilation.Create(
            "Program",
            [CSharpSyntaxTree.ParseText(Programs.Usings, ParseOptions, Programs.UsingsPath), CSharpSyntaxTree.ParseText(text, ParseOptions, Path)],
            References(),
            Options(text));
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);
        Assert.Empty(errors);
        return compilation;
    }

    private async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(Compilation compilation, IEnumerable<(string Path, string Text)> files)
    {
        var texts = files.Select(file => (AdditionalText)new MemoryText(file.Path, file.Text)).ToImmutableArray();
        var options = new AnalyzerOptions(texts, new ConfiguredProject(Project, Shipped));
        return await compilation.WithAnalyzers([Analyzer], options).GetAnalyzerDiagnosticsAsync();
    }

    private static string NoPosition(string id) => $"project: {id}";

    /// <summary>Of a line in a Razor file only the number is compared: columns are the generated code's.</summary>
    private static string Position(string id, string path, LinePositionSpan span) =>
        path.EndsWith(".razor", StringComparison.Ordinal) ? $"{path}({span.Start.Line + 1}): {id}" : $"{path}({span.Start.Line + 1},{span.Start.Character + 1})-({span.End.Line + 1},{span.End.Character + 1}): {id}";

    private static List<string> Sorted(IEnumerable<string> items) => [.. items.Order(StringComparer.Ordinal)];

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
