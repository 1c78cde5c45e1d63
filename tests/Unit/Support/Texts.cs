using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NumberVerify.Unit.Tests.Support;

/// <summary>Generated inputs, the same on every run.</summary>
internal static class Texts
{
    private const string Structure = "?&=#%+:/;,.-_~ \"'<>\\\0\r\n\t";
    private static readonly string[] s_words = ["code", "state", "error", "iss", "Code", "access_token", "id_token", "%", "%2", "%zz", "%00", "%0d%0a", "%f0%9f%98%80", "://", "+34", "٣", "３", "\ud83d", "\ude00", "\u202e", "é"];

    private static readonly string[] s_oddJson =
        ["1e400", "-0", "0.5", "1e3", "3600.0", "99999999999999999999", "\"\\ud800\"", "\"\\u0000\"", "\"\\r\\n\"", "\"\\u00e9\"", "tru", "'x'", "01", "NaN", "\"", "[1,]", "{\"a\"}", "", "/**/1", new string('[', 70) + new string(']', 70)];

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

    /// <summary>A JSON value of any kind, now and then with a fault in it.</summary>
    public static string Json(Random random, int depth = 0) => random.Next(depth > 3 ? 10 : 14) switch
    {
        0 => "null",
        1 => "true",
        2 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        3 => random.Next(-2, 400).ToString(CultureInfo.InvariantCulture),
        4 => s_oddJson[random.Next(s_oddJson.Length)],
        5 => "\"\"",
        6 or 7 => JsonSerializer.Serialize(Printable(random, random.Next(40))),
        8 => "\"" + random.Next(100_000).ToString(CultureInfo.InvariantCulture) + "\"",
        9 => JsonSerializer.Serialize(Random(random).Replace('\ud83d', 'x').Replace('\ude00', 'x')),
        10 or 11 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth + 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(member => $"\"{(char)('a' + member)}\":{Json(random, depth + 1)}"))}}}",
    };

    public static string Printable(Random random, int length) => string.Create(length, random, static (span, source) =>
    {
        foreach (ref var character in span)
        {
            character = (char)source.Next(' ', '~' + 1);
        }
    });
}
