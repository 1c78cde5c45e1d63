using System.Text;

namespace NumberVerify.PackageFacts;

/// <summary>Writes who made what is needed or held, and under which terms.</summary>
internal static class Notices
{
    /// <exception cref="InvalidDataException">A licence whose words are not here.</exception>
    public static string Write(PackageIdentity own, DependencyGraph graph)
    {
        var text = new StringBuilder();
        var others = graph.Components.Where(static component => !component.IsOwn).ToList();
        text.Append($"{own.Name} {own.Version} is licensed under {own.License}.\n");
        text.Append(others.Count == 0 ? "It needs and holds nothing of other authors.\n" : "It needs, or holds, the following works of other authors, each under its own licence.\n");
        foreach (var component in others)
        {
            text.Append($"\n{component.Name} {component.Version}\n");
            Line(text, component.Copyright);
            Line(text, component.Website);
            text.Append(component.License is { } license ? $"Licence: {license}, see below\n" : $"Licence:\n\n{component.LicenseText!.ReplaceLineEndings("\n").Trim()}\n");
        }

        foreach (var license in others.Select(static component => component.License).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            text.Append($"\n{new string('-', 80)}\n{license}\n\n{WordsOf(license)}\n");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            text.Append($"{line}\n");
        }
    }

    private static string WordsOf(string license)
    {
        using var stream = typeof(Notices).Assembly.GetManifestResourceStream(license) ?? throw new InvalidDataException($"The words of the licence {license} are missing: put them into build/PackageFacts/Licenses/{license}.txt.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim('\n');
    }
}
