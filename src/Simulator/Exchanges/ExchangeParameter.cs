namespace NumberVerify.Simulator;

/// <summary>One parameter of a message, as people may see it. Immutable.</summary>
/// <param name="Source">Where it stood.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Value">Its value, shortened to 512 characters, or <see cref="Mask"/>.</param>
public sealed record ExchangeParameter(ParameterSource Source, string Name, string Value)
{
    /// <summary>Stands for every value that is, or may be, a secret.</summary>
    public const string Mask = "•••";

    /// <summary>Whether the value is not shown.</summary>
    public bool IsMasked => Value == Mask;

    /// <summary>The source and the name; a value may be a phone number.</summary>
    public override string ToString() => $"{Source} {Name}";
}
