using NumberVerify.Testing;
using NumberVerify.Tool.Running;
using NumberVerify.Tool.Spec.Update;
using NumberVerify.Tool.Tests.Running;

namespace NumberVerify.Tool.Tests.Spec;

/// <summary>A repository as far as an update sees it: the documents of this one, or others, and a solution. It goes away with its owner.</summary>
internal sealed class TemporaryRepository : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spec update ").FullName;

    public TemporaryRepository(bool withOurDocuments = true)
    {
        Write("Example.sln", "");
        if (withOurDocuments)
        {
            var openapi = System.IO.Path.Combine(Repository.Root, "openapi");
            foreach (var file in Directory.EnumerateFiles(openapi, "*", SearchOption.AllDirectories))
            {
                Write("openapi/" + System.IO.Path.GetRelativePath(openapi, file).Replace('\\', '/'), File.ReadAllText(file));
            }
        }
    }

    public string Root => System.IO.Path.Combine(_folder, "repository");

    public string Path(string name) => System.IO.Path.Combine(Root, name);

    public string Read(string name) => File.ReadAllText(Path(name));

    /// <summary>Writes a file and gives its full path; names that begin with ../ are outside of the repository.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.GetFullPath(Path(name));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Every file that git would see, with its content.</summary>
    public Dictionary<string, string> Tree() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Where(file => !file.StartsWith(Path("artifacts"), StringComparison.Ordinal))
            .ToDictionary(file => System.IO.Path.GetRelativePath(Root, file), File.ReadAllText);

    public Task<UpdateReport> UpdateAsync(UpdateRequest request, FakeBuild? build = null, CancellationToken cancellationToken = default) =>
        new UpdateRun(ApiRepository.Find(Root), build ?? new FakeBuild(), static _ => { }).RunAsync(request, cancellationToken);

    public Task<ToolRun> RunAsync(params string[] arguments) => ToolRun.OfAsync(["spec", "update", .. arguments], surroundings => surroundings with { Folder = Root });

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
