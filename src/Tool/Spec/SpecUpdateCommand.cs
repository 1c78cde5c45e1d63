using System.CommandLine;
using NumberVerify.Tool.Running;
using NumberVerify.Tool.Spec.Update;

namespace NumberVerify.Tool.Spec;

/// <summary><c>spec update FILE</c>: one document of this repository follows a published one, or everything stays as it is.</summary>
internal sealed class SpecUpdateCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The published OpenAPI document." };
    private readonly Option<string?> _document = new("--document") { Description = "Which document in openapi/ it is a release of; found by the API's name otherwise." };
    private readonly Option<string?> _release = new("--release") { Description = "The release's tag, such as r3.2; told from openapi/README.md or the file's name otherwise." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would change, and write nothing." };
    private readonly Option<bool> _approve = new("--approve") { Description = "Approve the public API as it becomes." };

    private readonly Option<string?> _build = new("--build") { Description = "What to build: a project, a solution or a folder; the repository's solution otherwise." };

    public static Command Create(Surroundings surroundings) => new SpecUpdateCommand().CreateCommand(surroundings);

    private Command CreateCommand(Surroundings surroundings) =>
        new Command("update", "Has a document in openapi/ follow a published release: shows what changes, rewrites it in our words, builds; nothing is left half done.") { _file, _document, _release, _dryRun, _approve, _build }
            .With(surroundings, async (parsed, context, cancellationToken) =>
            {
                var repository = ApiRepository.Find(surroundings.Folder, parsed.GetValue(_build));
                var request = new UpdateRequest(
                    Path.GetFullPath(parsed.GetRequiredValue(_file), surroundings.Folder),
                    parsed.GetValue(_document),
                    parsed.GetValue(_release),
                    parsed.GetValue(_dryRun),
                    parsed.GetValue(_approve));
                var run = new UpdateRun(repository, new DotNetBuild(repository, surroundings.Environment), text => Say(context, text));
                var report = await run.RunAsync(request, cancellationToken).ConfigureAwait(false);
                if (context.Json)
                {
                    context.WriteJson(report, UpdateJson.Default.UpdateReport);
                }

                return ExitCode.Success;
            });

    private static void Say(CommandContext context, string text)
    {
        if (context.Json)
        {
            context.Surroundings.Error.Write(text);
        }
        else
        {
            context.WriteText(text);
        }
    }
}
