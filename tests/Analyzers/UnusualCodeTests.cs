using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NumberVerify.Analyzers.Tests;

/// <summary>Every rule over code that few programs have, and over code that does not compile, as an editor hands it over with each key that is pressed.</summary>
public sealed class UnusualCodeTests
{
    private const string Unusual = """
        using System.Runtime.InteropServices;
        using NumberVerify;

        unsafe class Native
        {
            delegate*<string, int, void> _call;
            delegate* unmanaged<nint, void> _free;

            void M(Session session, string clientSecret, string phoneNumber, nint handle)
            {
                _call(clientSecret, 1);
                _call("client_secret", 2);
                _call(session.AccessToken, phoneNumber.Length);
                _free(handle);
                Span<string> texts = stackalloc nint[1] is { Length: 1 } ? [clientSecret] : [phoneNumber];
                texts[^1] = texts[..1][0];
                (string state, var (code, _)) = (phoneNumber, (clientSecret, 1));
                Variadic(__arglist(clientSecret, phoneNumber));
                int[] numbers = [1, .. stackalloc[] { 2 }];
                ref var last = ref texts[0];
                last = phoneNumber;
                fixed (char* first = clientSecret) { *first = first[1]; }
            }

            static void Variadic(__arglist) { }
        }

        class Late
        {
            object M(dynamic options, dynamic services, string secret, string phoneNumber)
            {
                options.ClientSecret = "s3cr3t";
                options["client_secret"] = secret;
                options.state = phoneNumber;
                services.AddSingleton(new Session());
                services.Configure<Late>(options);
                return new { client_secret = options.ClientSecret, State = (string)options.Phone };
            }

            public static implicit operator string(Late late) => "";
            public static Late operator +(Late left, string right) => left;
            object N(Late late) => late + "client_secret=" + "x";
        }

        static class Members
        {
            extension(string text)
            {
                public string ClientSecret => "";
                public string WithState(string state) => text + state;
            }

            static object M(string phoneNumber) => phoneNumber.WithState(phoneNumber) + phoneNumber.ClientSecret;
        }

        record struct Pair(string ClientSecret = null, string State = null)
        {
            public static object Make(string phoneNumber) => new Pair { State = phoneNumber } with { ClientSecret = null };
        }
        """;

    private const string Broken = """
        class C
        {
            const string ClientSecret = ;
            string State { get; set = ; }
            Unknown M(Missing<string> options, string phoneNumber)
            {
                options.ClientSecret = "a" + ;
                options["client_secret"] = nothing.ToString();
                new Unknown { ClientSecret = "s3cr3t", State = phoneNumber }.SetClientSecret("x", );
                services.AddSingleton(;
                http.GetAsync($"https://o.example/token?client_secret={}&state={phoneNumber");
                return new() { ["client_secret"] = };
            }
            extension(
        """;

    public static TheoryData<string> Kinds => ["frontend", "desktop", "backend", "library"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_rule_fails_on_unusual_code(string kind)
    {
        var compilation = Compile(Unusual);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error));
        Assert.Empty(await FailuresAsync(compilation, kind));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_rule_fails_on_code_that_does_not_compile(string kind)
    {
        var compilation = Compile(Broken);
        Assert.NotEmpty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error));
        Assert.Empty(await FailuresAsync(compilation, kind));
    }

    /// <summary>Each end of a text is where somebody has typed to.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_rule_fails_on_half_a_program(string kind)
    {
        for (var length = 40; length < Unusual.Length; length += 97)
        {
            Assert.Empty(await FailuresAsync(Compile(Unusual[..length]), kind));
        }
    }

    private static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Program",
        [CSharpSyntaxTree.ParseText(Programs.Usings, Programs.ParseOptions, Programs.UsingsPath), CSharpSyntaxTree.ParseText(source, Programs.ParseOptions, "/project/Program.cs")],
        [.. Programs.Framework, Programs.Reference("ForeignLibraries", Stubs.Foreign, Programs.Framework)],
        Programs.Options(source));

    private static async Task<List<string>> FailuresAsync(CSharpCompilation compilation, string kind)
    {
        var project = kind switch
        {
            "frontend" => TestProject.BlazorWebAssembly,
            "desktop" => TestProject.Wpf,
            "backend" => TestProject.Web,
            _ => TestProject.Library.With("NumberVerifySharedWithFrontend", "true"),
        };
        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new ConfiguredProject(project, shipped: true)),
            (exception, analyzer, _) =>
            {
                lock (failures)
                {
                    failures.Add(string.Create(CultureInfo.InvariantCulture, $"{analyzer.GetType().Name}: {exception.Message}"));
                }
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        await compilation.WithAnalyzers(Analyzers(), options).GetAnalyzerDiagnosticsAsync();
        return failures;
    }

    private static ImmutableArray<DiagnosticAnalyzer> Analyzers() =>
    [
        .. typeof(NumberVerifyAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];
}
