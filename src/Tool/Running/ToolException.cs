namespace NumberVerify.Tool.Running;

/// <summary>What stops a command, and what to do about it. Neither text may hold a secret, a number, a code or a token.</summary>
internal sealed class ToolException(int exitCode, string message, string remedy) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public string Remedy { get; } = remedy;
}
