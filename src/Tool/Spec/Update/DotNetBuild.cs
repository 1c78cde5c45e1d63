using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NumberVerify.SpecTool;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Spec.Update;

/// <summary>
/// `dotnet build` into a folder apart: what the build replaces may be this very program, and a build that fails leaves no other output behind.
/// </summary>
internal sealed partial class DotNetBuild(ApiRepository repository, Func<string, string?> environment) : IRepositoryBuild
{
    private const int LinesShown = 30;

    // A folder for each thing that is built: what another build left there says nothing about this one.
    private string Output => Path.Combine(repository.Workspace, "build", Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(repository.Built)));

    public async Task BuildAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(environment("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            WorkingDirectory = repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "build", repository.Built, "--artifacts-path", Output, "--nologo", "--verbosity", "quiet", "-clp:NoSummary", "--nodeReuse:false" },
        };

        // Started by 'dotnet run', this program has the variables of another build around it.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Start(start);
        process.StandardInput.Close();
        var lines = new List<string>();
        try
        {
            await Task.WhenAll(ReadAsync(process.StandardOutput, lines, cancellationToken), ReadAsync(process.StandardError, lines, cancellationToken), process.WaitForExitAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        if (process.ExitCode == 0)
        {
            return;
        }

        var errors = ErrorsIn(lines);
        throw errors.Count > 0
            ? new SpecException(errors)
            : new ToolException(ExitCode.Failure, $"dotnet build failed (exit code {process.ExitCode.ToString(CultureInfo.InvariantCulture)}):\n{string.Join('\n', lines.TakeLast(LinesShown))}\n", "Mend what it says; everything is as it was before.");
    }

    public string? AssemblyOf(string name) => Path.Combine(Output, "bin", name, "debug", $"{name}.dll") is var file && File.Exists(file) ? file : null;

    /// <summary>The errors among the lines that MSBuild printed, each once.</summary>
    public static IReadOnlyList<SpecError> ErrorsIn(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => Error().Match(line)).Where(match => match.Success).Select(match => new SpecError(
            match.Groups["id"].Value,
            new SourcePlace(match.Groups["file"].Value, Number(match.Groups["line"]), Number(match.Groups["column"])),
            match.Groups["text"].Value,
            "The build stopped here, and everything is as it was before: let the code be ready for the change first.")).Distinct(),
    ];

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 1;

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ToolException(ExitCode.Usage, $"dotnet cannot be started: {exception.Message}.", "Install the .NET SDK, and have dotnet on PATH.");
        }
    }

    private static async Task ReadAsync(StreamReader reader, List<string> lines, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }

    [GeneratedRegex(@"^\s*(?<file>[^\s(:][^(]*?)(\((?<line>[0-9]+)(,(?<column>[0-9]+))?[0-9,]*\))?\s*:\s+error\s+(?<id>\w+)\s*:\s+(?<text>.*?)(\s\[[^\]]+\])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Error();
}
