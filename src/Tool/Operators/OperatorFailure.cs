using Microsoft.Extensions.Options;
using NumberVerify.Generated;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Operators;

/// <summary>Says what the library threw: the messages it makes hold no secret, number, code or token.</summary>
internal static class OperatorFailure
{
    private const int LongestCode = 64;

    public static ToolException Of(OptionsValidationException exception) => new(
        ExitCode.Usage,
        string.Join(' ', exception.Failures),
        "Give it by an option, a NUMBERVERIFY_ variable or --config; numberverify doctor examines all of it.");

    public static ToolException Of(NumberVerifyException exception) => new(ExitCode.Failure, Describe(exception), "numberverify doctor examines what the operator and this client agree on.");

    /// <summary>The message, with the status and code of the answer where there was one.</summary>
    public static string Describe(NumberVerifyException exception)
    {
        var code = Code(exception.Code);
        var status = exception.StatusCode is { } known ? $"{(int)known}" : null;
        var answer = string.Join(' ', new[] { status, code }.OfType<string>());
        return answer.Length > 0 ? $"{exception.Message} (answer: {answer})" : exception.Message;
    }

    /// <summary>A server's own spelling reaches a terminal only where it is a plain word.</summary>
    public static string? Code(string? code) =>
        code is { Length: > 0 and <= LongestCode } && code.All(static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-') ? code : null;
}
