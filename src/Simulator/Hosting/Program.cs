using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace NumberVerify.Simulator;

/// <summary>The simulator as a program of its own. Used as a library, nothing here runs.</summary>
internal static class Program
{
    private const string DefaultUrls = "http://127.0.0.1:9091";

    private static async Task<int> Main(string[] args)
    {
        if (ProductionGuard.IsProduction)
        {
            return await RefuseAsync(ProductionGuard.Refusal).ConfigureAwait(false);
        }

        if (CommandLine.Parse(args) is not { } commandLine)
        {
            return await RefuseAsync(CommandLine.Usage).ConfigureAwait(false);
        }

        if (!LoopbackAddress.TryParseAll(commandLine.Urls ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? DefaultUrls, out var addresses))
        {
            return await RefuseAsync("The operator simulator listens on loopback only: every address must be http on localhost, 127.0.0.1 or [::1].").ConfigureAwait(false);
        }

        try
        {
            var configuration = commandLine.ConfigurationFile is { } file ? await SimulatorConfiguration.ReadAsync(file).ConfigureAwait(false) : Demo.Configuration;
            return await RunAsync(configuration, addresses).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            return await RefuseAsync($"The configuration is not valid. {exception.Message}").ConfigureAwait(false);
        }
        catch (FileNotFoundException)
        {
            return await RefuseAsync("The configuration file does not exist.").ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return await RefuseAsync("The operator simulator cannot start: the configuration file cannot be read, or the address is in use or not permitted.").ConfigureAwait(false);
        }
    }

    private static async Task<int> RunAsync(SimulatorConfiguration configuration, IReadOnlyList<LoopbackAddress> addresses)
    {
        var stop = new TaskCompletionSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true; // the process ends by itself, once the server has stopped
            stop.TrySetResult();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var simulator = await OperatorSimulator.ListenAsync(configuration.ToOptions(), addresses, CancellationToken.None).ConfigureAwait(false);
        await using (simulator.ConfigureAwait(false))
        {
            configuration.ApplyTo(simulator);
            await Console.Out.WriteLineAsync(Demo.Banner(simulator, configuration)).ConfigureAwait(false);
            await stop.Task.ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason).ConfigureAwait(false);
        return 1;
    }
}
