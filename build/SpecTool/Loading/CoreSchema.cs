using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace NumberVerify.SpecTool.Loading;

/// <summary>
/// What a plain scalar means: YAML 1.2's core schema (section 10.3.2), to the letter. `no` and `on` are text, `0o17` is fifteen, `017` is seventeen.
/// </summary>
internal static class CoreSchema
{
    public const string Null = "tag:yaml.org,2002:null";
    public const string Boolean = "tag:yaml.org,2002:bool";
    public const string Integer = "tag:yaml.org,2002:int";
    public const string Float = "tag:yaml.org,2002:float";
    public const string Text = "tag:yaml.org,2002:str";

    /// <summary>The tag of an untagged plain scalar.</summary>
    public static string TagOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => Boolean,
        _ when IsInteger(text) => Integer,
        _ when IsNotFinite(text) || IsFloat(text) => Float,
        _ => Text,
    };

    /// <summary>The JSON value; false when the text is not one of the tag's, or has no JSON form (infinity, NaN).</summary>
    public static bool TryResolve(string text, string tag, out JsonNode? value)
    {
        value = null;
        var actual = TagOf(text);
        switch (tag)
        {
            case Null:
                return actual == Null;
            case Boolean:
                value = JsonValue.Create(text[..Math.Min(1, text.Length)] is "t" or "T");
                return actual == Boolean;
            case Integer:
                value = actual == Integer ? IntegerValue(text) : null;
                return value is not null;
            case Float:
                value = actual is Integer or Float ? Number(text) : null;
                return value is not null;
            default:
                value = JsonValue.Create(text);
                return tag == Text;
        }
    }

    /// <summary>A number in decimal notation, as JSON also writes it; null when it is beyond all bounds.</summary>
    public static JsonNode? Number(string text)
    {
        if (IsInteger(text))
        {
            return IntegerValue(text);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : null;
    }

    private static JsonNode? IntegerValue(string text)
    {
        // Hexadecimal digits are parsed with a zero in front, or the first bit would be a sign.
        var integer = text switch
        {
            ['0', 'x', .. var digits] => BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            ['0', 'o', .. var digits] => digits.Aggregate(BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0')),
            _ => BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        };
        return integer >= long.MinValue && integer <= long.MaxValue
            ? JsonValue.Create((long)integer)
            : JsonNode.Parse(integer.ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsInteger(string text) => text switch
    {
        ['0', 'x', _, ..] => text.AsSpan(2).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0,
        ['0', 'o', _, ..] => text.AsSpan(2).IndexOfAnyExceptInRange('0', '7') < 0,
        ['+' or '-', _, ..] => text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0,
        _ => text.Length > 0 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0,
    };

    /// <summary><c>[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?</c></summary>
    private static bool IsFloat(ReadOnlySpan<char> text)
    {
        text = SkipSign(text);
        var whole = SkipDigits(ref text);
        var fraction = 0;
        if (text is ['.', ..])
        {
            text = text[1..];
            fraction = SkipDigits(ref text);
        }

        if (whole + fraction == 0)
        {
            return false;
        }

        if (text is ['e' or 'E', ..])
        {
            text = SkipSign(text[1..]);
            return SkipDigits(ref text) > 0 && text.IsEmpty;
        }

        return text.IsEmpty;
    }

    private static bool IsNotFinite(string text) =>
        text is ".nan" or ".NaN" or ".NAN" || SkipSign(text) is ".inf" or ".Inf" or ".INF";

    private static ReadOnlySpan<char> SkipSign(ReadOnlySpan<char> text) => text is ['+' or '-', ..] ? text[1..] : text;

    private static int SkipDigits(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var count = end < 0 ? text.Length : end;
        text = text[count..];
        return count;
    }
}
