namespace NumberVerify.Simulator;

/// <summary>What a TS.43 temporary token stands for; the token itself is kept nowhere. Not a record: a record would print the number.</summary>
internal sealed class OperatorToken(Subscriber subscriber, DateTimeOffset expiresAt)
{
    internal Subscriber Subscriber { get; } = subscriber;

    internal DateTimeOffset ExpiresAt { get; } = expiresAt;
}
