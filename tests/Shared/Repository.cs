using System.Runtime.CompilerServices;

namespace NumberVerify.Testing;

/// <summary>The folder that holds the solution, above the tests' output or, where that was put elsewhere, above this file.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory) ?? Above(Here()) ?? throw new InvalidOperationException("Start the tests inside of the repository.");

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static string? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NumberVerify.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
