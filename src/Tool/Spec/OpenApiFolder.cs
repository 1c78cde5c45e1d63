using NumberVerify.SpecTool;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Spec;

/// <summary>The folder openapi/ of a repository: documents, each with at most one overlay of its name.</summary>
internal sealed class OpenApiFolder
{
    private const string Name = "openapi";
    private const string OverlayEnding = ".overlay.yaml";

    private static readonly string[] s_endings = [".yaml", ".yml", ".json"];

    private OpenApiFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>The documents, in the order of their names.</summary>
    public IReadOnlyList<string> Documents => FilesIn(Path);

    /// <summary>All overlays, whether or not there is a document for them.</summary>
    public IReadOnlyList<string> Overlays => Directory.Exists(OverlayFolder) ? FilesIn(OverlayFolder) : [];

    private string OverlayFolder => System.IO.Path.Combine(Path, "overlays");

    /// <summary>The folder itself, the one in it, or the one beside any folder above.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static OpenApiFolder Find(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ToolException(ExitCode.Usage, $"There is no folder {folder}.", "Give the folder of a repository, or its openapi/.");
        }

        if (System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(folder)) == Name && FilesIn(folder).Count > 0)
        {
            return new OpenApiFolder(folder);
        }

        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            var candidate = System.IO.Path.Combine(above.FullName, Name);
            if (Directory.Exists(candidate) && FilesIn(candidate).Count > 0)
            {
                return new OpenApiFolder(candidate);
            }
        }

        throw new ToolException(ExitCode.Usage, $"There is no {Name}/ with OpenAPI documents in {folder} or above it.", "Start it inside of the repository, or name its folder.");
    }

    public string OverlayOf(string document) => System.IO.Path.Combine(OverlayFolder, System.IO.Path.GetFileNameWithoutExtension(document) + OverlayEnding);

    /// <summary>The document that describes the API of a published one: the one that is named, or else known by its name, its title, or at last its paths.</summary>
    /// <param name="published">The published one.</param>
    /// <param name="name">A file's name, with or without its ending, or a path; null where it is to be found.</param>
    /// <param name="startFolder">What a path is relative to.</param>
    /// <exception cref="ToolException">There is none, or more than one.</exception>
    /// <exception cref="SpecException">It is named like the published one, and cannot be read.</exception>
    public string DocumentFor(SpecDocument published, string? name, string startFolder)
    {
        if (name is not null)
        {
            string[] places = [System.IO.Path.GetFullPath(name, startFolder), System.IO.Path.GetFullPath(name, Path), System.IO.Path.GetFullPath(name + ".yaml", Path)];
            return places.FirstOrDefault(File.Exists) ?? throw new ToolException(ExitCode.Usage, $"There is no document '{name}' in {Name}/.", $"Name one of {string.Join(", ", Documents.Select(System.IO.Path.GetFileName))}.");
        }

        var identity = ApiIdentity.Of(published);
        var ours = Documents.Select(file => (File: file, Identity: Read(file, identity))).Where(document => document.Identity is not null).ToList();
        var found = ours.Where(document => document.Identity!.IsSame(identity)).ToList();
        if (found.Count == 0)
        {
            found = [.. ours.Where(document => document.Identity!.HasSamePaths(identity))];
        }

        return found switch
        {
            [var only] => only.File,
            [] => throw new ToolException(ExitCode.Usage, $"No document in {Path} describes {identity}.", "Name the one that is meant with --document."),
            _ => throw new ToolException(ExitCode.Usage, $"Several documents describe {identity}: {string.Join(", ", found.Select(document => System.IO.Path.GetFileName(document.File)))}.", "Name the one that is meant with --document."),
        };
    }

    private static ApiIdentity? Read(string file, ApiIdentity sought)
    {
        try
        {
            return ApiIdentity.Of(SpecDocument.Load(file));
        }
        catch (SpecException) when (!System.IO.Path.GetFileNameWithoutExtension(file).Equals(sought.Name, StringComparison.OrdinalIgnoreCase))
        {
            // Another document is broken, which is nothing to this one; `spec check` says what.
            return null;
        }
    }

    private static List<string> FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(file => s_endings.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
}
