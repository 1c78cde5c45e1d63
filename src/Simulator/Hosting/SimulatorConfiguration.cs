using System.Text.Json.Serialization;

namespace NumberVerify.Simulator;

/// <summary>The configuration file of the program: the members of <see cref="OperatorSimulatorOptions"/> and what to begin with. A member left out keeps its default.</summary>
internal sealed class SimulatorConfiguration
{
    public IReadOnlyList<SimulatedClient> Clients { get; set; } = [];

    public IReadOnlyList<SubscriberState> Subscribers { get; set; } = [];

    public IReadOnlyList<DeviceAddition> Devices { get; set; } = [];

    /// <summary>The name of one of the dialects of <see cref="OperatorDialect"/>.</summary>
    public string? Dialect { get; set; }

    public WifiBehavior? WifiBehavior { get; set; }

    public TimeSpan? AccessTokenLifetime { get; set; }

    public TimeSpan? CodeLifetime { get; set; }

    public TimeSpan? BackchannelInterval { get; set; }

    public int BackchannelPendingPolls { get; set; }

    public string? IdTokenAlgorithm { get; set; }

    [JsonPropertyName("dpop")]
    public DPoPSupport? DPoP { get; set; }

    [JsonPropertyName("dpopNonceRequired")]
    public bool DPoPNonceRequired { get; set; }

    [JsonPropertyName("dpopClaimsRequired")]
    public IReadOnlyList<string> DPoPClaimsRequired { get; set; } = [];

    public OneTimePasswordLimits? OneTimePassword { get; set; }

    public VonageVerifySettings? VonageVerify { get; set; }

    public AuthyVerificationSettings? AuthyVerification { get; set; }

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

    /// <exception cref="FormatException">The dialect is unknown.</exception>
    internal OperatorSimulatorOptions ToOptions()
    {
        var options = new OperatorSimulatorOptions { TimeProvider = VirtualClock.Running(), FaultsEnabled = FaultsEnabled, DeterministicSeed = DeterministicSeed };
        if (Dialect is not null)
        {
            options.Dialect = OperatorDialect.ByName.GetValueOrDefault(Dialect)
                ?? throw new FormatException($"The dialect is unknown; there are {string.Join(", ", OperatorDialect.ByName.Keys.Order(StringComparer.Ordinal))}.");
        }

        options.WifiBehavior = WifiBehavior ?? options.WifiBehavior;
        options.AccessTokenLifetime = AccessTokenLifetime ?? options.AccessTokenLifetime;
        options.CodeLifetime = CodeLifetime ?? options.CodeLifetime;
        options.BackchannelInterval = BackchannelInterval ?? options.BackchannelInterval;
        options.BackchannelPendingPolls = BackchannelPendingPolls;
        options.IdTokenAlgorithm = IdTokenAlgorithm ?? options.IdTokenAlgorithm;
        options.DPoP = DPoP ?? options.DPoP;
        options.DPoPNonceRequired = DPoPNonceRequired;
        foreach (var claim in DPoPClaimsRequired)
        {
            options.DPoPClaimsRequired.Add(claim);
        }

        options.OneTimePassword = OneTimePassword ?? options.OneTimePassword;
        options.VonageVerify = VonageVerify ?? options.VonageVerify;
        options.AuthyVerification = AuthyVerification ?? options.AuthyVerification;
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
