using System.CommandLine;
using System.Text.Json;
using NumberVerify.SpecTool;
using NumberVerify.SpecTool.Diff;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Spec;

/// <summary><c>numberverify spec diff</c>: what one document changes for the callers of another.</summary>
internal sealed class SpecDiffCommand
{
    private readonly Argument<string> _old = new("OLD") { Description = "The document that clients were made for: YAML or JSON, OpenAPI 3.0 or 3.1." };
    private readonly Argument<string> _new = new("NEW") { Description = "The document to come." };
    private readonly Option<DiffFormat> _format = new("--format", "-f") { Description = "How to print it: text, json or markdown." };
    private readonly Option<FailOn> _failOn = new("--fail-on") { Description = "Exit with 1 where a change is of this kind or weighs more: breaking, compatible, editorial or never." };
    private readonly Option<bool> _noEditorial = new("--no-editorial") { Description = "Leave out what changes words only." };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write to a file in place of standard output.", HelpName = "FILE" };

    public static Command Create(Surroundings surroundings) => new SpecDiffCommand().CreateCommand(surroundings);

    private Command CreateCommand(Surroundings surroundings) =>
        new Command("diff", "Tell what is breaking, compatible and only editorial between two documents of an API.") { _old, _new, _format, _failOn, _noEditorial, _output }.With(
            surroundings,
            (parsed, context, cancellationToken) => RunAsync(parsed, context, cancellationToken));

    private async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var folder = context.Surroundings.Folder;
        var old = SpecDocument.LoadAsWritten(Path.GetFullPath(parsed.GetRequiredValue(_old), folder));
        var @new = SpecDocument.LoadAsWritten(Path.GetFullPath(parsed.GetRequiredValue(_new), folder));
        var changes = ContractDiff.Compare(old, @new);
        var shown = parsed.GetValue(_noEditorial) ? [.. changes.Where(change => change.Kind != ChangeKind.Editorial)] : changes;
        var format = context.Json ? DiffFormat.Json : parsed.GetValue(_format);
        var report = DiffReport.Of(old, @new, shown);
        var text = format switch
        {
            DiffFormat.Json => JsonSerializer.Serialize(report, SpecJson.Default.DiffReport) + "\n",
            DiffFormat.Markdown => DiffMarkdown.Write(report),
            _ => DiffText.Write(report),
        };

        if (parsed.GetValue(_output) is { } file)
        {
            await WriteAsync(Path.GetFullPath(file, folder), text, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            context.WriteText(text);
        }

        return Fails(parsed.GetValue(_failOn), changes) ? ExitCode.Findings : ExitCode.Success;
    }

    private static bool Fails(FailOn failOn, IReadOnlyList<ContractChange> changes) => failOn switch
    {
        FailOn.Never => false,
        FailOn.Editorial => changes.Count > 0,
        FailOn.Compatible => changes.Any(change => change.Kind != ChangeKind.Editorial),
        _ => changes.Any(change => change.Kind == ChangeKind.Breaking),
    };

    private static async Task WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(file, text, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Failure, $"{file} cannot be written.", "Give a path that can be written.");
        }
    }
}
