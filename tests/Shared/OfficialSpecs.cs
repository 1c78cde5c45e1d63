namespace NumberVerify.Tests.Shared;

/// <summary>
/// Where the official files are. They are not part of the repository: the environment variable NUMBERVERIFY_SPECS names their folder, and without it
/// the folder ../shared/specs beside the repository is tried.
/// </summary>
internal static class OfficialSpecs
{
    public const string Variable = "NUMBERVERIFY_SPECS";

    public const string V031 = "camara/number-verification/v0.3.1.yaml";
    public const string R24 = "camara/number-verification/r2.4.yaml";
    public const string R32 = "camara/number-verification/r3.2.yaml";
    public const string OneTimePasswordR32 = "camara/one-time-password-sms/r3.2.yaml";

    /// <summary>The folder that holds the solution.</summary>
    public static string RepositoryRoot { get; } =
        FindRoot(AppContext.BaseDirectory) ?? FindRoot(Environment.CurrentDirectory)
        ?? throw new InvalidOperationException("The tests run outside of the repository; start them in it.");

    /// <summary>The folder of the official files, whether or not it exists.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "specs"));

    public static string PathOf(string file) => Path.Combine(Folder, Path.Combine(file.Split('/')));

    /// <summary>Why a test that needs these files is skipped; null when all are there.</summary>
    public static string? WhyAbsent(params string[] files) =>
        files.FirstOrDefault(file => !File.Exists(PathOf(file))) is { } absent
            ? $"The official file {absent} is not on this machine: set {Variable} to the folder described in openapi/README.md."
            : null;

    private static string? FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NumberVerify.sln")) || File.Exists(Path.Combine(folder.FullName, "global.json")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
