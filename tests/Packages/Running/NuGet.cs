using System.IO.Compression;

namespace NumberVerify.Packages.Tests.Running;

/// <summary>Packages of a test's own, kept out of the user's package folder: no other build may ever see them.</summary>
internal static class NuGet
{
    /// <summary>The folder packages are restored to by default. What lies there serves a private restore too, so that nothing is downloaded twice.</summary>
    private static string GlobalFolder { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>An environment that restores into a folder of its own.</summary>
    public static Surroundings PrivateFolder(TempFolder temp) => Surroundings.Plain.With(("NUGET_PACKAGES", temp["packages"]));

    /// <summary>Properties that add a feed to the sources, and the user's packages to what is already there.</summary>
    public static IEnumerable<string> Properties(string feed) =>
        [$"-p:RestoreAdditionalProjectSources={feed}", $"-p:RestoreAdditionalProjectFallbackFolders={GlobalFolder}"];

    /// <summary>NSwag.MSBuild as its authors lay it out, made of the same binaries, which the npm package holds.</summary>
    public static void WriteGenerator(string path, string version, string binaries)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var package = ZipFile.Open(path, ZipArchiveMode.Create);
        Write("NSwag.MSBuild.nuspec", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>NSwag.MSBuild</id>
                <version>{version}</version>
                <authors>A test</authors>
                <description>The generator, from the binaries of the npm package.</description>
                <developmentDependency>true</developmentDependency>
              </metadata>
            </package>
            """);
        Write("build/NSwag.MSBuild.props", """
            <Project>
              <PropertyGroup>
                <NSwagExe_Net100>dotnet --roll-forward-on-no-candidate-fx 2 "$(MSBuildThisFileDirectory)../tools/Net100/dotnet-nswag.dll"</NSwagExe_Net100>
              </PropertyGroup>
            </Project>
            """);
        foreach (var file in Directory.EnumerateFiles(binaries, "*", SearchOption.AllDirectories))
        {
            package.CreateEntryFromFile(file, $"tools/Net100/{Path.GetRelativePath(binaries, file).Replace('\\', '/')}", CompressionLevel.Fastest);
        }

        void Write(string name, string text)
        {
            using var writer = new StreamWriter(package.CreateEntry(name).Open());
            writer.Write(text);
        }
    }
}
