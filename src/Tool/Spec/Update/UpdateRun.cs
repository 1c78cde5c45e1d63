using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NumberVerify.SpecTool;
using NumberVerify.SpecTool.Update;

namespace NumberVerify.Tool.Spec.Update;

/// <summary>One update from beginning to end. Whatever stops it leaves every file as it was.</summary>
internal sealed class UpdateRun(ApiRepository repository, IRepositoryBuild build, Action<string> say)
{
    public async Task<UpdateReport> RunAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        if (request.DryRun)
        {
            var seen = Plan(request);
            return Tell(seen.Update.Differences.Count == 0 ? "equal" : "dry-run", seen, [], "Nothing was written.");
        }

        // Nothing at all is written for a document that cannot be used; unless an earlier update was cut off, when nothing can be told before that is undone.
        if (!FileTransaction.IsCutOff(repository.Workspace) && Plan(request) is { Update.Differences.Count: 0 } same)
        {
            return Tell("equal", same, [], "");
        }

        using var transaction = FileTransaction.Begin(repository.Workspace);
        if (transaction.Recovered)
        {
            say("An earlier update was cut off; what it had changed was put back.\n");
        }

        var plan = Plan(request);
        if (plan.Update.Differences.Count == 0)
        {
            transaction.Commit();
            return Tell("equal", plan, [], "");
        }

        foreach (var (path, content) in plan.Files)
        {
            transaction.Write(path, content);
        }

        say($"{repository.NameOf(plan.Document)}: {plan.From} -> {plan.To}. Building {repository.NameOf(repository.Built)} ...\n");
        await build.BuildAsync(cancellationToken).ConfigureAwait(false);
        var apis = new ApprovedApis(repository, build).Differences();
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var api in request.Approve ? apis : [])
        {
            transaction.Write(api.File, api.Text);
        }

        transaction.Commit();
        var report = Tell("updated", plan, [.. apis.Select(api => api.Difference)], apis.Count == 0 ? "" : request.Approve ? "The public API was approved as it is now." : "The public API is not the approved one: --approve, or note it and copy it as the tests say.");
        return report with { Files = [.. report.Files, .. request.Approve ? apis.Select(api => repository.NameOf(api.File)) : []] };
    }

    /// <summary>Everything that can be known without changing anything; all that can be wrong with the published document is said here, with its lines.</summary>
    private UpdatePlan Plan(UpdateRequest request)
    {
        var published = SpecDocument.Load(request.File);
        SpecValidator.Validate(SpecDocument.Load(request.File));
        var document = repository.DocumentFor(published, request.Document);
        var ours = SpecDocument.Load(document);
        string[] overlays = repository.OverlayOf(document) is { } overlay ? [overlay] : [];
        var prepared = PreparedSpec.Create(request.File, overlays);
        var idleBefore = PreparedSpec.Create(document, overlays).IdleActions.Select(static action => action.Place).ToHashSet();
        if (prepared.IdleActions.Where(action => !idleBefore.Contains(action.Place)).ToList() is { Count: > 0 } gone)
        {
            throw new SpecException(gone);
        }

        var retired = repository.RetiredOf(document);
        var record = File.Exists(retired) ? UpdateRecord.Parse(File.ReadAllText(retired), retired) : new UpdateRecord();
        var update = SpecUpdate.Create(document, File.ReadAllText(document), published, record);
        var files = new List<(string, byte[]?)>();
        var notes = new List<string>();
        string? release = null;
        var to = SpecUpdate.VersionOf(published);
        if (update.Differences.Count > 0)
        {
            files.Add((document, Encoding.UTF8.GetBytes(update.Text)));
            if (File.Exists(repository.Readme))
            {
                var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(request.File)));
                var table = new ReleaseTable(File.ReadAllText(repository.Readme).ReplaceLineEndings("\n"));
                var before = table.Text;
                release = request.Release ?? table.ReleaseOf(hash, request.File);
                table.Follow(document, to, release, hash, record);
                notes.AddRange(table.Notes);
                if (table.Text != before)
                {
                    files.Add((repository.Readme, Encoding.UTF8.GetBytes(table.Text)));
                }
            }

            if (!record.IsEmpty || File.Exists(retired))
            {
                files.Add((retired, record.IsEmpty ? null : Encoding.UTF8.GetBytes(record.Print(Path.GetFileName(document)))));
            }
        }

        return new UpdatePlan(document, SpecUpdate.VersionOf(ours), to, release, ContractRows.Between(document, request.File), update, files, notes);
    }

    private UpdateReport Tell(string status, UpdatePlan plan, PublicApiDifference[] publicApi, string last)
    {
        var report = new UpdateReport(
            status,
            repository.NameOf(plan.Document),
            plan.From,
            plan.To,
            plan.Release,
            [.. plan.Changes.Changes],
            [.. plan.Update.Differences.Select(difference => new UpdateDifference(difference.Pointer, difference.Left, difference.Right))],
            [.. plan.Files.Select(file => repository.NameOf(file.Path))],
            [.. plan.Update.Silent.Select(place => new UnexplainedPlace(place.Pointer, repository.NameOf(place.Place.File), place.Place.Line))],
            publicApi,
            [.. plan.Notes]);
        if (report.Differences.Length == 0)
        {
            say($"{report.Document} has this contract already ({report.To}).\n");
            return report;
        }

        say($"{report.Document}: {report.From} -> {report.To}{(report.Release is null ? "" : $" ({report.Release})")}\n\n{DiffText.Write(plan.Changes)}");
        Section("Places that follow", plan.Update.Differences.Select(difference => difference.ToString()));
        Section(status == "dry-run" ? "Files that would change" : "Files changed", report.Files);
        Section("Without words of ours yet", report.Unexplained.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.File}({place.Line}): {place.Pointer}")));
        foreach (var api in report.PublicApi)
        {
            Section($"Public API of {api.Assembly}", api.Difference.Split('\n'));
        }

        Section("Left to you", report.Notes);
        say(last.Length == 0 ? "" : $"\n{last}\n");
        return report;
    }

    private void Section(string title, IEnumerable<string> lines)
    {
        var text = string.Concat(lines.Select(line => $"  {line}\n"));
        say(text.Length == 0 ? "" : $"\n{title}\n{text}");
    }
}
