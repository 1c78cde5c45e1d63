using System.Globalization;

namespace NumberVerify.SpecTool.Diff;

/// <summary>
/// Reads a regular expression into an automaton: literals, classes, groups, alternatives, repetition, and anchors at the ends. For anything else there is none, and
/// the comparison then only says that the pattern is another one.
/// </summary>
internal sealed class PatternParser
{
    private const int MostStates = 20_000;
    private const int MostGroups = 50;

    private static readonly CharRange[] s_digits = [new('0', '9')];
    private static readonly CharRange[] s_ofWords = [new('0', '9'), new('A', 'Z'), new('_', '_'), new('a', 'z')];
    private static readonly CharRange[] s_spaces = [new('\t', '\r'), new(' ', ' '), new('\u00a0', '\u00a0'), new('\u1680', '\u1680'), new('\u2000', '\u200a'), new('\u2028', '\u2029'), new('\u202f', '\u202f'), new('\u205f', '\u205f'), new('\u3000', '\u3000'), new('\ufeff', '\ufeff')];
    private static readonly CharRange[] s_lines = [new('\n', '\n'), new('\r', '\r'), new('\u2028', '\u2029')];
    private static readonly CharRange[] s_any = [new('\0', '\uffff')];

    private readonly string _text;
    private readonly Automaton _automaton = new();
    private int _position;
    private int _groups;

    private PatternParser(string text) => _text = text;

    /// <summary>The texts in which the pattern is found, as JSON Schema has it; null for what cannot be read.</summary>
    public static Automaton? Parse(string pattern)
    {
        try
        {
            var parser = new PatternParser(pattern);
            var end = parser.Branches(parser._automaton.Start, topmost: true);
            if (parser._position < pattern.Length)
            {
                return null;
            }

            parser._automaton.Accept(end);
            return parser._automaton;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Text of a length.</summary>
    public static Automaton? OfLength(decimal minimum, decimal? maximum)
    {
        try
        {
            var parser = new PatternParser("");
            parser._automaton.Accept(parser.Repeat(parser._automaton.Start, from => parser.One(from, s_any), Whole(minimum), maximum is { } most ? Whole(most) : null));
            return parser._automaton;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static int Whole(decimal limit) => limit <= MostStates ? (int)limit : throw new NotSupportedException();

    private int Branches(int from, bool topmost)
    {
        var end = State();
        do
        {
            var start = State();
            _automaton.Skip(from, start);
            _automaton.Skip(Branch(start, topmost), end);
        }
        while (Take('|'));
        return end;
    }

    private int Branch(int from, bool topmost)
    {
        var anchored = topmost && Take('^');
        if (topmost && !anchored)
        {
            from = Any(from);
        }

        while (_position < _text.Length && _text[_position] is not ('|' or ')'))
        {
            if (topmost && _text[_position] == '$' && (_position + 1 == _text.Length || _text[_position + 1] == '|'))
            {
                _position++;
                return from;
            }

            from = Quantified(from);
        }

        return topmost ? Any(from) : from;
    }

    private int Quantified(int from)
    {
        // What is repeated is read again for each repetition.
        var start = _position;
        var probe = State();
        Atom(probe);
        var end = _position;
        var (minimum, maximum) = Quantifier();
        var after = _position;
        var result = Repeat(from, state =>
        {
            _position = start;
            return Atom(state);
        }, minimum, maximum);
        _position = after;
        return end == start ? throw new NotSupportedException() : result;
    }

    private int Repeat(int from, Func<int, int> once, int minimum, int? maximum)
    {
        for (var count = 0; count < minimum; count++)
        {
            from = once(from);
        }

        if (maximum is not { } most)
        {
            var loop = State();
            _automaton.Skip(from, loop);
            _automaton.Skip(once(loop), loop);
            return loop;
        }

        var end = State();
        _automaton.Skip(from, end);
        for (var count = minimum; count < most; count++)
        {
            from = once(from);
            _automaton.Skip(from, end);
        }

        return end;
    }

    private (int Minimum, int? Maximum) Quantifier()
    {
        (int, int?) result = (1, 1);
        if (Take('*'))
        {
            result = (0, null);
        }
        else if (Take('+'))
        {
            result = (1, null);
        }
        else if (Take('?'))
        {
            result = (0, 1);
        }
        else if (Take('{'))
        {
            var minimum = Digits() ?? throw new NotSupportedException();
            int? maximum = Take(',') ? Digits() : minimum;
            if (!Take('}') || maximum < minimum)
            {
                throw new NotSupportedException();
            }

            result = (minimum, maximum);
        }
        else
        {
            return result;
        }

        // Lazy finds the same texts.
        Take('?');
        return _position < _text.Length && _text[_position] is '*' or '+' ? throw new NotSupportedException() : result;
    }

    private int? Digits()
    {
        var start = _position;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
        {
            _position++;
        }

        return start == _position ? null
            : int.TryParse(_text.AsSpan(start, _position - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostStates ? number : throw new NotSupportedException();
    }

    private int Atom(int from)
    {
        var symbol = Next();
        switch (symbol)
        {
            case '(':
                if ((Take('?') && !Take(':')) || ++_groups > MostGroups)
                {
                    throw new NotSupportedException();
                }

                var end = Branches(from, topmost: false);
                _groups--;
                return Take(')') ? end : throw new NotSupportedException();
            case '[':
                return One(from, Class());
            case '.':
                return One(from, CharRange.Except(s_lines));
            case '\\':
                return One(from, Escaped());
            case '^' or '$' or '*' or '+' or '?' or '{' or ')':
                throw new NotSupportedException();
            default:
                return One(from, [new CharRange(symbol, symbol)]);
        }
    }

    private CharRange[] Class()
    {
        var negated = Take('^');
        var ranges = new List<CharRange>();
        while (!Take(']'))
        {
            var first = Item();

            // A hyphen at the end, or beside a whole class, is only itself.
            if (first is [{ } low] && low.First == low.Last && _position + 1 < _text.Length && _text[_position] == '-' && _text[_position + 1] != ']')
            {
                _position++;
                var last = Item();
                if (last is [{ } high] && high.First == high.Last)
                {
                    ranges.Add(high.First >= low.First ? new CharRange(low.First, high.First) : throw new NotSupportedException());
                    continue;
                }

                ranges.Add(new CharRange('-', '-'));
                ranges.AddRange(last);
            }

            ranges.AddRange(first);
        }

        return negated ? CharRange.Except(ranges) : [.. ranges];
    }

    private CharRange[] Item()
    {
        var symbol = Next();
        return symbol == '\\' ? Escaped() : [new CharRange(symbol, symbol)];
    }

    private CharRange[] Escaped()
    {
        var symbol = Next();
        return symbol switch
        {
            'd' => s_digits,
            'D' => CharRange.Except(s_digits),
            'w' => s_ofWords,
            'W' => CharRange.Except(s_ofWords),
            's' => s_spaces,
            'S' => CharRange.Except(s_spaces),
            't' => Single('\t'),
            'n' => Single('\n'),
            'r' => Single('\r'),
            'f' => Single('\f'),
            'v' => Single('\v'),
            'x' => Single(Code(2)),
            'u' => Single(Code(4)),
            _ when char.IsAsciiLetterOrDigit(symbol) => throw new NotSupportedException(),
            _ => Single(symbol),
        };
    }

    private char Code(int digits)
    {
        if (_position + digits > _text.Length || !int.TryParse(_text.AsSpan(_position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw new NotSupportedException();
        }

        _position += digits;
        return (char)code;
    }

    private static CharRange[] Single(char symbol) => [new CharRange(symbol, symbol)];

    private int One(int from, IEnumerable<CharRange> ranges)
    {
        var to = State();
        foreach (var range in ranges)
        {
            _automaton.Step(from, range, to);
        }

        return to;
    }

    private int Any(int from)
    {
        var loop = State();
        _automaton.Skip(from, loop);
        _automaton.Step(loop, s_any[0], loop);
        return loop;
    }

    private int State() => _automaton.Count < MostStates ? _automaton.Add() : throw new NotSupportedException();

    private char Next() => _position < _text.Length ? _text[_position++] : throw new NotSupportedException();

    private bool Take(char symbol)
    {
        if (_position < _text.Length && _text[_position] == symbol)
        {
            _position++;
            return true;
        }

        return false;
    }
}
