using System.Globalization;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Update;

/// <summary>
/// Where something stands in a document, so that it is found again when lists around it have grown or shrunk: a JSON pointer in which items of a list have names.
/// </summary>
internal static class Address
{
    public static string Member(string parent, string name) => Pointer.Append(parent, name);

    public static string Item(string parent, string name) => Pointer.Append(parent, $"[{name}]");

    /// <summary>The member that an address ends in, where it is one of this parent's.</summary>
    public static string? NameIn(string parent, string address) =>
        address.Length > parent.Length && address.StartsWith(parent, StringComparison.Ordinal) && address[parent.Length] == '/' && !address[(parent.Length + 1)..].Contains('/', StringComparison.Ordinal)
            ? Pointer.Split(address).Last()
            : null;

    /// <summary>What tells the items of a list of objects apart: what they refer to, or their name; else their number among those without either, since a server's address changes with its version. Releases spell names anew, so capitals do not count.</summary>
    public static List<string> NamesOf(JsonArray items)
    {
        var names = new List<string>();
        var unnamed = 0;
        foreach (var item in items)
        {
            var name = item is JsonObject single ? single.Text("$ref") ?? (single.Text("name") is { } called ? $"{single.Text("in")} {called}".Trim().ToLowerInvariant() : null) : null;
            name ??= (unnamed++).ToString(CultureInfo.InvariantCulture);
            for (var next = 2; names.Contains(name); next++)
            {
                name = $"{name} {next.ToString(CultureInfo.InvariantCulture)}";
            }

            names.Add(name);
        }

        return names;
    }
}
