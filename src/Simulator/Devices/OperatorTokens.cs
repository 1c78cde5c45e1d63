namespace NumberVerify.Simulator;

/// <summary>The temporary tokens of GSMA TS.43: the SIM proves itself to the operator over any network, and gets a token for one authorization.</summary>
internal sealed class OperatorTokens(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(300);

    private readonly ExpiringStore<OperatorToken> tokens = new(time, Lifetime);

    internal string Create(Subscriber subscriber)
    {
        var token = Secret.Create();
        tokens.TryAdd(token, new OperatorToken(subscriber, time.GetUtcNow() + Lifetime));
        return token;
    }

    /// <returns>Whose token it is, to the first caller only; null when it is unknown, used or expired.</returns>
    internal Subscriber? Take(string token) => tokens.Take(token) is { } found && found.ExpiresAt > time.GetUtcNow() ? found.Subscriber : null;
}
