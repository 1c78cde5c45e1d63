using System.IO.Compression;
using System.Xml.Linq;

namespace NumberVerify.Packages.Tests.Running;

/// <summary>A .nupkg, read.</summary>
internal sealed class PackageFile
{
    private readonly XElement _metadata;

    private readonly string _path;

    public PackageFile(string path)
    {
        _path = path;
        using var archive = ZipFile.OpenRead(path);
        Files = [.. archive.Entries.Select(entry => entry.FullName)];
        using var nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        _metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public IReadOnlyList<string> Files { get; }

    public string? Icon => Element("icon")?.Value;

    public (string? Url, string? Commit) Repository => ((string?)Element("repository")?.Attribute("url"), (string?)Element("repository")?.Attribute("commit"));

    public string? Readme => Element("readme")?.Value;

    public string? LicenseExpression => Element("license") is { } license && (string?)license.Attribute("type") == "expression" ? license.Value : null;

    public string? Description => Element("description")?.Value;

    /// <summary>The frameworks it has dependency groups for.</summary>
    public IEnumerable<string?> Frameworks => Element("dependencies")!.Elements().Select(group => (string?)group.Attribute("targetFramework"));

    public IEnumerable<string> Dependencies => (Element("dependencies")?.Descendants() ?? []).Where(element => element.Name.LocalName == "dependency")
        .Select(dependency => (string)dependency.Attribute("id")!).Order(StringComparer.Ordinal);

    /// <summary>The symbols that belong to it.</summary>
    public PackageFile Symbols => new(Path.ChangeExtension(_path, ".snupkg"));

    public byte[] Read(string file)
    {
        using var archive = ZipFile.OpenRead(_path);
        using var content = archive.GetEntry(file)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    private XElement? Element(string name) => _metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);
}
