namespace NumberVerify.Benchmarks;

/// <summary>One thing a backend does, and the rows that do it.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Operations">How often each row runs in one round.</param>
/// <param name="Rows">The limit first.</param>
internal sealed record Scenario(string Name, int Operations, params IReadOnlyList<Row> Rows)
{
    /// <summary>A limit row above its fixed bytes by more than this was fattened, and any ratio to it flatters.</summary>
    private const double Tolerance = 1.05;

    /// <summary>How many times the limit's bytes ours may take; null where that is only reported.</summary>
    public double? Goal { get; init; }

    /// <summary>How many times the limit's time ours should take. Reported, never gating: machines are noisy.</summary>
    public double? TimeGoal { get; init; }

    /// <summary>The bytes hand-written code took when the goals were set; null where none was measured then.</summary>
    public int? FixedLimit { get; init; }

    public double? LimitCeiling => FixedLimit * Tolerance;

    /// <summary>Runs a row once round: one caller, unless the scenario says otherwise.</summary>
    public Func<Row, int, Task<Sample>> MeasureAsync { get; init; } = Measurement.MeasureAsync;
}
