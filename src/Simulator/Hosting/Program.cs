using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace NumberVerify.Simulator;

/// <summary>The simulator as a program of its own. Used as a library, nothing here runs.</summary>
internal static class Program
{
    private const string DefaultUrls = "http://127.0.0.1:9091";
    private static readonly string[] EnvironmentVariables = ["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    private static async Task<int> Main(string[] args)
    {
        if (EnvironmentVariables.Any(IsProduction))
        {
            return await RefuseAsync("The operator simulator does not start in the Production environment: it verifies any number for anyone.").ConfigureAwait(false);
        }

        if (!TryReadUrls(args, out var urls))
        {
            return await RefuseAsync("Usage: NumberVerify.Simulator [--urls <addresses separated by semicolons>]").ConfigureAwait(false);
        }

        if (!LoopbackAddress.TryParseAll(urls ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? DefaultUrls, out var addresses))
        {
            return await RefuseAsync("The operator simulator listens on loopback only: every address must be http on localhost, 127.0.0.1 or [::1].").ConfigureAwait(false);
        }

        return await RunAsync(addresses).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(IReadOnlyList<LoopbackAddress> addresses)
    {
        var stop = new TaskCompletionSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true; // the process ends by itself, once the server has stopped
            stop.TrySetResult();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var simulator = await Demo.StartAsync(addresses).ConfigureAwait(false);
            await using (simulator.ConfigureAwait(false))
            {
                await stop.Task.ConfigureAwait(false);
            }

            return 0;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return await RefuseAsync("The operator simulator cannot start: the address is in use or not permitted.").ConfigureAwait(false);
        }
    }

    private static bool IsProduction(string variable) =>
        string.Equals(Environment.GetEnvironmentVariable(variable)?.Trim(), Environments.Production, StringComparison.OrdinalIgnoreCase);

    /// <returns>False for any other argument: a misspelt one must not start the simulator somewhere unexpected.</returns>
    private static bool TryReadUrls(string[] args, out string? urls)
    {
        (var understood, urls) = args switch
        {
            [] => (true, null),
            ["--urls", var value] => (true, value),
            [var single] when single.StartsWith("--urls=", StringComparison.Ordinal) => (true, single["--urls=".Length..]),
            _ => (false, null),
        };
        return understood;
    }

    private static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason).ConfigureAwait(false);
        return 1;
    }
}
