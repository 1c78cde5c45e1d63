using System.Text.RegularExpressions;

namespace NumberVerify.Packages.Tests.Running;

/// <summary>One build: what it said, and what its detailed log tells about the work that was done.</summary>
internal sealed partial record BuildResult(ProcessResult Process, string DetailedLog)
{
    /// <summary>The clients that were generated, in the order of the alphabet.</summary>
    public IEnumerable<string> Generated => Messages.Select(match => match.Groups["client"].Value).Order();

    /// <summary>The documents they were generated from.</summary>
    public IEnumerable<string> Documents => Messages.Select(match => match.Groups["document"].Value);

    /// <summary>Programs that the build started (Exec), and its calls of the compiler (Csc).</summary>
    public IEnumerable<string> Tools => ToolLine().Matches(DetailedLog).Select(match => match.Groups["tool"].Value);

    /// <summary>Each error once; MSBuild prints it again in its summary.</summary>
    public IReadOnlyList<string> Errors => [.. Lines.Where(line => line.Contains(" error ")).Distinct()];

    public IReadOnlyList<string> Warnings => [.. Lines.Where(line => line.Contains(": warning ")).Distinct()];

    public IEnumerable<string> StackTrace => Lines.Where(line => StackFrame().IsMatch(line));

    private IEnumerable<string> Lines => Process.Output.Split('\n').Select(line => line.Trim());

    private IEnumerable<Match> Messages => GeneratedLine().Matches(Process.Output);

    public BuildResult MustSucceed()
    {
        Process.MustSucceed();
        return this;
    }

    [GeneratedRegex(@"NumberVerify: (?<client>\w+) from (?<document>.+)")]
    private static partial Regex GeneratedLine();

    [GeneratedRegex("""^\s*Task "(?<tool>Exec|Csc)"\s*$""", RegexOptions.Multiline)]
    private static partial Regex ToolLine();

    [GeneratedRegex(@"(^|\s)at [\w.<>`]+\(.*\)")]
    private static partial Regex StackFrame();
}
