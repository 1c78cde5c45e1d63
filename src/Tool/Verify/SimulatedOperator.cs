using System.Security.Cryptography;
using NumberVerify.Simulator;
using NumberVerify.Tool.Operators;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Verify;

/// <summary>A simulator, and what takes the place of a person with a phone.</summary>
internal sealed record SimulatedOperator(Dictionary<string, string?> Configuration, SimulatedPhone Phone, CallbackListener? Listener, OperatorSimulator? Own) : IAsyncDisposable
{
    private static readonly Uri s_anyLoopback = new("http://127.0.0.1:0");

    public static async Task<SimulatedOperator> StartAsync(string? address, PhoneNumber number, CancellationToken cancellationToken)
    {
        if (address is not null)
        {
            return await FindAsync(address.TrimEnd('/'), number, cancellationToken).ConfigureAwait(false);
        }

        const string Path = "/callback";
        var listener = await CallbackListener.StartAsync(s_anyLoopback, Path, cancellationToken).ConfigureAwait(false);
        try
        {
            var client = new SimulatedClient
            {
                ClientId = "numberverify",
                ClientSecret = RandomNumberGenerator.GetHexString(64),
                RedirectUris = [$"http://127.0.0.1:{listener.Port}{Path}"],
            };
            var simulator = await OperatorSimulator.StartAsync(options => options.Clients.Add(client), cancellationToken).ConfigureAwait(false);
            var device = simulator.AddDevice(number.Value);
            return new SimulatedOperator(ConfigurationOf(simulator.Issuer.OriginalString, client), new SimulatedPhone(device.Id), listener, simulator);
        }
        catch (InvalidOperationException exception)
        {
            await listener.DisposeAsync().ConfigureAwait(false);
            throw new ToolException(ExitCode.Usage, exception.Message, "Take ASPNETCORE_ENVIRONMENT and DOTNET_ENVIRONMENT away.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Phone.Dispose();
        if (Listener is not null)
        {
            await Listener.DisposeAsync().ConfigureAwait(false);
        }

        if (Own is not null)
        {
            await Own.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<SimulatedOperator> FindAsync(string address, PhoneNumber number, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || !uri.IsLoopback)
        {
            throw new ToolException(ExitCode.Usage, "--simulator is to be the address of a simulator on this machine.", "numberverify simulate prints it.");
        }

        var phone = await SimulatedPhone.FindAsync(address, number, cancellationToken).ConfigureAwait(false);
        return new SimulatedOperator(ConfigurationOf(address, Demo.Configuration.Clients[0]), phone, Listener: null, Own: null);
    }

    private static Dictionary<string, string?> ConfigurationOf(string address, SimulatedClient client) => new(StringComparer.OrdinalIgnoreCase)
    {
        [$"{OperatorConfiguration.Section}:{nameof(NumberVerifyClientOptions.Issuer)}"] = address,
        [$"{OperatorConfiguration.Section}:{nameof(NumberVerifyClientOptions.ApiRoot)}"] = address,
        [$"{OperatorConfiguration.Section}:{nameof(NumberVerifyClientOptions.ClientId)}"] = client.ClientId,
        [$"{OperatorConfiguration.Section}:{nameof(NumberVerifyClientOptions.ClientSecret)}"] = client.ClientSecret,
        [$"{OperatorConfiguration.Section}:ClientAuthentication"] = "client_secret_basic",
        [$"{OperatorConfiguration.Section}:{nameof(NumberVerifyClientOptions.RedirectUri)}"] = client.RedirectUris[0],
        [$"{OperatorConfiguration.Section}:{nameof(NumberVerifyClientOptions.AllowLoopbackHttp)}"] = bool.TrueString,
    };
}
