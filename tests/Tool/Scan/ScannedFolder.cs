using NumberVerify.Tool.Scan;
using NumberVerify.Tool.Tests.Running;

namespace NumberVerify.Tool.Tests.Scan;

/// <summary>A folder to scan, which goes with the test.</summary>
internal sealed class ScannedFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("scan-").FullName;

    public string Path => _path;

    public static async Task<ScanReport> ReportOnAsync(string name, byte[] content, ScanLimits? limits = null)
    {
        using var folder = new ScannedFolder();
        folder.Add(name, content);
        return await folder.ReportAsync(limits);
    }

    public void Add(string name, byte[] content)
    {
        var file = System.IO.Path.Combine(_path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }

    public Task<ScanReport> ReportAsync(ScanLimits? limits = null) => new Scanner(limits ?? new ScanLimits()).ScanAsync(_path, progress: null, CancellationToken.None);

    public Task<ToolRun> RunAsync(params string[] options) => ToolRun.OfAsync(["scan", _path, .. options]);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
