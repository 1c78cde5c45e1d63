using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NumberVerify.Analyzers.Tests;

/// <summary>
/// What a rule's page calls flagged is flagged, and what it calls fixed is not. The first comment of a block says where it stands ("Blazor WebAssembly", "MAUI"); a block without
/// one stands in a backend. What a block takes from its surroundings is a member of <see cref="Surroundings"/>.
/// </summary>
public sealed class RulePageTests
{
    private const string Surroundings = """
        global using System.IO;
        global using System.Net.Http.Headers;
        global using System.Net.Http.Json;
        global using System.Security.Cryptography;
        global using System.Text;
        global using Duende.IdentityModel.OidcClient;
        global using Microsoft.AspNetCore.Authentication.OpenIdConnect;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.Extensions.Caching.Memory;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        global using NumberVerify;

        abstract class Surroundings
        {
            protected WebApplication app;
            protected IMemoryCache cache;
            protected NumberVerifyClient client;
            protected string accessToken, code, endpoint, number, otherNumber, path, pem, phoneNumber, secret, state, userId;
            protected HttpContext context;
            protected WebApplicationBuilder builder;
            protected HttpClient http;
            protected IConfiguration configuration;
            protected IServiceCollection services;
            protected ProtectionKeys keys;
            protected ILogger logger;
            protected OpenIdConnectOptions openIdConnect;
            protected NumberVerifyClientOptions options;
            protected AuthorizationParameters parameters;
            protected AuthorizationRequest request;
            protected AuthorizationResponse response;
            protected NumberVerifyUserClient user;
        }

        namespace Microsoft.AspNetCore.Builder
        {
            public sealed class WebApplication { public void MapGet(string pattern, Delegate handler) { } }
            public sealed class WebApplicationBuilder { public IServiceCollection Services => null; public IConfiguration Configuration => null; public IHostEnvironment Environment => null; }
        }
        namespace Microsoft.AspNetCore.Http
        {
            public sealed class HttpContext { public HttpRequest Request => null; public ISession Session => null; }
            public sealed class HttpRequest { public Dictionary<string, string> Cookies => null; public QueryString QueryString => default; }
            public struct QueryString { public string Value => null; }
            public interface ISession { }
            public static class SessionExtensions { public static void SetString(this ISession session, string key, string value) { } }
            public static class Results { public static object Redirect(string url) => null; }
        }
        namespace Microsoft.Extensions.Logging
        {
            public interface ILogger { }
            public static class LoggerExtensions { public static void LogInformation(this ILogger logger, string message, params object[] args) { } }
        }
        namespace Microsoft.Extensions.Caching.Memory
        {
            public interface IMemoryCache { }
            public static class CacheExtensions { public static T Set<T>(this IMemoryCache cache, object key, T value) => value; }
        }
        """;

    private static readonly string s_folder = Path.Combine(
        typeof(RulePageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!, "docs", "analyzers");

    public static TheoryData<string> Pages => [.. Directory.GetFiles(s_folder, "NV*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_flagged_example_of_a_page_is_flagged_by_its_rule(string id) => Assert.NotEmpty(await AnalyzeAsync(id, Page(id).Flagged));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_fixed_example_of_a_page_is_not_flagged_by_its_rule(string id) => Assert.Empty(await AnalyzeAsync(id, Page(id).Fixed));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Both_examples_of_a_page_are_in_the_same_language(string id) => Assert.Equal(Page(id).Flagged.Language, Page(id).Fixed.Language);

    private static RulePage Page(string id) => RulePage.Read(Path.Combine(s_folder, id + ".md"));

    private static async Task<IEnumerable<string>> AnalyzeAsync(string id, (string Language, string Text) block)
    {
        var project = block.Text.Split('\n')[0] switch
        {
            var line when line.Contains("MAUI", StringComparison.Ordinal) => TestProject.Maui,
            var line when line.Contains("Blazor WebAssembly", StringComparison.Ordinal) || block.Language is "json" => TestProject.BlazorWebAssembly,
            _ => TestProject.Web,
        };
        var analyzer = typeof(NumberVerifyAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .Single(candidate => candidate.SupportedDiagnostics.Any(descriptor => descriptor.Id == id));

        // A rule that is off by default is a rule that its page's reader has switched on.
        var on = analyzer.SupportedDiagnostics.ToDictionary(descriptor => descriptor.Id, _ => ReportDiagnostic.Warn);
        var files = ImmutableArray<AdditionalText>.Empty;
        var compilation = Compile("");
        switch (block.Language)
        {
            case "csharp":
                compilation = Compile($"class Page : Surroundings\n{{\n    async Task<object> Run()\n    {{\n{block.Text}\n        await Task.Yield();\n        return null;\n    }}\n}}");
                if (Errors(compilation).Any())
                {
                    compilation = Compile($"class Page : Surroundings\n{{\n{block.Text}\n}}");
                }

                break;
            case "json":
                files = [new MemoryText("/project/wwwroot/appsettings.json", block.Text)];
                break;
            default:
                var element = XElement.Parse(block.Text[block.Text.IndexOf("\n<", StringComparison.Ordinal) is var at && block.Text.StartsWith("<!--", StringComparison.Ordinal) ? (at + 1).. : ..]);
                if (element.Name == "PackageReference")
                {
                    compilation = compilation.AddReferences(Package((string)element.Attribute("Include")!));
                }
                else
                {
                    project = project.With(element.Name.LocalName, element.Value);
                }

                break;
        }

        Assert.Empty(Errors(compilation));
        var diagnostics = await compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(on))
            .WithAnalyzers([analyzer], new AnalyzerOptions(files, new ConfiguredProject(project, shipped: true)))
            .GetAnalyzerDiagnosticsAsync();
        return diagnostics.Select(diagnostic => diagnostic.ToString());
    }

    private static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Program",
        [.. new[] { Programs.Usings, Surroundings, source }.Select((text, i) => CSharpSyntaxTree.ParseText(text, Programs.ParseOptions, $"/project/{i}.cs"))],
        [.. Programs.Framework, Programs.Reference("NumberVerify.Stubs", Stubs.Foreign, Programs.Framework)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static IEnumerable<Diagnostic> Errors(CSharpCompilation compilation) => compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);

    /// <summary>A package of ours by its name: the one that a backend needs carries the mark.</summary>
    private static MetadataReference Package(string name) => Programs.Reference(
        name,
        (KnownSinks.BackendAssemblies.Contains(name) ? "[assembly: NumberVerify.BackendOnly] " : "")
            + "namespace NumberVerify { [AttributeUsage(AttributeTargets.Assembly)] sealed class BackendOnlyAttribute : Attribute; }",
        Programs.Framework);
}
