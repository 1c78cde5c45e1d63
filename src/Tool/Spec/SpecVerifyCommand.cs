using System.CommandLine;
using NumberVerify.SpecTool;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Spec;

/// <summary><c>numberverify spec verify</c>: whether a document of the repository has the contract of a published one, prose aside.</summary>
internal sealed class SpecVerifyCommand
{
    private readonly Argument<string> _official = new("OFFICIAL") { Description = "The published document." };
    private readonly Option<string?> _document = new("--document") { Description = "The document to compare with it; without it, the one of openapi/ that describes the same API.", HelpName = "FILE" };

    public static Command Create(Surroundings surroundings) => new SpecVerifyCommand().CreateCommand(surroundings);

    private Command CreateCommand(Surroundings surroundings) =>
        new Command("verify", "Tell whether a document of openapi/ has exactly the contract of a published one.") { _official, _document }.With(
            surroundings,
            (parsed, context, _) => Task.FromResult(Run(context, parsed.GetRequiredValue(_official), parsed.GetValue(_document))));

    private static int Run(CommandContext context, string official, string? document)
    {
        var published = SpecDocument.Load(Path.GetFullPath(official, context.Surroundings.Folder));
        var ours = SpecDocument.Load(OpenApiFolder.Find(context.Surroundings.Folder).DocumentFor(published, document, context.Surroundings.Folder));
        var differences = SpecContract.Compare(SpecContract.Of(ours), SpecContract.Of(published));
        var report = new VerifyReport(ours.Path, published.Path, differences.Count == 0, [.. differences.Select(difference => RowOf(ours, difference))]);
        if (context.Json)
        {
            context.WriteJson(report, SpecJson.Default.VerifyReport);
        }
        else
        {
            context.WriteText(TextOf(report));
        }

        return report.Equal ? ExitCode.Success : ExitCode.Findings;
    }

    private static VerifyRow RowOf(SpecDocument ours, SpecDifference difference)
    {
        var place = ours.PlaceOf(difference.Pointer);
        return new VerifyRow(difference.Pointer, difference.Left, difference.Right, place.File, place.Line, place.Column);
    }

    private static string TextOf(VerifyReport report)
    {
        var text = $"{report.Document} {(report.Equal ? "has the contract of" : "differs from")} {report.Official}{(report.Equal ? "." : $" in {(report.Differences.Count == 1 ? "1 place" : $"{report.Differences.Count} places")}.")}\n";
        return text + string.Concat(report.Differences.Select(row => $"  {PlainText.OneLine($"{row.File}({row.Line},{row.Column}): {row.Pointer}: ours {row.Ours ?? "(absent)"}, official {row.Official ?? "(absent)"}")}\n"));
    }
}
