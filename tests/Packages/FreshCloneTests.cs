using NumberVerify.Packages.Tests.Running;

namespace NumberVerify.Packages.Tests;

/// <summary>What a newcomer does first: clone, and run the sample.</summary>
public sealed class FreshCloneTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_quickstart_runs_from_a_fresh_clone_with_one_command()
    {
        await SourceTree.CloneAsync(_temp["clone"]);

        var run = await Programs.RunDotNetAsync(_temp["clone"], ["run", "--project", "samples/Quickstart"]);

        run.MustSucceed();
        Assert.True(File.Exists(_temp["clone/build/node_modules/.installed-lock"]), "The build did not install the generator.");
        Quickstart.MustHaveShownEachStep(run);
    }
}
