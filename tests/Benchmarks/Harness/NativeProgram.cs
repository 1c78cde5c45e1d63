using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace NumberVerify.Benchmarks;

/// <summary>One of the programs in StartUp/, compiled to native code.</summary>
internal sealed class NativeProgram
{
    private static readonly string s_projects = typeof(NativeProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "StartUpFolder").Value!;

    private readonly string _path;

    private NativeProgram(string row, string path)
    {
        Row = row;
        _path = path;
    }

    public string Row { get; }

    public long Bytes => new FileInfo(_path).Length;

    /// <summary>AotCheck and not PublishAot: on the command line that would reach the libraries too.</summary>
    /// <exception cref="InvalidOperationException">It was not published, or with a warning of the trimmer or the native compiler.</exception>
    public static NativeProgram Publish(string project, string row, string folder)
    {
        var app = Path.Combine(folder, project);
        var (exitCode, output) = Run(
            "dotnet", "publish", Path.Combine(s_projects, project), "-c", "Release", "-p:AotCheck=true", "-r", RuntimeInformation.RuntimeIdentifier, "--nodeReuse:false",
            "--artifacts-path", Path.Combine(folder, "artifacts"), "-o", app);
        var warnings = output.Split('\n').Where(static line => line.Contains("warning IL", StringComparison.Ordinal) || line.Contains("error IL", StringComparison.Ordinal)).ToArray();
        return (exitCode, warnings) switch
        {
            (_, [_, ..]) => throw new InvalidOperationException($"StartUp/{project} is not ready for native code:\n{string.Join('\n', warnings)}"),
            (not 0, _) => throw new InvalidOperationException($"StartUp/{project} was not published; native code is linked with clang or gcc, and zlib's headers:\n{output}"),
            _ => new NativeProgram(row, Path.Combine(app, $"StartUp.{project}{(OperatingSystem.IsWindows() ? ".exe" : "")}")),
        };
    }

    /// <summary>Milliseconds from its start to its exit.</summary>
    /// <exception cref="InvalidOperationException">It did not verify the number.</exception>
    public double Run(Uri address)
    {
        var start = Stopwatch.GetTimestamp();
        var (exitCode, output) = Run(_path, $"{address.Port}");
        var elapsed = Stopwatch.GetElapsedTime(start);
        return exitCode == 0 ? elapsed.TotalMilliseconds : throw new InvalidOperationException($"{Row} ended with exit code {exitCode}:\n{output}");
    }

    private static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
