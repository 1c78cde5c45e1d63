namespace NumberVerify.Tool.Spec;

/// <summary>Text of a document as one line: it may be anybody's, and a terminal obeys control characters.</summary>
internal static class PlainText
{
    public static string OneLine(string text) => string.Create(text.Length, text, static (line, source) =>
    {
        for (var index = 0; index < source.Length; index++)
        {
            line[index] = char.IsControl(source[index]) ? ' ' : source[index];
        }
    });
}
