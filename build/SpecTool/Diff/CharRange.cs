namespace NumberVerify.SpecTool.Diff;

/// <summary>Characters that follow one another, both ends included.</summary>
internal readonly record struct CharRange(char First, char Last)
{
    /// <summary>All characters that are in none of these.</summary>
    public static CharRange[] Except(IEnumerable<CharRange> ranges)
    {
        var left = new List<CharRange>();
        var next = 0;
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (range.First > next)
            {
                left.Add(new CharRange((char)next, (char)(range.First - 1)));
            }

            next = Math.Max(next, range.Last + 1);
        }

        if (next <= char.MaxValue)
        {
            left.Add(new CharRange((char)next, char.MaxValue));
        }

        return [.. left];
    }
}
