namespace NumberVerify.Packages.Tests.Running;

internal static class TextExtensions
{
    /// <summary>Replaces the first occurrence. A text that is not there fails the test: its edit would change nothing.</summary>
    public static string ReplaceFirst(this string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The text to be replaced is not there: {from}");
        return string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
    }

    /// <summary>The number of the line that first holds this text, counted from one.</summary>
    public static int LineOf(this string text, string part)
    {
        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"This text is not there: {part}");
        return text.AsSpan(0, at).Count('\n') + 1;
    }
}
