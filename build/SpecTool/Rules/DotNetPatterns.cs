using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// Patterns are written for ECMAScript. In .NET `$` also matches before a final newline, so that "+34600000001\n" would pass; `\d` and `\w` also match the digits
/// and letters of all other scripts. So anchors become `\A` and `\z`, and the two classes are spelt out.
/// </summary>
internal static class DotNetPatterns
{
    public static void Apply(SpecDocument document, JsonObject schema)
    {
        if (schema.Text("pattern") is not { } pattern)
        {
            return;
        }

        var place = document.PlaceOf(schema["pattern"]);
        var translated = Translate(pattern);
        try
        {
            // Only the parser is wanted; nothing is ever matched with it.
            _ = new Regex(translated, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException exception)
        {
            throw new SpecException(SpecErrorIds.InvalidPattern, place, $"The pattern '{pattern}' does not compile in .NET: {exception.Message}", "Write it so that both ECMAScript and .NET understand it.");
        }

        schema["pattern"] = translated;
        document.Map.Set(schema["pattern"], place);
    }

    internal static string Translate(string pattern)
    {
        var translated = new StringBuilder();
        var inClass = false;
        for (var index = 0; index < pattern.Length; index++)
        {
            switch (pattern[index])
            {
                case '\\' when index + 1 < pattern.Length:
                    translated.Append(Escape(pattern[++index], inClass));
                    break;
                case '^' when !inClass:
                    translated.Append(@"\A");
                    break;
                case '$' when !inClass:
                    translated.Append(@"\z");
                    break;
                case var character:
                    inClass = character == '[' || (inClass && character != ']');
                    translated.Append(character);
                    break;
            }
        }

        return translated.ToString();
    }

    private static string Escape(char escaped, bool inClass) => (escaped, inClass) switch
    {
        ('d', true) => "0-9",
        ('d', false) => "[0-9]",
        ('D', false) => "[^0-9]",
        ('w', true) => "a-zA-Z0-9_",
        ('w', false) => "[a-zA-Z0-9_]",
        ('W', false) => "[^a-zA-Z0-9_]",
        _ => $@"\{escaped}",
    };
}
