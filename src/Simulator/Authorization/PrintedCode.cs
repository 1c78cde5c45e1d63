namespace NumberVerify.Simulator;

/// <summary>A code for a developer who has no browser at hand. Not a record: a record would print the code.</summary>
internal sealed class PrintedCode(string code)
{
    public string Code { get; } = code;
}
