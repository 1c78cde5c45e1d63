using NumberVerify.Packages.Tests.Running;

namespace NumberVerify.Packages.Tests;

/// <summary>The page in the browser: nobody tells the rules what kind of project it is, and the mistake does not get past them.</summary>
[Collection(nameof(WorkTree))]
public sealed class FrontendSampleTests(WorkTree tree)
{
    private const string Mistake = "samples/Frontend/Mistake/SecretMistake.razor";

    [Fact]
    public async Task It_builds_and_a_secret_in_a_component_fails_its_build_on_the_line_of_the_component()
    {
        Assert.DoesNotContain("NumberVerifyProjectKind", tree.Read("samples/Frontend/Frontend.csproj"));

        var build = await BuildAsync();
        var mistaken = await BuildAsync("-p:ShowSecretMistake=true", "--no-restore", "--no-dependencies");

        build.MustSucceed();
        Assert.DoesNotContain("warning", build.Output);
        mistaken.MustFail();
        var error = Assert.Single(mistaken.WithoutSummary.Split('\n'), line => line.Contains(": error "));
        Assert.Contains("SecretMistake.razor(" + tree.Read(Mistake).LineOf("ClientSecret = "), error);
        Assert.Contains("error NV1001: ", error);
    }

    private Task<ProcessResult> BuildAsync(params string[] options) =>
        tree.RunDotNetAsync(["build", "samples/Frontend", "--nodeReuse:false", WorkTree.WithAnalyzers, .. options]);
}
