using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Loading;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool;

/// <summary>
/// An OpenAPI document as a JSON tree, in one piece: what its files refer to in other files stands in its components.
/// The tree may be changed; nodes keep the place they were written at. Not safe for use by several threads at once.
/// </summary>
public sealed class SpecDocument
{
    private readonly List<string> _files;

    private SpecDocument(string path, JsonObject root, SourceMap map, IEnumerable<string> files)
    {
        Path = path;
        Root = root;
        Map = map;
        _files = [.. files];
    }

    /// <summary>Full path of the document.</summary>
    public string Path { get; }

    /// <summary>The document.</summary>
    public JsonObject Root { get; }

    /// <summary>Full path of each file that was read, the document first. They are what the result depends on.</summary>
    public IReadOnlyList<string> Files => _files;

    internal SourceMap Map { get; }

    /// <summary>Reads a YAML or JSON document of OpenAPI 3.0, or of 3.1 where that says nothing that 3.0 cannot, and pulls in the files it refers to.</summary>
    /// <exception cref="SpecException">The file, or one that it refers to, cannot be used.</exception>
    public static SpecDocument Load(string path)
    {
        var document = Read(path, renames: false);
        OpenApiVersion.Lower(document.Root, document.Map);
        return document;
    }

    /// <summary>Reads a document of OpenAPI 3.0 or 3.1 and pulls in the files it refers to, but leaves what only 3.1 can say: to compare it, not to generate from it.</summary>
    /// <exception cref="SpecException">The file, or one that it refers to, cannot be used.</exception>
    public static SpecDocument LoadAsWritten(string path) => Read(path, renames: true);

    /// <summary>Where a node was written, or where the nearest thing around it was.</summary>
    public SourcePlace PlaceOf(JsonNode? node) => Map.Find(node) ?? new SourcePlace(Path, 1, 1);

    /// <summary>Where the target of a JSON pointer was written, or the nearest thing around it that exists.</summary>
    public SourcePlace PlaceOf(string pointer)
    {
        Pointer.Find(Root, pointer, out var nearest);
        return PlaceOf(nearest);
    }

    /// <summary>The same from a text that is not in its file yet.</summary>
    /// <exception cref="SpecException">The text, or a file that it refers to, cannot be used.</exception>
    public static SpecDocument Parse(string text, string path)
    {
        path = System.IO.Path.GetFullPath(path);
        var map = new SourceMap();
        var root = OpenApiVersion.Require(SourceFile.Parse(text, path, map), path, map);
        var files = Bundler.Bundle(path, root, map, renames: false);
        OpenApiVersion.Lower(root, map);
        return new SpecDocument(path, root, map, files);
    }

    internal void AddFile(string path) => _files.Add(path);

    /// <summary>As <see cref="Resolve"/>, but a reference that leads nowhere ends where it is.</summary>
    internal JsonObject Follow(JsonObject node)
    {
        for (var hops = 0; hops < 100 && node.Text("$ref") is { } reference && Pointer.Find(Root, reference) is JsonObject target; hops++)
        {
            node = target;
        }

        return node;
    }

    /// <summary>The target of a node's `$ref`, through any further ones; the node itself if it has none.</summary>
    internal JsonObject Resolve(JsonObject node)
    {
        for (var hops = 0; hops < 100 && node.Text("$ref") is { } reference; hops++)
        {
            node = Pointer.Find(Root, reference) as JsonObject
                ?? throw new SpecException(SpecErrorIds.UnresolvedReference, PlaceOf(node), $"'{reference}' points at nothing.", "Correct the reference, or add what it names.");
        }

        return node.ContainsKey("$ref")
            ? throw new SpecException(SpecErrorIds.UnresolvedReference, PlaceOf(node), $"'{node.Text("$ref")}' leads only to itself.", "Write out what is meant.")
            : node;
    }

    private static SpecDocument Read(string path, bool renames)
    {
        path = System.IO.Path.GetFullPath(path);
        var map = new SourceMap();
        var root = OpenApiVersion.Require(SourceFile.Load(path, map), path, map);
        return new SpecDocument(path, root, map, Bundler.Bundle(path, root, map, renames));
    }
}
