using System.Diagnostics;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Interop.Tests;

/// <summary>A server of somebody else, run by Node.js for one test. It ends with its standard input, so that none outlives the tests.</summary>
internal sealed class NodeServer : IAsyncDisposable
{
    private readonly Process _process;

    private NodeServer(Process process) => _process = process;

    /// <summary>Starts a script and waits for the first line for which <paramref name="read"/> finds something.</summary>
    public static async Task<(NodeServer Server, string Found)> StartAsync(IEnumerable<string> arguments, Func<string, string?> read, string? input = null)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = NodePackages.Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var server = new NodeServer(process);
        if (input is not null)
        {
            await process.StandardInput.WriteLineAsync(input);
            await process.StandardInput.FlushAsync();
        }

        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (read(line) is { } found)
            {
                // What it says later is of no interest, and must not fill the pipe.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return (server, found);
            }
        }

        throw new InvalidOperationException($"The server ended before it listened: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
