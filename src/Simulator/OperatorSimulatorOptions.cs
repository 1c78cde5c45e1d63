namespace NumberVerify.Simulator;

/// <summary>
/// Settings of one <see cref="OperatorSimulator"/>, read once by <see cref="OperatorSimulator.StartAsync"/>, which throws one exception that names every fault.
/// Not thread-safe; changes after the start have no effect.
/// </summary>
public sealed class OperatorSimulatorOptions
{
    private static readonly TimeSpan MaxAccessTokenLifetime = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan MaxCodeLifetime = TimeSpan.FromSeconds(60);

    /// <summary>The registered backends, each with its own client id. Empty by default, and then every authorization ends at an error page.</summary>
    public IList<SimulatedClient> Clients { get; } = [];

    /// <summary>The clock of every lifetime the simulator enforces or states. Default: <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The port on 127.0.0.1, 0 to 65535. Default: 0, any free one.</summary>
    public int Port { get; set; }

    /// <summary>Where a device that is not on the mobile network is refused. Default: <see cref="WifiBehavior.LoginRequired"/>.</summary>
    public WifiBehavior WifiBehavior { get; set; }

    /// <summary>
    /// How long an access token and an ID token live: 1 to 300 seconds, the most CAMARA allows for Number Verification. Default: 300 seconds. A token is good for one
    /// call within that time.
    /// </summary>
    public TimeSpan AccessTokenLifetime { get; set; } = MaxAccessTokenLifetime;

    /// <summary>How long an authorization code lives: above zero, up to 60 seconds. Default: 60 seconds.</summary>
    public TimeSpan CodeLifetime { get; set; } = MaxCodeLifetime;

    /// <summary>What is allowed with one-time passwords by text message.</summary>
    public OneTimePasswordLimits OneTimePassword { get; set; } = new();

    /// <summary>Whether <see cref="OperatorSimulator.AddFault"/> works. Default: false, and then nothing can make the simulator answer wrongly.</summary>
    public bool FaultsEnabled { get; set; }

    /// <summary>
    /// For runs that must repeat to the last character: draws device ids, codes, tokens and one-time passwords from a sequence that begins with this seed. Whoever knows the seed
    /// can then guess every one of them. Where requests run at once, their order is not repeated. Signing keys stay random. Default: null, and nothing can be guessed.
    /// </summary>
    public int? DeterministicSeed { get; set; }

    /// <summary>Where everything unguessable comes from.</summary>
    internal SecretSource Secrets { get; private set; } = new(seed: null);

    /// <summary>A copy nobody else can change.</summary>
    /// <exception cref="ArgumentException">Names every fault at once.</exception>
    internal OperatorSimulatorOptions Validated()
    {
        string[] faults = [.. Faults()];
        if (faults.Length > 0)
        {
            throw new ArgumentException($"The operator simulator cannot start. {string.Join(' ', faults)}");
        }

        var copy = (OperatorSimulatorOptions)MemberwiseClone();
        copy.OneTimePassword = OneTimePassword.Copy();
        copy.Secrets = new SecretSource(DeterministicSeed);
        return copy;
    }

    private IEnumerable<string> Faults()
    {
        if (TimeProvider is null)
        {
            yield return $"{nameof(TimeProvider)} is null.";
        }

        if (Port is < 0 or > 65535)
        {
            yield return $"{nameof(Port)} must be 0 to 65535.";
        }

        if (!Enum.IsDefined(WifiBehavior))
        {
            yield return $"{nameof(WifiBehavior)} is unknown.";
        }

        if (AccessTokenLifetime < TimeSpan.FromSeconds(1) || AccessTokenLifetime > MaxAccessTokenLifetime)
        {
            yield return $"{nameof(AccessTokenLifetime)} must be 1 to 300 seconds.";
        }

        if (CodeLifetime <= TimeSpan.Zero || CodeLifetime > MaxCodeLifetime)
        {
            yield return $"{nameof(CodeLifetime)} must be above zero and at most 60 seconds.";
        }

        foreach (var fault in OneTimePassword?.Faults() ?? [$"{nameof(OneTimePassword)} is null."])
        {
            yield return fault;
        }

        if (Clients.Contains(null!))
        {
            yield return "A client is null.";
            yield break;
        }

        if (Clients.DistinctBy(client => client.ClientId).Count() != Clients.Count)
        {
            yield return "A client id was given twice.";
        }

        foreach (var fault in Clients.SelectMany(client => client.Faults()))
        {
            yield return fault;
        }
    }
}
