namespace NumberVerify.Packages.Tests.Running;

/// <summary>A folder that goes away with its owner. Its name holds a space, as many a user's does; a tool that cannot bear that asks for another.</summary>
internal sealed class TempFolder(string name = "number verify ") : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory(name).FullName;

    public string this[string file] => System.IO.Path.Combine(Path, System.IO.Path.Combine(file.Split('/')));

    /// <summary>Writes a file and gives its full path.</summary>
    public string Write(string file, string text)
    {
        var path = this[file];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A value for PATH that knows the .NET host and what a build's shell needs.</summary>
    public string PathWithoutNode()
    {
        if (OperatingSystem.IsWindows())
        {
            return $"{System.IO.Path.GetDirectoryName(Programs.DotNet)}{System.IO.Path.PathSeparator}{Environment.SystemDirectory}";
        }

        // Distributions put all programs into one folder, so the few that are wanted are linked into another.
        var folder = Directory.CreateDirectory(this["programs"]).FullName;
        foreach (var program in new[] { Programs.DotNet, "/bin/sh" })
        {
            var link = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(program));
            if (!File.Exists(link))
            {
                File.CreateSymbolicLink(link, File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program);
            }
        }

        return folder;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A compiler server may still hold a file; the system clears its temporary folder.
        }
    }
}
