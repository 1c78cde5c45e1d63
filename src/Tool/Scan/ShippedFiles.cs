namespace NumberVerify.Tool.Scan;

/// <summary>Every file below a folder, hidden ones too. A link to a folder is followed once.</summary>
internal sealed class ShippedFiles(string root, Findings findings)
{
    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly List<ShippedFile> _files = [];

    public List<ShippedFile> All()
    {
        Visit(new DirectoryInfo(Path.GetFullPath(root)));
        return _files;
    }

    private void Visit(DirectoryInfo folder)
    {
        if (!_visited.Add((folder.ResolveLinkTarget(returnFinalTarget: true) ?? folder).FullName))
        {
            return;
        }

        try
        {
            foreach (var entry in folder.EnumerateFileSystemInfos("*", s_all).OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                if (entry is DirectoryInfo inner)
                {
                    Visit(inner);
                }
                else if (entry is FileInfo file)
                {
                    var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
                    if (target is { Exists: true })
                    {
                        _files.Add(new ShippedFile(file.FullName, Place(file), target.Length));
                    }
                    else
                    {
                        findings.Omit(Place(file), "a link to nothing");
                    }
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            findings.Omit(Place(folder), "it cannot be read");
        }
    }

    private string Place(FileSystemInfo entry) => Subject.Printable(Path.GetRelativePath(root, entry.FullName));
}
