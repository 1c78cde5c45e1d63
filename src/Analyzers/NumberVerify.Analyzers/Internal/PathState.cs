namespace NumberVerify.Analyzers;

/// <summary>What happened on one way through a method: what was used up, and which conditions were found true or false.</summary>
internal readonly record struct PathState(ulong Used, ulong Known, ulong True)
{
    public PathState Use(ulong keys) => this with { Used = Used | keys };

    public PathState Replace(ulong keys, ulong facts) => new(Used & ~keys, Known & ~facts, True & ~facts);

    /// <summary>The way on where a condition has that outcome; null where it had the other one before.</summary>
    public PathState? Assume(ulong fact, bool outcome) =>
        (Known & fact) == 0 ? new(Used, Known | fact, outcome ? True | fact : True)
        : ((True & fact) != 0) == outcome ? this
        : null;
}
