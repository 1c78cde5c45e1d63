using System.Text.Json;

namespace NumberVerify.PackageFacts;

/// <summary>Reads project.assets.json: what restore resolved, and where it lies.</summary>
internal static class AssetsFile
{
    /// <exception cref="InvalidDataException">A package says nothing of its licence, or the file is not restore's.</exception>
    public static DependencyGraph Read(string path, PackageIdentity own)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = json.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(static folder => folder.Name).ToList();
        var libraries = root.GetProperty("libraries").EnumerateObject().ToDictionary(static library => library.Name, static library => library.Value, StringComparer.OrdinalIgnoreCase);

        // One without a runtime identifier: those say the same again.
        var target = root.GetProperty("targets").EnumerateObject().First(static target => !target.Name.Contains('/')).Value;
        var resolved = target.EnumerateObject().ToDictionary(static entry => entry.Name[..entry.Name.IndexOf('/')], StringComparer.OrdinalIgnoreCase);
        var direct = Direct(root.GetProperty("project")).Where(resolved.ContainsKey).Select(name => NameOf(resolved[name])).Order(StringComparer.Ordinal).ToList();

        var components = new Dictionary<string, Component>(StringComparer.OrdinalIgnoreCase);
        var toVisit = new Stack<string>(direct);
        while (toVisit.TryPop(out var name))
        {
            if (components.ContainsKey(name) || !resolved.TryGetValue(name, out var entry))
            {
                continue;
            }

            var needs = Members(entry.Value, "dependencies").Where(resolved.ContainsKey).Select(need => NameOf(resolved[need])).Order(StringComparer.Ordinal).ToList();
            components.Add(name, Describe(entry.Name, libraries[entry.Name], folders, own) with { Needs = needs });
            needs.ForEach(toVisit.Push);
        }

        return new DependencyGraph(direct, [.. components.Values]);
    }

    /// <summary>A program of this repository that a package holds, and what it needs itself.</summary>
    /// <exception cref="InvalidDataException">A package says nothing of its licence, or the file is not restore's.</exception>
    public static DependencyGraph ReadProgram(string path, PackageIdentity own)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var name = json.RootElement.GetProperty("project").GetProperty("restore").GetProperty("projectName").GetString()!;
        var graph = Read(path, own);
        return new DependencyGraph([name], [.. graph.Components, new Component { Name = name, Version = own.Version, License = own.License, IsOwn = true, IsPublished = false, Needs = graph.Direct }]);
    }

    private static string NameOf(JsonProperty entry) => entry.Name[..entry.Name.IndexOf('/')];

    /// <summary>What is not private to the project's own build.</summary>
    private static IEnumerable<string> Direct(JsonElement project)
    {
        var framework = project.GetProperty("frameworks").EnumerateObject().First();
        foreach (var dependency in Properties(framework.Value, "dependencies"))
        {
            if (!IsPrivate(dependency.Value, "suppressParent"))
            {
                yield return dependency.Name;
            }
        }

        foreach (var reference in Properties(project.GetProperty("restore").GetProperty("frameworks").EnumerateObject().First().Value, "projectReferences"))
        {
            if (!IsPrivate(reference.Value, "privateAssets"))
            {
                yield return Path.GetFileNameWithoutExtension(reference.Name.Replace('\\', '/'));
            }
        }
    }

    private static bool IsPrivate(JsonElement dependency, string member) => dependency.TryGetProperty(member, out var value) && string.Equals(value.GetString(), "all", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<JsonProperty> Properties(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.EnumerateObject() : [];

    private static IEnumerable<string> Members(JsonElement parent, string name) => Properties(parent, name).Select(static member => member.Name);

    private static Component Describe(string entry, JsonElement library, List<string> folders, PackageIdentity own)
    {
        var (name, version) = (entry[..entry.IndexOf('/')], entry[(entry.IndexOf('/') + 1)..]);
        var path = library.GetProperty("path").GetString()!;
        if (library.GetProperty("type").GetString() == "project")
        {
            // What lies in build/ is machinery: it travels inside packages, and is none.
            return new Component { Name = name, Version = own.Version, License = own.License, IsOwn = true, IsPublished = !path.Replace('\\', '/').Contains("/build/", StringComparison.Ordinal) };
        }

        var folder = folders.Select(parent => Path.Combine(parent, path)).FirstOrDefault(Directory.Exists) ?? throw new InvalidDataException($"{entry} is not where restore put it. Restore again.");
        return Nuspec.Describe(folder, name, version) with { Sha512 = library.TryGetProperty("sha512", out var hash) ? Convert.ToHexStringLower(Convert.FromBase64String(hash.GetString()!)) : null };
    }
}
