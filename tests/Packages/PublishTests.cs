using System.Runtime.InteropServices;
using NumberVerify.Packages.Tests.Running;

namespace NumberVerify.Packages.Tests;

/// <summary>The library survives the trimmer and the native compiler: no warning, and the program still does all it did.</summary>
[Collection(nameof(WorkTree))]
public sealed class PublishTests(WorkTree tree) : IDisposable
{
    // .NET 9's linker step does not quote the path of one of its files.
    private readonly TempFolder _temp = new("number-verify-");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public Task The_trimmed_quickstart_has_no_warning_and_runs() => PublishAndRunAsync("-p:PublishTrimmed=true", "--self-contained");

    // AotCheck: net9.0, whose native AOT runtime pack more feeds have than net10.0's.
    [NativeLinkerFact]
    public Task The_native_quickstart_has_no_warning_and_runs() => PublishAndRunAsync("-p:AotCheck=true", "--artifacts-path", _temp["artifacts"]);

    private async Task PublishAndRunAsync(params string[] options)
    {
        var publish = await tree.RunDotNetAsync(
            ["publish", "samples/Quickstart", "--nodeReuse:false", WorkTree.WithoutAnalyzers, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", _temp["app"], .. options]);

        publish.MustSucceed();
        Assert.DoesNotContain("warning IL", publish.Output);
        Assert.DoesNotContain(Directory.EnumerateFiles(_temp["app"]), file => Path.GetFileName(file).Contains("SpecTool"));
        var program = Path.Combine(_temp["app"], OperatingSystem.IsWindows() ? "Quickstart.exe" : "Quickstart");
        Quickstart.MustHaveShownEachStep((await Programs.RunAsync(program, _temp["app"], [])).MustSucceed());
    }
}
