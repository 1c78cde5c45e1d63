using NumberVerify.Tests.Shared;

namespace NumberVerify.Packages.Tests.Running;

/// <summary>The repository's files as they are now, brought to another place.</summary>
internal static class SourceTree
{
    /// <summary>Copies what is tracked, or new and not ignored; an installed generator comes along, so that it is downloaded once and not for every test.</summary>
    public static async Task CopyAsync(string target, bool withGenerator)
    {
        var list = (await Git("ls-files", "-co", "--exclude-standard", "-z")).MustSucceed().Output;
        foreach (var file in list.TrimEnd('\n').Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            CopyFile(file, target);
        }

        var generator = Path.Combine(OfficialSpecs.RepositoryRoot, "build", "node_modules");
        if (withGenerator && File.Exists(Path.Combine(generator, ".installed-lock")))
        {
            foreach (var file in Directory.EnumerateFiles(generator, "*", SearchOption.AllDirectories))
            {
                CopyFile(Path.GetRelativePath(OfficialSpecs.RepositoryRoot, file), target);
            }
        }
    }

    /// <summary>What a user gets: a clone. While the work tree differs from its commit, a copy of the work tree stands in for it.</summary>
    public static async Task CloneAsync(string target)
    {
        var changes = (await Git("status", "--porcelain")).MustSucceed().Output;
        if (changes.Length > 0)
        {
            await CopyAsync(target, withGenerator: false);
        }
        else
        {
            (await Git("clone", "--quiet", "--no-hardlinks", OfficialSpecs.RepositoryRoot, target)).MustSucceed();
        }
    }

    private static Task<ProcessResult> Git(params string[] arguments) => GitInAsync(OfficialSpecs.RepositoryRoot, arguments);

    /// <summary>Git, in a folder.</summary>
    public static Task<ProcessResult> GitInAsync(string folder, params string[] arguments) =>
        Programs.RunAsync(Programs.Find("git") ?? throw new InvalidOperationException("These tests copy what git lists, and there is no git on PATH."), folder, arguments);

    private static void CopyFile(string file, string target)
    {
        var source = Path.Combine(OfficialSpecs.RepositoryRoot, file);
        if (File.Exists(source))
        {
            var copy = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(source, copy);
        }
    }
}
