using System.Globalization;

namespace NumberVerify.Benchmarks;

/// <summary>One line of the table: medians over the rounds.</summary>
internal sealed record Result(Scenario Scenario, Row Row, double Bytes, double BytesRatio, double Nanoseconds, double TimeRatio)
{
    /// <summary>The most this row may take, as a ratio or in bytes; empty where it is only reported.</summary>
    public string Goal => Row.Name switch
    {
        Row.Ours => Scenario.Goal?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
        Row.Limit => Scenario.LimitCeiling?.ToString("0 B", CultureInfo.InvariantCulture) ?? "",
        _ => "",
    };

    public bool Fails => Row.Name switch
    {
        Row.Ours => BytesRatio > Scenario.Goal,
        Row.Limit => Bytes > Scenario.LimitCeiling,
        _ => false,
    };

    public string Verdict => Fails ? Row.Name == Row.Limit ? "FAT LIMIT" : "OVER" : Goal.Length > 0 ? "ok" : "";
}
