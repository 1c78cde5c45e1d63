using System.CommandLine;
using NumberVerify.SpecTool;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Spec;

/// <summary><c>numberverify spec check</c>: whether the documents of a repository can be built, and whether their overlays still say something about them.</summary>
internal sealed class SpecCheckCommand
{
    private readonly Argument<string?> _folder = new("FOLDER") { Description = "The repository or its openapi/; without it, the current folder's.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(Surroundings surroundings) => new SpecCheckCommand().CreateCommand(surroundings);

    private Command CreateCommand(Surroundings surroundings) =>
        new Command("check", "Tell whether the documents of openapi/ are valid, their overlays still apply, and clients can be generated from them.") { _folder }.With(
            surroundings,
            (parsed, context, cancellationToken) => Task.FromResult(Run(context, parsed.GetValue(_folder), cancellationToken)));

    private static int Run(CommandContext context, string? folder, CancellationToken cancellationToken)
    {
        var openApi = OpenApiFolder.Find(Path.GetFullPath(folder ?? ".", context.Surroundings.Folder));
        var checks = new List<DocumentCheck>();
        foreach (var document in openApi.Documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var overlay = openApi.OverlayOf(document);
            checks.Add(Check(document, File.Exists(overlay) ? overlay : null));
        }

        foreach (var overlay in openApi.Overlays.Except(openApi.Documents.Select(openApi.OverlayOf)))
        {
            checks.Add(new DocumentCheck(overlay, null, [new FailureError("There is no document for this overlay.", "Give it the name of its document, with .overlay.yaml at the end, or delete it.", null, overlay, 1, 1)]));
        }

        var report = new CheckReport(openApi.Path, checks.Sum(check => check.Findings.Count), checks);
        if (context.Json)
        {
            context.WriteJson(report, SpecJson.Default.CheckReport);
        }
        else
        {
            context.WriteText(TextOf(report));
        }

        return report.Findings == 0 ? ExitCode.Success : ExitCode.Findings;
    }

    private static DocumentCheck Check(string document, string? overlay)
    {
        try
        {
            var prepared = PreparedSpec.Create(document, overlay is null ? [] : [overlay]);
            return new DocumentCheck(document, overlay, [.. prepared.IdleActions.Select(FindingOf)]);
        }
        catch (SpecException exception)
        {
            return new DocumentCheck(document, overlay, [.. exception.Errors.Select(FindingOf)]);
        }
    }

    private static FailureError FindingOf(SpecError error) => new(error.Text, error.Remedy, error.Id, error.Place.File, error.Place.Line, error.Place.Column);

    private static string TextOf(CheckReport report)
    {
        var lines = new List<string>();
        foreach (var check in report.Documents)
        {
            var name = Path.GetRelativePath(report.Folder, check.File);
            lines.Add(check.Findings.Count > 0 ? $"{name}: {(check.Findings.Count == 1 ? "1 finding" : $"{check.Findings.Count} findings")}" : $"{name}: good{(check.Overlay is null ? "" : ", with its overlay")}");
            lines.AddRange(check.Findings.Select(finding => $"  {finding.File}({finding.Line},{finding.Column}): {finding.Message} {finding.Remedy}"));
        }

        return string.Concat(lines.Select(line => line + "\n"));
    }
}
