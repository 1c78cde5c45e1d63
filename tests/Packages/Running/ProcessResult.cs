namespace NumberVerify.Packages.Tests.Running;

/// <summary>What a program printed, on both streams in the order of arrival, and how it ended.</summary>
internal sealed record ProcessResult(string Command, int ExitCode, string Output)
{
    private const int LinesShown = 60;

    /// <summary>What a build printed while it ran; its summary says everything once more.</summary>
    public string WithoutSummary => Output.Split(["\nBuild FAILED.", "\nBuild succeeded."], StringSplitOptions.None)[0];

    /// <summary>Fails the test with what the program said last.</summary>
    public ProcessResult MustSucceed()
    {
        Assert.True(ExitCode == 0, Failure("should have succeeded"));
        return this;
    }

    public ProcessResult MustFail()
    {
        Assert.True(ExitCode != 0, Failure("should have failed"));
        return this;
    }

    private string Failure(string expectation) =>
        $"{Command}\n{expectation}; its exit code is {ExitCode}. It printed:\n{string.Join('\n', Output.Split('\n').TakeLast(LinesShown))}";
}
