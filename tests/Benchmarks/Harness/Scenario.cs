namespace NumberVerify.Benchmarks;

/// <summary>One thing a backend does, and the rows that do it.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Goal">How many times the limit's bytes ours may take.</param>
/// <param name="FixedLimit">The bytes hand-written code took when the goals were set; null where none was measured then.</param>
/// <param name="Operations">How often each row runs in one round.</param>
/// <param name="Rows">The limit first.</param>
internal sealed record Scenario(string Name, double Goal, int? FixedLimit, int Operations, IReadOnlyList<Row> Rows)
{
    /// <summary>A limit row above its fixed bytes by more than this was fattened, and any ratio to it flatters.</summary>
    private const double Tolerance = 1.05;

    public double? LimitCeiling => FixedLimit * Tolerance;
}
