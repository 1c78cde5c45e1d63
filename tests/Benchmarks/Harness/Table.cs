namespace NumberVerify.Benchmarks;

/// <summary>Prints lines in columns that fit their cells; the first column to the left, the others to the right.</summary>
internal sealed class Table(params string[] header)
{
    private readonly List<string[]> _lines = [header];

    public void Add(params string[] cells) => _lines.Add(cells);

    public void Print(int leftAligned)
    {
        var widths = header.Select((_, column) => _lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in _lines)
        {
            Console.WriteLine(string.Join("  ", line.Select((cell, column) => column < leftAligned ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        }

        Console.WriteLine();
    }
}
