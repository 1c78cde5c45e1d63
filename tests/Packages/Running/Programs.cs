using System.Diagnostics;
using System.Text;

namespace NumberVerify.Packages.Tests.Running;

/// <summary>Runs programs as from a user's shell: what the test run put into its own environment does not reach them.</summary>
internal static class Programs
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    /// <summary>Full path of the .NET host that runs these tests.</summary>
    public static string DotNet { get; } =
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Find("dotnet") ?? throw new InvalidOperationException("There is no dotnet on PATH.");

    public static Task<ProcessResult> RunDotNetAsync(string folder, IEnumerable<string> arguments, Surroundings? surroundings = null) =>
        RunAsync(DotNet, folder, arguments, surroundings);

    public static async Task<ProcessResult> RunAsync(string program, string folder, IEnumerable<string> arguments, Surroundings? surroundings = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        (surroundings ?? Surroundings.Plain).Apply(start.Environment);
        var command = $"{Path.GetFileName(program)} {string.Join(' ', start.ArgumentList)}";
        var output = new StringBuilder();

        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command}\ntook more than {TimeLimit.TotalMinutes} minutes. It printed:\n{Text()}");
        }

        return new ProcessResult(command, process.ExitCode, Text());

        void Append(string? line)
        {
            lock (output)
            {
                _ = line is null ? output : output.Append(line).Append('\n');
            }
        }

        string Text()
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>The first file of that name on PATH.</summary>
    public static string? Find(string program)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{program}.exe", $"{program}.cmd"] : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
