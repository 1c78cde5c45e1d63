using NumberVerify.SpecTool;

namespace NumberVerify.Conformance;

/// <summary>A folder for one test, gone after it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("nv-spec-").FullName;

    public string Write(string name, string text)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string PathOf(string name) => Path.Combine(Root, Path.Combine(name.Split('/')));

    public SpecDocument Load(string text, string name = "document.yaml") => SpecDocument.Load(Write(name, text));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
