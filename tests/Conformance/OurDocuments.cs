using System.Text.RegularExpressions;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Conformance;

/// <summary>The documents of this repository.</summary>
internal static class OurDocuments
{
    public static string NumberVerification => In("number-verification.yaml");

    public static string OpenIdConnect => In("openid-connect.yaml");

    public static string Readme => In("README.md");

    /// <summary>The names of all of them: those that the README lists. Any other that lies beside them was put there to be built, and is somebody else's.</summary>
    public static IEnumerable<string> Names => File.ReadLines(Readme).Select(line => line.Split('`')).Where(cells => cells is ["| ", var name, ..] && name.EndsWith(".yaml", StringComparison.Ordinal) && !name.Contains('/'))
        .Select(cells => cells[1]).Order(StringComparer.Ordinal);

    /// <summary>A document's overlay, if it has one.</summary>
    public static string[] OverlaysOf(string document) =>
        [.. new[] { In($"overlays/{Path.GetFileNameWithoutExtension(document)}.overlay.yaml") }.Where(File.Exists)];

    public static IEnumerable<string> AllOverlays => Directory.EnumerateFiles(In("overlays"), "*.yaml").Order(StringComparer.Ordinal);

    /// <summary>The tag of the release that a document follows, as the readme has it.</summary>
    public static string ReleaseOf(string api) =>
        Regex.Match(File.ReadAllText(Readme), $@"^\| `{Regex.Escape(api)}\.yaml` \| [^|]*, release ([^ |]+)", RegexOptions.Multiline) is { Success: true } row
            ? row.Groups[1].Value
            : throw new InvalidOperationException($"openapi/README.md does not say which release {api}.yaml follows.");

    public static string In(string file) => Path.Combine(OfficialSpecs.RepositoryRoot, "openapi", file);
}
