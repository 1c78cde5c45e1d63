namespace NumberVerify.Tool.Running;

/// <summary>What a command has around it: the process's own in Program, a test's in tests.</summary>
internal sealed record Surroundings(TextReader Input, TextWriter Output, TextWriter Error, string Folder)
{
    /// <summary>Whether a person can be asked: false where input is a file or a pipe.</summary>
    public bool Interactive { get; init; } = !Console.IsInputRedirected;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
