namespace NumberVerify.Benchmarks;

/// <summary>The table, and what must be known to read it.</summary>
internal static class Report
{
    private const string Notes = """
        limit          The same by hand: SocketsHttpHandler, source-generated JSON, pooled reads, the same headers, a status check, required members.
        as registered  The client of AddNumberVerify. Ours makes the session it spends in each call, as single use asks; ForUser is in the full flow, not here.
        full flow      URL, callback, state check, code exchange, verification. No id_token. Both rows count the text of the callback, which the browser makes.
        64 callers     Time is elapsed time by calls: what the machine takes for one, not what one caller waits.
        bytes          Managed bytes of this process for one operation. They gate under --gate; times are reported.
        """;

    public static void Print(IEnumerable<Result> results)
    {
        var table = new Table(names: 2, "scenario", "row", "B/op", "ratio", "goal", "us/op", "ratio", "goal", "verdict");
        foreach (var result in results)
        {
            table.Add(
                result.Row.Name == Row.Limit ? result.Scenario.Name : "",
                result.Row.Name,
                $"{result.Bytes:0}",
                $"{result.BytesRatio:0.000}",
                result.Goal,
                $"{result.Nanoseconds / 1e3:0.00}",
                $"{result.TimeRatio:0.00}",
                result.Row.Name == Row.Ours ? $"{result.Scenario.TimeGoal:0.00}" : "",
                result.Verdict);
        }

        table.Print();
        Console.WriteLine();
        Console.WriteLine(Notes);
    }
}
