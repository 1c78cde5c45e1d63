using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Tests.Running;

/// <summary>One run of the command line in this process: its exit code and what it printed.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the tool where nobody can be asked; <paramref name="arrange"/> changes its surroundings.</summary>
    public static async Task<ToolRun> OfAsync(string[] arguments, Func<Surroundings, Surroundings>? arrange = null, CancellationToken cancellationToken = default)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        var surroundings = new Surroundings(TextReader.Null, output, error, Path.GetTempPath()) { Interactive = false, Environment = _ => null };
        var exitCode = await ToolProgram.RunAsync(arguments, arrange?.Invoke(surroundings) ?? surroundings, cancellationToken);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }
}
