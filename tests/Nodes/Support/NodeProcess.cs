using System.Diagnostics;

namespace NumberVerify.Nodes.Tests;

/// <summary>One node, as a process of its own.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process _process;

    private NodeProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<NodeProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "NumberVerify.Nodes.Node.dll"), .. settings.SelectMany(static setting => new[] { $"--{setting.Key}", setting.Value })])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            var line = await Programs.UntilAsync(process.StandardOutput, "Listening ");
            return new NodeProcess(process, new Uri(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        }
        catch (InvalidOperationException)
        {
            throw new InvalidOperationException($"The node did not start: {await errors}");
        }
    }

    /// <summary>As a crash does: nothing is finished, nothing is told.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
