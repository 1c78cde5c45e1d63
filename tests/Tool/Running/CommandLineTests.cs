using System.Text.Json;

namespace NumberVerify.Tool.Tests.Running;

public sealed class CommandLineTests
{
    [Fact]
    public async Task What_is_not_understood_ends_with_2_and_says_what()
    {
        var run = await ToolRun.OfAsync(["nonsense"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nonsense", run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task With_json_what_is_not_understood_is_json_too()
    {
        var run = await ToolRun.OfAsync(["nonsense", "--json"]);

        Assert.Equal(2, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Contains(json.RootElement.GetProperty("errors").EnumerateArray(), error => error.GetProperty("message").GetString()!.Contains("nonsense", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    public async Task Asked_for_help_or_its_version_it_tells_and_ends_with_0(string option)
    {
        var run = await ToolRun.OfAsync([option]);

        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(run.Output);
    }
}
