using NumberVerify.SpecTool;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Spec.Update;

/// <summary>A repository that describes APIs in openapi/ and builds clients from them.</summary>
internal sealed class ApiRepository
{
    private readonly OpenApiFolder _documents;
    private readonly string _startFolder;

    private ApiRepository(OpenApiFolder documents, string startFolder, string? build)
    {
        _documents = documents;
        _startFolder = startFolder;
        Root = Path.GetDirectoryName(documents.Path)!;
        Built = build is null ? SolutionIn(Root) : Existing(Path.GetFullPath(build, startFolder));
    }

    public string Root { get; }

    /// <summary>What is built.</summary>
    public string Built { get; }

    public string Readme => Path.Combine(_documents.Path, "README.md");

    /// <summary>Where the approved public APIs are.</summary>
    public string ApprovedApis => Path.Combine(Root, "tests", "Unit", "PublicApi");

    /// <summary>What updates need for themselves: not tracked, and kept, since the next build is quicker for it.</summary>
    public string Workspace => Path.Combine(Root, "artifacts", "spec-update");

    /// <summary>The repository around a folder.</summary>
    /// <param name="folder">Where the command was started.</param>
    /// <param name="build">A project, solution or folder to build in place of the solution; relative to <paramref name="folder"/>.</param>
    /// <exception cref="ToolException">There is none, or something of it is missing.</exception>
    public static ApiRepository Find(string folder, string? build = null) => new(OpenApiFolder.Find(folder), folder, build);

    /// <summary>A path as people read it: relative to the repository.</summary>
    public string NameOf(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public string RetiredOf(string document) => Path.Combine(_documents.Path, "retired", Path.GetFileName(document));

    public string? OverlayOf(string document) => _documents.OverlayOf(document) is var overlay && File.Exists(overlay) ? overlay : null;

    /// <summary>Which document of ours a published one is a release of.</summary>
    public string DocumentFor(SpecDocument published, string? name) => _documents.DocumentFor(published, name, _startFolder);

    private static string SolutionIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.sln*").Where(file => Path.GetExtension(file) is ".sln" or ".slnx").ToList() is [var solution]
            ? solution
            : throw new ToolException(ExitCode.Usage, $"There is no single solution (.sln or .slnx) in {folder}, beside openapi/.", "Name what to build with --build, or start the command in a repository whose solution builds the clients.");

    private static string Existing(string path) =>
        Path.Exists(path) ? path : throw new ToolException(ExitCode.Usage, $"There is nothing to build at {path}.", "Name a project, a solution or a folder with --build.");
}
