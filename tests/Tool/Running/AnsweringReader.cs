namespace NumberVerify.Tool.Tests.Running;

/// <summary>A person at the terminal: one answer after the other, each made when it is asked for.</summary>
internal sealed class AnsweringReader(params Func<string>[] answers) : TextReader
{
    private int _next;

    public override string? ReadLine() => _next < answers.Length ? answers[_next++]() : null;
}
