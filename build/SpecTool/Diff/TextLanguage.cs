namespace NumberVerify.SpecTool.Diff;

/// <summary>The texts that patterns and lengths allow together. Two are compared by what they allow, not by how they are written.</summary>
internal sealed class TextLanguage
{
    /// <summary>Enough for every pattern of CAMARA many times over; beyond it, the answer is that it cannot be told.</summary>
    private const int MostWork = 10_000;

    private readonly IReadOnlyList<Automaton> _parts;

    private TextLanguage(IReadOnlyList<Automaton> parts) => _parts = parts;

    /// <summary>Null when one of the patterns cannot be read.</summary>
    public static TextLanguage? Of(IEnumerable<string> patterns, decimal? minimum, decimal? maximum)
    {
        var parts = patterns.Select(PatternParser.Parse).ToList();
        if (minimum is not null || maximum is not null)
        {
            parts.Add(PatternParser.OfLength(minimum ?? 0, maximum));
        }

        return parts.Contains(null) ? null : new TextLanguage([.. parts.OfType<Automaton>()]);
    }

    /// <summary>How the second relates to the first.</summary>
    public static Relation Compare(TextLanguage? first, TextLanguage? second)
    {
        if (first is null || second is null)
        {
            return Relation.Other;
        }

        return (Contains(second, first), Contains(first, second)) switch
        {
            (true, true) => Relation.Equal,
            (true, false) => Relation.Wider,
            (false, true) => Relation.Narrower,
            _ => Relation.Other,
        };
    }

    /// <summary>Whether every text of the one is a text of the other; null when that would take too long to find out.</summary>
    private static bool? Contains(TextLanguage outer, TextLanguage inner)
    {
        var borders = new SortedSet<int>(inner._parts.Concat(outer._parts).SelectMany(part => part.Borders)) { 0 };
        var symbols = borders.Where(border => border <= char.MaxValue).Select(border => (char)border).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<(int[][] Inner, int[][] Outer)>();
        Visit(inner.Begin(), outer.Begin());
        while (open.TryDequeue(out var states))
        {
            if (inner.Accepts(states.Inner) && !outer.Accepts(states.Outer))
            {
                return false;
            }

            if (seen.Count > MostWork)
            {
                return null;
            }

            foreach (var symbol in symbols)
            {
                var next = inner.After(states.Inner, symbol);
                if (Array.TrueForAll(next, part => part.Length > 0))
                {
                    Visit(next, outer.After(states.Outer, symbol));
                }
            }
        }

        return true;

        void Visit(int[][] innerStates, int[][] outerStates)
        {
            if (seen.Add($"{Key(innerStates)}/{Key(outerStates)}"))
            {
                open.Enqueue((innerStates, outerStates));
            }
        }
    }

    private static string Key(int[][] states) => string.Join(';', states.Select(part => string.Join(',', part)));

    private int[][] Begin() => [.. _parts.Select(part => part.Begin())];

    private int[][] After(int[][] states, char symbol) => [.. _parts.Select((part, index) => part.After(states[index], symbol))];

    private bool Accepts(int[][] states) => _parts.Select((part, index) => part.Accepts(states[index])).All(accepts => accepts);
}
