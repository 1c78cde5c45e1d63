namespace NumberVerify.Benchmarks;

/// <summary>Prints lines in columns as wide as their widest cell: names to the left, figures to the right.</summary>
internal sealed class Table(int names, params string[] header)
{
    private readonly List<string[]> _lines = [header];

    public void Add(params string[] cells) => _lines.Add(cells);

    public void Print()
    {
        var widths = header.Select((_, column) => _lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in _lines)
        {
            var cells = line.Select((cell, column) => column < names ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            Console.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }
}
