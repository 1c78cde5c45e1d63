namespace NumberVerify.Simulator;

/// <summary>The temporary tokens of GSMA TS.43: the SIM proves itself to the operator over any network, and gets a token for one authorization.</summary>
internal sealed class OperatorTokens(OperatorSimulatorOptions options)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(300);

    private readonly ExpiringStore<OperatorToken> tokens = new(options.TimeProvider, Lifetime);

    internal string Create(Subscriber subscriber)
    {
        var token = options.Secrets.Create();
        tokens.TryAdd(token, new OperatorToken(subscriber, options.TimeProvider.GetUtcNow() + Lifetime));
        return token;
    }

    /// <returns>Whose token it is, to the first caller only; null when it is unknown, used or expired, or its SIM is no longer in the device.</returns>
    internal Subscriber? Take(string token) =>
        tokens.Take(token) is { } found && found.ExpiresAt > options.TimeProvider.GetUtcNow() && !found.Subscriber.Sim.IsRemoved ? found.Subscriber : null;
}
