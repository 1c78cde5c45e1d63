namespace NumberVerify.Benchmarks;

/// <summary>One line of the table.</summary>
internal sealed record Result(Scenario Scenario, Row Row, double Bytes, double BytesRatio, double Nanoseconds, double TimeRatio)
{
    /// <summary>The ratio or the bytes that gate this row; null where it is only reported.</summary>
    public string Goal => Row.Name switch
    {
        Row.Ours => $"{Scenario.Goal:0.00}",
        Row.Limit when Scenario.LimitCeiling is { } ceiling => $"{ceiling:0} B",
        _ => "",
    };

    public bool Fails => Row.Name switch
    {
        Row.Ours => BytesRatio > Scenario.Goal,
        Row.Limit => Bytes > Scenario.LimitCeiling,
        _ => false,
    };

    public string Verdict => Goal.Length == 0 ? "" : !Fails ? "ok" : Row.Name == Row.Limit ? "FAT LIMIT" : "OVER";
}
