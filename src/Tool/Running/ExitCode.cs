namespace NumberVerify.Tool.Running;

/// <summary>The exit codes of every command; docs/tool.md explains them.</summary>
internal static class ExitCode
{
    /// <summary>Done, and nothing to object.</summary>
    public const int Success = 0;

    /// <summary>Done, and there is something to object: a breaking change, a secret, a number that is not verified, a check that fails.</summary>
    public const int Findings = 1;

    /// <summary>The command line is not understood, or what the command needs is missing where it was started.</summary>
    public const int Usage = 2;

    /// <summary>Not done: an input that cannot be used, or something that broke on the way.</summary>
    public const int Failure = 3;

    /// <summary>Stopped by Ctrl+C.</summary>
    public const int Interrupted = 130;
}
