using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV1005Tests
{
    private static readonly (string Name, string Source) s_library = (
        "NumberVerify",
        """
        [assembly: NumberVerify.BackendOnly]

        namespace NumberVerify
        {
            public class BackendPart { }

            [AttributeUsage(AttributeTargets.Assembly)]
            public sealed class BackendOnlyAttribute : Attribute { }
        }
        """);

    private static readonly (string Name, string Source) s_frontend = ("NumberVerify.Frontend", "namespace NumberVerify { public class PublicPart { } }");

    private static readonly (string Name, string Source) s_shared = ("Shop.Shared", "public class Shared { public NumberVerify.BackendPart Client; }");

    private static readonly (string Name, string Source) s_secrets = ("Shop.Secrets", "[assembly: NumberVerify.BackendOnly] public class Secrets { }");

    private static Case<BackendAssemblyInFrontendAnalyzer> Of(int expected, TestProject project, params (string Name, string Source)[] assemblies) => new()
    {
        Project = project,
        Assemblies = assemblies,
        WithoutLocation = expected,
        Source = "class C;",
    };

    [Fact]
    public async Task A_marked_reference_is_flagged_once_in_every_kind_of_frontend()
    {
        await Of(1, TestProject.BlazorWebAssembly, s_library).RunAsync();
        await Of(1, TestProject.Maui, s_library, s_frontend).RunAsync();
        await Of(1, TestProject.Maui.With("TargetFramework", "net10.0-ios"), s_library).RunAsync();
        await Of(1, TestProject.Console.With("NumberVerifyProjectKind", "Frontend"), s_library).RunAsync();
        await Of(1, TestProject.Library.With("NumberVerifySharedWithFrontend", "true"), s_library).RunAsync();
    }

    [Fact]
    public Task Its_use_does_not_make_it_two() => new Case<BackendAssemblyInFrontendAnalyzer>
    {
        Assemblies = [s_library],
        WithoutLocation = 1,
        Source = "class C { NumberVerify.BackendPart _a = new(); NumberVerify.BackendPart _b = new(); }",
    }.RunAsync();

    [Fact]
    public Task A_reference_through_a_shared_library_is_flagged() => Of(1, TestProject.BlazorWebAssembly, s_library, s_shared).RunAsync();

    [Fact]
    public Task An_assembly_that_reaches_the_program_past_the_compiler_is_flagged_and_the_library_named() => new Case<BackendAssemblyInFrontendAnalyzer>
    {
        Project = TestProject.BlazorWebAssembly.With("NumberVerifyReachedBackend", "NumberVerify"),
        Assemblies = [s_library, s_shared],
        Withheld = ["NumberVerify"],
        WithoutLocation = 1,
        Source = "class C;",
        Says = ["'NumberVerify'", "'Shop.Shared'"],
    }.RunAsync();

    [Fact]
    public Task An_assembly_that_a_shared_library_kept_to_itself_is_silent() => new Case<BackendAssemblyInFrontendAnalyzer>
    {
        Project = TestProject.BlazorWebAssembly.With("NumberVerifyReachedBackend", ""),
        Assemblies = [s_library, s_shared],
        Withheld = ["NumberVerify"],
        Source = "class C;",
    }.RunAsync();

    [Fact]
    public async Task An_assembly_that_is_referenced_and_reaches_the_program_is_flagged_once()
    {
        await Of(1, TestProject.BlazorWebAssembly.With("NumberVerifyReachedBackend", "NumberVerify"), s_library).RunAsync();
        await Of(2, TestProject.BlazorWebAssembly.With("NumberVerifyReachedBackend", "NumberVerify,NumberVerify.AspNetCore"), s_library).RunAsync();
        await Of(3, TestProject.BlazorWebAssembly.With("NumberVerifyReachedBackend", "NumberVerify,NumberVerify.AspNetCore,NumberVerify.AspNetCore.PostgreSql"), s_library).RunAsync();
        await Of(0, TestProject.Web.With("NumberVerifyReachedBackend", "NumberVerify"), s_library).RunAsync();
    }

    [Fact]
    public Task An_assembly_of_the_users_own_can_be_marked() => new Case<BackendAssemblyInFrontendAnalyzer>
    {
        Assemblies = [s_library, s_secrets],
        WithoutLocation = 2,
        Source = "class C;",
        Says = ["Blazor WebAssembly app", "NumberVerify.Frontend"],
        Severity = DiagnosticSeverity.Error,
    }.RunAsync();

    [Fact]
    public Task A_desktop_frontend_is_warned() => new Case<BackendAssemblyInFrontendAnalyzer>
    {
        Project = TestProject.Wpf,
        Assemblies = [s_library],
        WithoutLocation = 1,
        Source = "class C;",
        Severity = DiagnosticSeverity.Warning,
    }.RunAsync();

    [Fact]
    public Task The_public_half_and_contracts_are_silent() => Of(0, TestProject.BlazorWebAssembly, s_frontend, ("Shop.Contracts", "public record Order(string Id);")).RunAsync();

    [Fact]
    public Task A_library_that_refers_to_the_public_half_is_silent() => Of(
        0, TestProject.Maui, s_frontend, ("Shop.Login", "public class Login { public NumberVerify.PublicPart Client; }")).RunAsync();

    [Fact]
    public Task An_attribute_of_the_same_short_name_is_silent() => Of(
        0, TestProject.Maui, ("Other", "[assembly: Other.BackendOnly] namespace Other { public sealed class BackendOnlyAttribute : Attribute { } }")).RunAsync();

    [Fact]
    public async Task Backends_hosts_libraries_and_tests_are_silent()
    {
        foreach (var project in new[]
        {
            TestProject.Web,
            TestProject.Web.With("RuntimeIdentifier", "linux-x64"),
            TestProject.Worker,
            TestProject.Console,
            TestProject.Library,
            TestProject.Test,
            TestProject.BlazorWebAssembly.With("NumberVerifyProjectKind", "Backend"),
        })
        {
            await Of(0, project, s_library, s_shared, s_secrets).RunAsync();
        }
    }
}
