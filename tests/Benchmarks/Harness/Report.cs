using System.Globalization;

namespace NumberVerify.Benchmarks;

/// <summary>The table, and what must be known to read it.</summary>
internal static class Report
{
    public static void Print(IEnumerable<Result> results)
    {
        var table = new Table("scenario", "row", "B/op", "ratio", "goal", "time/op", "ratio", "verdict");
        foreach (var result in results)
        {
            table.Add(
                result.Row.Name == Row.Limit ? result.Scenario.Name : "",
                result.Row.Name,
                Text($"{result.Bytes:0}"),
                Text($"{result.BytesRatio:0.000}"),
                result.Goal,
                Text($"{result.Nanoseconds / 1000:0.00} us"),
                Text($"{result.TimeRatio:0.00}"),
                result.Verdict);
        }

        table.Print(leftAligned: 2);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
