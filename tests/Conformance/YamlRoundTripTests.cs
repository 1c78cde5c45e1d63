using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool;

namespace NumberVerify.Conformance;

/// <summary>The same random tree, written as YAML in any style and as JSON, is read as the same tree.</summary>
public sealed class YamlRoundTripTests
{
    private const string Characters = "abcxyzABC019 _-+.:/#'\"\\{}[]&*!|>%@`,?~éß漢😀\t\n";

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_tree_written_as_yaml_is_the_tree_written_as_json(int seed)
    {
        var random = new Random(seed);
        var tree = RandomTree(random, 4);
        using var folder = new TempFolder();

        var fromYaml = folder.Load(Documents.Minimal + "x-value:" + Yaml(tree, 0, random) + "\n").Root["x-value"];
        var json = SpecContract.Print(new JsonObject { ["openapi"] = "3.0.3", ["x-value"] = tree?.DeepClone() });
        var fromJson = folder.Load(json, "tree.json").Root["x-value"];

        Assert.Equal(tree?.ToJsonString(), fromYaml?.ToJsonString());
        Assert.Equal(tree?.ToJsonString(), fromJson?.ToJsonString());
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    private static JsonNode? RandomTree(Random random, int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(long.MinValue, long.MaxValue),
        3 => Math.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 12)), 6),
        4 => RandomText(random),
        5 => ((string[])["true", "no", "12", "0.6", "null", "~", "", "0x1F", "- a", "a: b", "# c", "<<", "---", "...", " a ", "1e3"])[random.Next(16)],
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomTree(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(5)).Select(index => KeyValuePair.Create($"{RandomText(random)}{index}", RandomTree(random, depth - 1)))),
    };

    private static string RandomText(Random random)
    {
        var runes = Characters.EnumerateRunes().ToList();
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => runes[random.Next(runes.Count)].ToString()));
    }

    private static string Yaml(JsonNode? node, int indent, Random random)
    {
        var margin = "\n" + new string(' ', indent + 2);
        return node switch
        {
            JsonObject { Count: > 0 } members when random.Next(4) > 0 => string.Concat(members.Select(member => $"{margin}{Quoted(member.Key, random)}:{Yaml(member.Value, indent + 2, random)}")),
            JsonArray { Count: > 0 } items when random.Next(4) > 0 => string.Concat(items.Select(item => $"{margin}-{Yaml(item, indent + 2, random)}")),
            JsonValue value when value.TryGetValue(out string? text) => " " + Text(text, indent, random),
            null => ((string[])[" null", " ~", ""])[random.Next(3)],
            _ => " " + node.ToJsonString(),
        };
    }

    private static string Text(string text, int indent, Random random)
    {
        var isBlock = text.Length > 0 && !text.StartsWith(' ') && !text.StartsWith('\n') && !text.StartsWith('\t') && !text.EndsWith('\n') && text.All(character => !char.IsSurrogate(character));
        return isBlock && random.Next(2) == 0
            ? "|-\n" + string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? "" : new string(' ', indent + 4) + line))
            : Quoted(text, random);
    }

    private static string Quoted(string text, Random random)
    {
        if (random.Next(2) == 0 && !text.Contains('\n', StringComparison.Ordinal))
        {
            return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        }

        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                > 0xFFFF when random.Next(2) == 0 => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
                > 0x7F and <= 0xFFFF when random.Next(2) == 0 => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => rune.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
