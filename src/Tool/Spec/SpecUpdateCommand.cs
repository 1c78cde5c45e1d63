using System.CommandLine;
using NumberVerify.Tool.Running;
using NumberVerify.Tool.Spec.Update;

namespace NumberVerify.Tool.Spec;

/// <summary><c>spec update FILE</c>: one document of this repository follows a published one, or everything stays as it is.</summary>
internal static class SpecUpdateCommand
{
    private static readonly Argument<string> s_file = new("FILE") { Description = "The published OpenAPI document." };
    private static readonly Option<string?> s_document = new("--document") { Description = "Which document in openapi/ it is a release of; found by the API's name otherwise." };
    private static readonly Option<string?> s_release = new("--release") { Description = "The release's tag, such as r3.2; told from openapi/README.md or the file's name otherwise." };
    private static readonly Option<bool> s_dryRun = new("--dry-run") { Description = "Show what would change, and write nothing." };
    private static readonly Option<bool> s_approve = new("--approve") { Description = "Approve the public API as it becomes." };

    private static readonly Option<string?> s_build = new("--build") { Description = "What to build: a project, a solution or a folder; the repository's solution otherwise." };

    public static Command Create(Surroundings surroundings) =>
        new Command("update", "Has a document in openapi/ follow a published release: shows what changes, rewrites it in our words, builds; nothing is left half done.") { s_file, s_document, s_release, s_dryRun, s_approve, s_build }
            .With(surroundings, async (parsed, context, cancellationToken) =>
            {
                var repository = ApiRepository.Find(surroundings.Folder, parsed.GetValue(s_build));
                var request = new UpdateRequest(
                    Path.GetFullPath(parsed.GetRequiredValue(s_file), surroundings.Folder),
                    parsed.GetValue(s_document),
                    parsed.GetValue(s_release),
                    parsed.GetValue(s_dryRun),
                    parsed.GetValue(s_approve));
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
