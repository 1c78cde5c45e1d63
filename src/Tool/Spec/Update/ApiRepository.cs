using NumberVerify.SpecTool;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Spec.Update;

/// <summary>A repository that describes APIs in openapi/ and builds clients from them.</summary>
internal sealed class ApiRepository
{
    private ApiRepository(string root, string built)
    {
        Root = root;
        Built = built;
    }

    public string Root { get; }

    /// <summary>What is built.</summary>
    public string Built { get; }

    public string Documents => Path.Combine(Root, "openapi");

    public string Readme => Path.Combine(Documents, "README.md");

    /// <summary>Where the approved public APIs are.</summary>
    public string ApprovedApis => Path.Combine(Root, "tests", "Unit", "PublicApi");

    /// <summary>What updates need for themselves: not tracked, and kept, since the next build is quicker for it.</summary>
    public string Workspace => Path.Combine(Root, "artifacts", "spec-update");

    /// <summary>The repository around a folder.</summary>
    /// <param name="folder">Where the command was started.</param>
    /// <param name="build">A project, solution or folder to build in place of the solution; relative to <paramref name="folder"/>.</param>
    /// <exception cref="ToolException">There is none, or something of it is missing.</exception>
    public static ApiRepository Find(string folder, string? build = null)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (!Directory.Exists(Path.Combine(candidate.FullName, "openapi")))
            {
                continue;
            }

            if (DocumentsIn(Path.Combine(candidate.FullName, "openapi")).Count == 0)
            {
                throw new ToolException(ExitCode.Usage, $"There is no document in {Path.Combine(candidate.FullName, "openapi")}.", "Put the document that is to follow there, as YAML.");
            }

            return new ApiRepository(candidate.FullName, build is null ? SolutionIn(candidate.FullName) : Existing(Path.GetFullPath(build, folder)));
        }

        throw new ToolException(ExitCode.Usage, $"There is no folder openapi/ in {folder} or above it.", "Start the command in a clone of the repository, whose folder openapi/ holds the documents that clients are built from.");
    }

    /// <summary>A path as people read it: relative to the repository.</summary>
    public string NameOf(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public string RetiredOf(string document) => Path.Combine(Documents, "retired", Path.GetFileName(document));

    public string? OverlayOf(string document) =>
        Path.Combine(Documents, "overlays", Path.GetFileNameWithoutExtension(document) + ".overlay.yaml") is var overlay && File.Exists(overlay) ? overlay : null;

    /// <summary>Which document of ours a published one is a release of: by name where one is given, else by the API's name, its title, or at last its paths.</summary>
    public string DocumentFor(SpecDocument published, string? name)
    {
        if (name is not null)
        {
            string[] places = [Path.GetFullPath(name, Documents), Path.GetFullPath(name + ".yaml", Documents), Path.GetFullPath(name, Root)];
            return places.FirstOrDefault(File.Exists) ?? throw new ToolException(ExitCode.Usage, $"There is no document '{name}' in openapi/.", $"Name one of {string.Join(", ", DocumentsIn(Documents).Select(Path.GetFileName))}.");
        }

        var ours = DocumentsIn(Documents).Select(path => (Path: path, Document: TryLoad(path))).Where(pair => pair.Document is not null).Select(pair => (pair.Path, Document: pair.Document!)).ToList();
        var apiName = SpecDocumentFacts.ApiNameOf(published);
        var paths = SpecDocumentFacts.PathsOf(published);
        Func<SpecDocument, bool>[] signs =
        [
            document => apiName.Length > 0 && SpecDocumentFacts.ApiNameOf(document) == apiName,
            document => string.Equals(SpecDocumentFacts.TitleOf(document), SpecDocumentFacts.TitleOf(published), StringComparison.OrdinalIgnoreCase),
            document => SpecDocumentFacts.PathsOf(document) is var own && own.Intersect(paths).Count() * 2 > Math.Max(own.Count, paths.Count),
        ];
        foreach (var sign in signs)
        {
            if (ours.Where(pair => sign(pair.Document)).ToList() is [var match])
            {
                return match.Path;
            }
        }

        throw new ToolException(ExitCode.Failure, $"No document in openapi/ describes the API '{SpecDocumentFacts.TitleOf(published)}'.", "Name the one that is to follow with --document, or add the API by putting its description into openapi/.");
    }

    private static string SolutionIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.sln*").Where(file => Path.GetExtension(file) is ".sln" or ".slnx").ToList() is [var solution]
            ? solution
            : throw new ToolException(ExitCode.Usage, $"There is no single solution (.sln or .slnx) in {folder}, beside openapi/.", "Name what to build with --build, or start the command in a repository whose solution builds the clients.");

    private static string Existing(string path) =>
        Path.Exists(path) ? path : throw new ToolException(ExitCode.Usage, $"There is nothing to build at {path}.", "Name a project, a solution or a folder with --build.");

    private static List<string> DocumentsIn(string folder) => [.. Directory.EnumerateFiles(folder, "*.yaml").Concat(Directory.EnumerateFiles(folder, "*.yml")).Order(StringComparer.Ordinal)];

    private static SpecDocument? TryLoad(string path)
    {
        try
        {
            return SpecDocument.Load(path);
        }
        catch (SpecException)
        {
            // It may not be the one that is meant; if it is, naming it says what is wrong with it.
            return null;
        }
    }
}
