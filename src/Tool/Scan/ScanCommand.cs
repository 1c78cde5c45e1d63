using System.CommandLine;
using NumberVerify.Tool.Running;
using Spectre.Console;

namespace NumberVerify.Tool.Scan;

/// <summary><c>numberverify scan PATH</c>: looks through what a frontend ships for client secrets and private keys.</summary>
internal static class ScanCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var path = new Argument<string>("PATH") { Description = "What is shipped: a publish folder, wwwroot, or one file such as an apk." };
        var sarif = new Option<string?>("--sarif") { Description = "Write the report to this file as SARIF 2.1.0 too.", HelpName = "FILE" };
        return new Command("scan", "Look through what a frontend ships for client secrets and private keys. No value is ever printed.") { path, sarif }
            .With(surroundings, (parsed, context, cancellationToken) => RunAsync(context, parsed.GetValue(path)!, parsed.GetValue(sarif), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, string path, string? sarif, CancellationToken cancellationToken)
    {
        var folder = context.Surroundings.Folder;
        var full = Path.GetFullPath(path, folder);
        if (!Directory.Exists(full) && !File.Exists(full))
        {
            throw new ToolException(ExitCode.Usage, $"There is no file or folder '{path}'.", "Give what is shipped: the folder that dotnet publish wrote, or a package.");
        }

        var report = await WithProgressAsync(context, progress => new Scanner(new ScanLimits()).ScanAsync(full, progress, cancellationToken)).ConfigureAwait(false);
        if (sarif is not null)
        {
            Write(Path.GetFullPath(sarif, folder), sarif, report);
        }

        if (context.Json)
        {
            context.WriteJson(report, ScanJson.Default.ScanReport);
        }
        else
        {
            context.WriteText(ScanText.Of(report));
        }

        return report.Findings.Length > 0 ? ExitCode.Findings : report.NotLookedInto.Length > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private static void Write(string full, string name, ScanReport report)
    {
        try
        {
            using var stream = File.Create(full);
            SarifReport.Write(stream, report);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Failure, $"'{name}' cannot be written.", "Name a file in a folder that exists and can be written to.");
        }
    }

    /// <summary>A bar for those who watch; a log has no use for one.</summary>
    private static async Task<ScanReport> WithProgressAsync(CommandContext context, Func<Action<long, long>?, Task<ScanReport>> scan)
    {
        if (!context.People.Profile.Capabilities.Interactive)
        {
            return await scan(null).ConfigureAwait(false);
        }

        return await context.People.Progress().AutoClear(true).StartAsync(bar =>
        {
            var task = bar.AddTask("Looking through files");
            return scan((length, total) =>
            {
                task.MaxValue = Math.Max(1, total);
                task.Increment(length);
            });
        }).ConfigureAwait(false);
    }
}
