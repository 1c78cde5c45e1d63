namespace NumberVerify.Benchmarks;

/// <summary>What a short-lived process waits for its first verified number: native code, started anew for each run, in turn.</summary>
internal static class StartUp
{
    private const int WarmUps = 3;
    private const int Runs = 21;
    private const double Goal = 1.15;

    private const string Notes = """
        start to first verified result  From the start of the process to its exit: one full flow over loopback, no id_token, client_secret_basic. Medians; reported, not gated.
        size                            The executable, stripped, published as it is measured.
        """;

    public static void Measure(Uri address)
    {
        var folder = Directory.CreateTempSubdirectory("number-verify-startup-").FullName;
        try
        {
            NativeProgram[] programs = [NativeProgram.Publish("Limit", Row.Limit, folder), NativeProgram.Publish("Ours", Row.Ours, folder)];
            var times = Enumerable.Range(0, WarmUps + Runs).Select(_ => Array.ConvertAll(programs, program => program.Run(address))).Skip(WarmUps).ToArray();
            Print(programs, times);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(NativeProgram[] programs, double[][] times)
    {
        var table = new Table(names: 2, "scenario", "row", "ms", "ratio", "goal", "size, MB", "ratio");
        for (var row = 0; row < programs.Length; row++)
        {
            var program = programs[row];
            table.Add(
                row == 0 ? "start to first verified result, native" : "",
                program.Row,
                $"{Measurement.Median(times.Select(run => run[row])):0.0}",
                $"{Measurement.Median(times.Select(run => run[row] / run[0])):0.00}",
                program.Row == Row.Ours ? $"{Goal:0.00}" : "",
                $"{program.Bytes / 1e6:0.0}",
                $"{(double)program.Bytes / programs[0].Bytes:0.00}");
        }

        table.Print();
        Console.WriteLine();
        Console.WriteLine(Notes);
    }
}
