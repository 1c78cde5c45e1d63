namespace NumberVerify.Tool.Scan.Texts;

/// <summary>Lines and columns, from 1, of a text that is read in windows.</summary>
internal sealed class TextPosition
{
    private int _lines;
    private int _columns;

    /// <summary>Leaves text behind.</summary>
    public void Advance(ReadOnlySpan<char> text)
    {
        var last = text.LastIndexOf('\n');
        _lines += text.Count('\n');
        _columns = last < 0 ? _columns + text.Length : text.Length - last - 1;
    }

    public (int Line, int Column) Of(ReadOnlySpan<char> window, int at)
    {
        var before = window[..at];
        var last = before.LastIndexOf('\n');
        return (_lines + before.Count('\n') + 1, (last < 0 ? _columns + at : at - last - 1) + 1);
    }
}
