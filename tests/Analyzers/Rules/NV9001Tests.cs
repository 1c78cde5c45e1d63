using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV9001Tests
{
    private static Case<InvalidConfigurationAnalyzer> Of(int expected, TestProject project, params string[] says) => new()
    {
        Project = project,
        WithoutLocation = expected,
        Says = says,
        Severity = DiagnosticSeverity.Warning,
        Source = "class C;",
    };

    [Theory]
    [InlineData("Client")]
    [InlineData("Front end")]
    [InlineData("Desktop")]
    [InlineData("Library")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("Frontend;Backend")]
    [InlineData("s3cr3t")]
    public Task A_kind_that_does_not_exist_is_flagged_with_those_that_do(string kind) => Of(
        1, TestProject.Web.With("NumberVerifyProjectKind", kind), "'NumberVerifyProjectKind'", "Frontend, Backend, Shared or Ignore", "backend").RunAsync();

    [Theory]
    [InlineData("Frontend")]
    [InlineData("backend")]
    [InlineData("SHARED")]
    [InlineData(" Ignore ")]
    [InlineData("")]
    public Task A_kind_that_exists_is_silent_in_any_casing(string kind) => Of(0, TestProject.Maui.With("NumberVerifyProjectKind", kind)).RunAsync();

    [Theory]
    [InlineData("yes", 1)]
    [InlineData("1", 1)]
    [InlineData("true", 0)]
    [InlineData("False", 0)]
    [InlineData("", 0)]
    public Task Shared_with_a_frontend_is_true_or_false(string value, int expected) => Of(expected, TestProject.Library.With("NumberVerifySharedWithFrontend", value)).RunAsync();

    [Fact]
    public Task Both_are_reported_at_once() => Of(2, TestProject.Library.With("NumberVerifyProjectKind", "x").With("NumberVerifySharedWithFrontend", "y")).RunAsync();

    [Fact]
    public async Task A_test_project_and_a_backend_hear_of_it_too()
    {
        await Of(1, TestProject.Test.With("NumberVerifyProjectKind", "Fronted")).RunAsync();
        await Of(1, TestProject.Worker.With("NumberVerifyProjectKind", "Fronted")).RunAsync();
    }

    [Fact]
    public Task Without_a_setting_it_is_silent() => Of(0, TestProject.Console).RunAsync();
}
