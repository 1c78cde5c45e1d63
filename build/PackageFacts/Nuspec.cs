using System.Xml.Linq;

namespace NumberVerify.PackageFacts;

/// <summary>Reads what a restored package says of itself.</summary>
internal static class Nuspec
{
    /// <exception cref="InvalidDataException">It says nothing of its licence: whoever packs has to find out.</exception>
    public static Component Describe(string folder, string name, string version)
    {
        var metadata = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single()).Root!.Elements().Single(static element => element.Name.LocalName == "metadata");
        var license = Element("license");
        var component = new Component
        {
            Name = name,
            Version = version,
            Copyright = Element("copyright")?.Value.Trim(),
            Website = Element("projectUrl")?.Value.Trim() is { } website && Uri.IsWellFormedUriString(website, UriKind.Absolute) ? website : null,
        };
        return (string?)license?.Attribute("type") switch
        {
            "expression" => component with { License = license!.Value },
            "file" => component with { LicenseText = File.ReadAllText(Path.Combine(folder, license!.Value.Replace('\\', '/'))) },
            _ => throw new InvalidDataException($"The package {name} {version} does not say what its licence is. Find out, and give this tool the answer."),
        };

        XElement? Element(string member) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == member);
    }
}
