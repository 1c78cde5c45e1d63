using System.Text.Json.Nodes;

namespace NumberVerify.SpecTool.Update;

/// <summary>One member of a mapping or one item of a list, with the very lines it is written in.</summary>
internal sealed class YamlEntry
{
    /// <summary>The key; empty for an item.</summary>
    public required string Name { get; init; }

    /// <summary>Spaces before the key, or before the dash.</summary>
    public required int Column { get; init; }

    /// <summary>Comments and blank lines above, which belong to it.</summary>
    public List<string> Lead { get; init; } = [];

    /// <summary>All lines of a value that is one piece; else the line of the key, or nothing where the first child stands beside the dash.</summary>
    public List<string> Lines { get; init; } = [];

    /// <summary>What is nested in it line by line; null for a scalar, and for what is written in braces or brackets.</summary>
    public YamlCollection? Children { get; init; }

    /// <summary>What it said when it was read.</summary>
    public required JsonNode? Value { get; init; }
}
