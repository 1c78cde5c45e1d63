using System.CommandLine;
using System.Net.Sockets;
using NumberVerify.Simulator;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Simulate;

/// <summary><c>numberverify simulate</c>: an operator in this process, with its page, until Ctrl+C.</summary>
internal sealed class SimulateCommand
{
    private const int DefaultPort = 9091;

    private readonly Option<int> _port = new("--port") { Description = "The port on 127.0.0.1; 0 takes any free one.", DefaultValueFactory = _ => DefaultPort };
    private readonly Option<string?> _config = new("--config") { Description = "Clients, subscribers, devices and the rest as a JSON file, in place of the demo.", HelpName = "FILE" };
    private readonly Option<int?> _seed = new("--seed") { Description = "Makes codes, tokens and device ids repeat from run to run. Whoever knows the seed can guess them.", HelpName = "NUMBER" };

    public static Command Create(Surroundings surroundings) => new SimulateCommand().CreateCommand(surroundings);

    private Command CreateCommand(Surroundings surroundings) =>
        new Command("simulate", "Start an operator on this machine, with a page that shows every exchange.") { _port, _config, _seed }.With(
            surroundings,
            (parsed, context, cancellationToken) => RunAsync(context, parsed.GetValue(_port), parsed.GetValue(_config), parsed.GetValue(_seed), cancellationToken));

    private static async Task<int> RunAsync(CommandContext context, int port, string? file, int? seed, CancellationToken cancellationToken)
    {
        if (ProductionGuard.IsProduction)
        {
            throw new ToolException(ExitCode.Usage, ProductionGuard.Refusal, "Take ASPNETCORE_ENVIRONMENT and DOTNET_ENVIRONMENT away, or start it elsewhere.");
        }

        if (port is < 0 or > ushort.MaxValue)
        {
            throw new ToolException(ExitCode.Usage, "--port must be 0 to 65535.", "Leave it out for the usual one.");
        }

        var configuration = await ReadAsync(file is null ? null : Path.GetFullPath(file, context.Surroundings.Folder)).ConfigureAwait(false);
        var simulator = await StartAsync(configuration, port, seed, cancellationToken).ConfigureAwait(false);
        await using (simulator.ConfigureAwait(false))
        {
            if (context.Json)
            {
                context.WriteJson(ResultOf(simulator), SimulateJson.Default.SimulateResult);
            }
            else
            {
                context.WriteText(Demo.Banner(simulator, configuration) + Environment.NewLine);
            }

            await UntilAskedToStop(cancellationToken).ConfigureAwait(false);
        }

        // Being stopped is how it ends, not an interruption.
        return ExitCode.Success;
    }

    private static async Task<SimulatorConfiguration> ReadAsync(string? path)
    {
        try
        {
            return path is null ? Demo.Configuration : await SimulatorConfiguration.ReadAsync(path).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ToolException(ExitCode.Usage, "The configuration file does not exist.", "Give --config a file, or leave it out for the demo.");
        }
        catch (FormatException exception)
        {
            throw new ToolException(ExitCode.Failure, $"The configuration is not valid. {exception.Message}", "docs/simulator.md shows every member.");
        }
        catch (IOException)
        {
            throw new ToolException(ExitCode.Failure, "The configuration file cannot be read.", "Let this user read it.");
        }
    }

    private static async Task<OperatorSimulator> StartAsync(SimulatorConfiguration configuration, int port, int? seed, CancellationToken cancellationToken)
    {
        OperatorSimulator? simulator = null;
        try
        {
            var options = configuration.ToOptions();
            options.DeterministicSeed = seed ?? options.DeterministicSeed;
            simulator = await OperatorSimulator.ListenAsync(options, [LoopbackAddress.OnPort(port)], cancellationToken).ConfigureAwait(false);
            configuration.ApplyTo(simulator);
            return simulator;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            await StopAsync(simulator).ConfigureAwait(false);
            throw new ToolException(ExitCode.Failure, $"The configuration is not valid. {exception.Message}", "docs/simulator.md shows every member.");
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new ToolException(ExitCode.Failure, "The simulator cannot listen: the port is in use or not permitted.", "Give another --port, or 0 for any free one.");
        }
    }

    private static ValueTask StopAsync(OperatorSimulator? simulator) => simulator?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static SimulateResult ResultOf(OperatorSimulator simulator) => new(
        simulator.Issuer.OriginalString,
        simulator.Issuer.OriginalString + Wire.Page.Root,
        simulator.ApiRoot.OriginalString,
        simulator.AuthorizationEndpoint.OriginalString,
        simulator.TokenEndpoint.OriginalString,
        simulator.JwksUri.OriginalString);

    private static async Task UntilAskedToStop(CancellationToken cancellationToken)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(asked.SetResult))
        {
            await asked.Task.ConfigureAwait(false);
        }
    }
}
