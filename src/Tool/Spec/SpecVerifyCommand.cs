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
        var ours = document is not null ? SpecDocument.Load(Path.GetFullPath(document, context.Surroundings.Folder)) : Find(OpenApiFolder.Find(context.Surroundings.Folder), published);
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

    private static SpecDocument Find(OpenApiFolder folder, SpecDocument published)
    {
        var identity = ApiIdentity.Of(published);
        var found = new List<SpecDocument>();
        foreach (var file in folder.Documents)
        {
            try
            {
                var document = SpecDocument.Load(file);
                if (ApiIdentity.Of(document).IsSame(identity))
                {
                    found.Add(document);
                }
            }
            catch (SpecException) when (!Path.GetFileNameWithoutExtension(file).Equals(identity.Name, StringComparison.OrdinalIgnoreCase))
            {
                // Another document is broken, which is nothing to this one; `spec check` says what.
            }
        }

        return found switch
        {
            [var only] => only,
            [] => throw new ToolException(ExitCode.Usage, $"No document in {folder.Path} describes {identity}.", "Name the one to compare with --document."),
            _ => throw new ToolException(ExitCode.Usage, $"Several documents describe {identity}: {string.Join(", ", found.Select(document => Path.GetFileName(document.Path)))}.", "Name the one to compare with --document."),
        };
    }

    private static VerifyRow RowOf(SpecDocument ours, SpecDifference difference)
    {
        var place = ours.PlaceOf(difference.Pointer);
        return new VerifyRow(difference.Pointer, difference.Left, difference.Right, place.File, place.Line, place.Column);
    }

    private static string TextOf(VerifyReport report)
    {
        var text = $"{report.Document} {(report.Equal ? "has the contract of" : "differs from")} {report.Official}{(report.Equal ? "." : $" in {(report.Differences.Count == 1 ? "1 place" : $"{report.Differences.Count} places")}.")}\n";
        return text + string.Concat(report.Differences.Select(row => $"  {row.File}({row.Line},{row.Column}): {row.Pointer}: ours {row.Ours ?? "(absent)"}, official {row.Official ?? "(absent)"}\n"));
    }
}
