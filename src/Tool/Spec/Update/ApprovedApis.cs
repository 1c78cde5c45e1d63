using System.Text;
using NumberVerify.PublicApi;

namespace NumberVerify.Tool.Spec.Update;

/// <summary>The approved public APIs of the repository's assemblies, beside what was built just now.</summary>
internal sealed class ApprovedApis(ApiRepository repository, IRepositoryBuild build)
{
    private const string Ending = ".approved.txt";

    /// <summary>Each assembly whose public API is not the approved one: the file of the approved text, how the two differ, and the text as it would be.</summary>
    public IReadOnlyList<(string File, PublicApiDifference Difference, byte[] Text)> Differences()
    {
        var differences = new List<(string, PublicApiDifference, byte[])>();
        if (!Directory.Exists(repository.ApprovedApis))
        {
            return differences;
        }

        foreach (var file in Directory.EnumerateFiles(repository.ApprovedApis, "*" + Ending).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file)[..^Ending.Length];
            if (build.AssemblyOf(name) is not { } assembly)
            {
                continue;
            }

            var printed = PublicApiPrinter.Print(assembly);
            var difference = TextDifference.Of(File.ReadAllText(file).ReplaceLineEndings("\n"), printed);
            if (difference.Length > 0)
            {
                differences.Add((file, new PublicApiDifference(name, difference), Encoding.UTF8.GetBytes(printed)));
            }
        }

        return differences;
    }
}
