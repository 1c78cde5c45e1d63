using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NumberVerify.Unit.Tests.Snippets;

/// <summary>
/// Compiles a block as a reader's project would: with the implicit usings of its SDK, against the running framework and our assemblies. A block with usings of its own is a
/// program and stands alone; one without is a few statements amid others, which a few names of theirs surround.
/// </summary>
internal static class SnippetCompiler
{
    private const string ConsoleUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    private const string WebUsings = """
        global using System.Net.Http.Json; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    private const string Surroundings = """
        global using NumberVerify;
        global using static Surroundings;

        internal static class Surroundings
        {
            public static readonly Microsoft.Extensions.DependencyInjection.IServiceCollection services = null!;
            public static readonly Microsoft.Extensions.Configuration.IConfiguration configuration = null!;
            public static readonly NumberVerifyClientOptions options = null!;
            public static readonly NumberVerifyClient client = null!;
            public static readonly NumberVerifyUserClient user = null!;
            public static readonly AuthorizationRequest request = null!;
            public static readonly AuthorizationResponse response = null!;
            public static readonly string phoneNumber = "";
            public static readonly string operatorToken = "";
            public static readonly System.Threading.CancellationToken cancellationToken;
        }
        """;

    private static readonly CSharpParseOptions s_language = new(LanguageVersion.Latest);
    private static readonly string[] s_signsOfTheWeb = ["WebApplication", "HttpContext", "IEndpointRouteBuilder"];

    private static readonly Lazy<MetadataReference[]> s_references = new(static () =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(static file => !Path.GetFileName(file).StartsWith("NumberVerify.Unit", StringComparison.Ordinal)).Select(static file => MetadataReference.CreateFromFile(file)),
    ]);

    public static IReadOnlyList<string> ErrorsOf(string code)
    {
        var block = CSharpSyntaxTree.ParseText(code, s_language, path: "block");
        var root = (CompilationUnitSyntax)block.GetRoot();
        var trees = new List<SyntaxTree> { block, Parse(ConsoleUsings) };
        if (s_signsOfTheWeb.Any(sign => code.Contains(sign, StringComparison.Ordinal)))
        {
            trees.Add(Parse(WebUsings));
        }

        if (root.Usings.Count == 0)
        {
            trees.Add(Parse(Surroundings));
        }

        var kind = root.Members.OfType<GlobalStatementSyntax>().Any() ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var compilation = CSharpCompilation.Create("snippet", trees, s_references.Value, new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));

        // A warning about null is a mistake in documentation; one about an unused function is not.
        return [.. compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id.StartsWith("CS86", StringComparison.Ordinal)).Select(static diagnostic => diagnostic.ToString())];
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, s_language);
}
