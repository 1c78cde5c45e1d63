namespace NumberVerify.Simulator;

/// <summary>The configuration file of the program: the members of <see cref="OperatorSimulatorOptions"/> and what to begin with. A member left out keeps its default.</summary>
internal sealed class SimulatorConfiguration
{
    public IReadOnlyList<SimulatedClient> Clients { get; set; } = [];

    public IReadOnlyList<SubscriberState> Subscribers { get; set; } = [];

    public IReadOnlyList<DeviceAddition> Devices { get; set; } = [];

    public WifiBehavior? WifiBehavior { get; set; }

    public TimeSpan? AccessTokenLifetime { get; set; }

    public TimeSpan? CodeLifetime { get; set; }

    public OneTimePasswordLimits? OneTimePassword { get; set; }

    public bool FaultsEnabled { get; set; }

    public IReadOnlyList<PlannedFault> Faults { get; set; } = [];

    public int? DeterministicSeed { get; set; }

    /// <exception cref="FormatException">Says where in the file the fault is, and repeats no value.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static async Task<SimulatorConfiguration> ReadAsync(string path)
    {
        try
        {
            var configuration = ControlJson.Read(await File.ReadAllBytesAsync(path).ConfigureAwait(false), ControlJson.Wire.SimulatorConfiguration);
            return configuration.Subscribers.Contains(null!) || configuration.Devices.Contains(null!) || configuration.Faults.Contains(null!)
                ? throw new FormatException("A subscriber, device or fault is null.")
                : configuration;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException("The file cannot be read.", exception);
        }
    }

    internal OperatorSimulatorOptions ToOptions()
    {
        var options = new OperatorSimulatorOptions { TimeProvider = VirtualClock.Running(), FaultsEnabled = FaultsEnabled, DeterministicSeed = DeterministicSeed };
        options.WifiBehavior = WifiBehavior ?? options.WifiBehavior;
        options.AccessTokenLifetime = AccessTokenLifetime ?? options.AccessTokenLifetime;
        options.CodeLifetime = CodeLifetime ?? options.CodeLifetime;
        options.OneTimePassword = OneTimePassword ?? options.OneTimePassword;
        foreach (var client in Clients)
        {
            options.Clients.Add(client);
        }

        return options;
    }

    internal void ApplyTo(OperatorSimulator simulator)
    {
        foreach (var subscriber in Subscribers)
        {
            simulator.AddSubscriber(subscriber.PhoneNumber, subscriber.Line);
        }

        foreach (var device in Devices)
        {
            device.AddTo(simulator);
        }

        foreach (var fault in Faults)
        {
            simulator.AddFault(fault.ToFault());
        }
    }
}
