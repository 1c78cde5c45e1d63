using System.Text;

namespace NumberVerify.Unit.Tests.Support;

/// <summary>Generated inputs, the same on every run.</summary>
internal static class Texts
{
    private const string Structure = "?&=#%+:/;,.-_~ \"'<>\\\0\r\n\t";
    private static readonly string[] s_words = ["code", "state", "error", "iss", "Code", "access_token", "id_token", "%", "%2", "%zz", "%00", "%0d%0a", "%f0%9f%98%80", "://", "+34", "٣", "３", "\ud83d", "\ude00", "\u202e", "é"];

    public static string Random(Random random, int maxParts = 24)
    {
        var text = new StringBuilder();
        for (var part = random.Next(maxParts); part > 0; part--)
        {
            _ = random.Next(5) switch
            {
                0 => text.Append(s_words[random.Next(s_words.Length)]),
                1 => text.Append(Structure[random.Next(Structure.Length)]),
                2 => text.Append((char)random.Next(char.MaxValue + 1)),
                3 => text.Append((char)random.Next(' ', '~' + 1)),
                _ => text.Append("0123456789+"[random.Next(11)]),
            };
        }

        return text.ToString();
    }

    public static string Printable(Random random, int length) => string.Create(length, random, static (span, source) =>
    {
        foreach (ref var character in span)
        {
            character = (char)source.Next(' ', '~' + 1);
        }
    });
}
