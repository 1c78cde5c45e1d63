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

    private static List<string> FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(file => s_endings.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
}
