namespace NumberVerify.PublicApi;

/// <summary>Two texts side by side: lines that went carry a minus, lines that came a plus, the rest is left out but for the line before.</summary>
public static class TextDifference
{
    /// <summary>The lines that differ, each with its sign; empty for equal texts.</summary>
    public static string Of(string approved, string received)
    {
        var before = approved.Split('\n');
        var after = received.Split('\n');
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<string>();
        for (int i = 0, j = 0; i < before.Length || j < after.Length;)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j])
            {
                (i, j) = (i + 1, j + 1);
                continue;
            }

            if (i > 0 && (lines.Count == 0 || lines[^1][0] == ' ' || i < before.Length && j < after.Length && before[i - 1] == after[Math.Max(j - 1, 0)]))
            {
                lines.Add($"  {before[i - 1]}");
            }

            lines.Add(j == after.Length || (i < before.Length && common[i + 1, j] >= common[i, j + 1]) ? $"- {before[i++]}" : $"+ {after[j++]}");
        }

        return string.Join('\n', lines);
    }
}
