namespace NumberVerify.SpecTool.Diff;

/// <summary>A finite automaton over characters, which may be in several states at once.</summary>
internal sealed class Automaton
{
    private readonly List<List<(CharRange Range, int To)>> _steps = [[]];
    private readonly List<List<int>> _skips = [[]];
    private int _accepted = -1;

    public int Start => 0;

    public int Count => _steps.Count;

    /// <summary>The characters at which something begins or ends for this automaton.</summary>
    public IEnumerable<int> Borders => _steps.SelectMany(steps => steps).SelectMany(step => new[] { step.Range.First, step.Range.Last + 1 });

    public int Add()
    {
        _steps.Add([]);
        _skips.Add([]);
        return _steps.Count - 1;
    }

    public void Step(int from, CharRange range, int to) => _steps[from].Add((range, to));

    public void Skip(int from, int to) => _skips[from].Add(to);

    public void Accept(int state) => _accepted = state;

    public int[] Begin() => Closure([Start]);

    public int[] After(int[] states, char symbol) => Closure(states.SelectMany(state => _steps[state]).Where(step => step.Range.First <= symbol && symbol <= step.Range.Last).Select(step => step.To));

    public bool Accepts(int[] states) => Array.IndexOf(states, _accepted) >= 0;

    private int[] Closure(IEnumerable<int> states)
    {
        var found = new SortedSet<int>();
        var open = new Stack<int>(states);
        while (open.TryPop(out var state))
        {
            if (found.Add(state))
            {
                _skips[state].ForEach(open.Push);
            }
        }

        return [.. found];
    }
}
