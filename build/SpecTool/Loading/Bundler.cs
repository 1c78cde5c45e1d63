using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Loading;

/// <summary>
/// Makes one document of several files: what a `$ref` names in another file is copied into the components, under its own name, with all that it refers to in turn.
/// </summary>
internal sealed class Bundler
{
    private readonly JsonObject _root;
    private readonly string _rootPath;
    private readonly SourceMap _map;
    private readonly Dictionary<string, JsonNode?> _files;
    private readonly List<string> _order;

    /// <summary>Which file and pointer each pulled-in component came from.</summary>
    private readonly Dictionary<string, string> _origins = [];
    private readonly Dictionary<string, SourcePlace> _originPlaces = [];
    private readonly ErrorList _errors = new();

    /// <summary>Whether of two components of one name the later takes another name. C# types would follow that name; a comparison does not look at it.</summary>
    private readonly bool _renames;

    private Bundler(string rootPath, JsonObject root, SourceMap map, bool renames)
    {
        _renames = renames;
        _root = root;
        _rootPath = rootPath;
        _map = map;
        _files = new Dictionary<string, JsonNode?>(StringComparer.Ordinal) { [rootPath] = root };
        _order = [rootPath];
    }

    /// <summary>Changes the root and gives back the files that were read.</summary>
    public static IReadOnlyList<string> Bundle(string path, JsonObject root, SourceMap map, bool renames = false)
    {
        var bundler = new Bundler(path, root, map, renames);

        // Components that are nothing but a reference to another file are aliases: what they name takes their place.
        bundler.ReplaceAliases();
        bundler.Redirect(root, Grammar.Document, path);
        bundler._errors.ThrowIfAny();
        return bundler._order;
    }

    private void ReplaceAliases()
    {
        // All take their places before any is redirected: one may name another, which must be itself by then.
        var replaced = new List<(JsonObject Component, NodeKind Kind, string File)>();
        foreach (var (section, value) in _root.Object("components") ?? [])
        {
            if (value is not JsonObject components || Grammar.Components.Find(section) is not { } member)
            {
                continue;
            }

            foreach (var (name, component) in components.ToList())
            {
                if (component is JsonObject { Count: 1 } alias && alias.Text("$ref") is { } reference && !reference.StartsWith('#')
                    && Locate(alias, reference, _rootPath) is (var file, var fragment) && file != _rootPath && Target(alias, reference, file, fragment) is { } target)
                {
                    _origins[$"{section}/{name}"] = $"{file}{fragment}";
                    _originPlaces[$"{section}/{name}"] = PlaceOf(target, file);
                    components[name] = _map.Clone(target);
                    replaced.Add(((JsonObject)components[name]!, member.Kind, file));
                }
            }
        }

        foreach (var (component, kind, file) in replaced)
        {
            Redirect(component, kind, file);
        }
    }

    /// <summary>Turns each reference below a node that was written in a file into one that is true in the root document.</summary>
    private void Redirect(JsonObject start, NodeKind startKind, string file)
    {
        foreach (var (node, kind) in Grammar.Walk(start, startKind))
        {
            if (!node.TryGetPropertyValue("$ref", out var value))
            {
                continue;
            }

            if (value.AsText() is not { } reference)
            {
                _errors.Add(SpecErrorIds.UnresolvedReference, PlaceOf(node, file), "A $ref is text.", "Write it as '#/components/...'.");
            }
            else if (Locate(node, reference, file) is (var targetFile, var fragment) && Target(node, reference, targetFile, fragment) is { } target)
            {
                if (targetFile != _rootPath)
                {
                    Pull(node, kind, target, targetFile, fragment);
                }
                else if (reference != fragment)
                {
                    // The root document by its file name.
                    SetReference(node, fragment);
                }
            }
        }
    }

    private void Pull(JsonObject node, NodeKind kind, JsonObject target, string file, string fragment)
    {
        if (kind == Grammar.PathItem)
        {
            // OpenAPI 3.0 has no place for shared paths, so the path is written out.
            node.Remove("$ref");
            var path = (JsonObject)_map.Clone(target)!;
            Redirect(path, kind, file);
            foreach (var (name, value) in path.ToList())
            {
                path.Remove(name);
                node.TryAdd(name, value);
            }

            return;
        }

        if (kind.Section is not { } section)
        {
            _errors.Add(SpecErrorIds.UnresolvedReference, PlaceOf(node, file), $"A {kind.Name} cannot be a reference.", "Write it out.");
            return;
        }

        var component = Pointer.Split(fragment).LastOrDefault() ?? Path.GetFileNameWithoutExtension(file);
        var origin = $"{file}{fragment}";
        var components = Child(Child(_root, "components"), section);
        for (var (name, number) = (component, 2); _renames && IsAnother(components, section, name, origin, target, kind, file); number++)
        {
            name = component = $"{Pointer.Split(fragment).LastOrDefault()}-{number}";
        }

        var key = $"{section}/{component}";
        SetReference(node, Pointer.Append($"#/components/{section}", component));
        if (_origins.TryGetValue(key, out var earlier) && earlier == origin)
        {
            return;
        }

        if (!components.TryGetPropertyValue(component, out var existing))
        {
            _origins[key] = origin;
            _originPlaces[key] = PlaceOf(target, file);
            var copy = (JsonObject)_map.Clone(target)!;
            components.Add(component, copy);
            Redirect(copy, kind, file);
        }
        else if (IsAnother(components, section, component, origin, target, kind, file))
        {
            var first = _originPlaces.TryGetValue(key, out var place) ? place : PlaceOf(existing, _rootPath);
            _errors.Add(SpecErrorIds.ComponentCollision, PlaceOf(target, file), $"The component '{component}' of {section} is another one in {first}.", "Rename one of the two.");
        }
    }

    /// <summary>Whether the name belongs to something else already.</summary>
    private bool IsAnother(JsonObject components, string section, string component, string origin, JsonObject target, NodeKind kind, string file) =>
        components.TryGetPropertyValue(component, out var existing) && !(_origins.TryGetValue($"{section}/{component}", out var earlier) && earlier == origin)
        && !Nodes.Same(existing, target) && !Nodes.Same(existing, Redirected(target, kind, file));

    /// <summary>The target as it would stand in the root document, to compare it with its namesake.</summary>
    private JsonObject Redirected(JsonObject target, NodeKind kind, string file)
    {
        var copy = (JsonObject)_map.Clone(target)!;
        foreach (var (node, nodeKind) in Grammar.Walk(copy, kind))
        {
            if (node.Text("$ref") is { } reference && nodeKind.Section is { } section && Locate(node, reference, file) is (var targetFile, var fragment))
            {
                SetReference(node, targetFile == _rootPath ? fragment : Pointer.Append($"#/components/{section}", Pointer.Split(fragment).LastOrDefault() ?? Path.GetFileNameWithoutExtension(targetFile)));
            }
        }

        return copy;
    }

    private (string File, string Fragment)? Locate(JsonObject node, string reference, string file)
    {
        if (reference.Contains("://", StringComparison.Ordinal) || reference.StartsWith("//", StringComparison.Ordinal) || reference.StartsWith("urn:", StringComparison.Ordinal))
        {
            _errors.Add(SpecErrorIds.RemoteReference, PlaceOf(node, file), $"'{reference}' is on another machine, and a build reads none.", "Download it beside the document and refer to it by a relative path.");
            return null;
        }

        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var (target, fragment) = hash < 0 ? (reference, "") : (reference[..hash], reference[hash..]);
        return (target.Length == 0 ? file : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, Uri.UnescapeDataString(target))), fragment);
    }

    private JsonObject? Target(JsonObject node, string reference, string file, string fragment)
    {
        if (!_files.TryGetValue(file, out var tree))
        {
            if (!File.Exists(file))
            {
                _errors.Add(SpecErrorIds.UnresolvedReference, PlaceOf(node, _rootPath), $"'{reference}' names a file that does not exist: {file}.", "Correct the path, or add the file.");
                return null;
            }

            tree = SourceFile.Load(file, _map);
            _files.Add(file, tree);
            _order.Add(file);
        }

        if (Pointer.Find(tree, fragment) is JsonObject target)
        {
            return target;
        }

        _errors.Add(SpecErrorIds.UnresolvedReference, PlaceOf(node, _rootPath), $"'{reference}' points at nothing.", "Correct the reference, or add what it names.");
        return null;
    }

    private void SetReference(JsonObject node, string reference)
    {
        var place = PlaceOf(node, _rootPath);
        node["$ref"] = reference.Length == 0 ? "#" : reference;
        _map.Set(node["$ref"], place);
    }

    private SourcePlace PlaceOf(JsonNode? node, string file) => _map.Find(node) ?? new SourcePlace(file, 1, 1);

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent.Object(name) is not { } child)
        {
            parent[name] = child = [];
        }

        return child;
    }
}
