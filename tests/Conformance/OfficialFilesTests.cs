using System.Security.Cryptography;
using System.Text.RegularExpressions;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Conformance;

/// <summary>The files that are called official are those that openapi/README.md names.</summary>
public sealed partial class OfficialFilesTests
{
    [OfficialSpecTheory(OfficialSpecs.V031, OfficialSpecs.R24, OfficialSpecs.R32, OfficialSpecs.OneTimePasswordR32)]
    [InlineData(OfficialSpecs.V031)]
    [InlineData(OfficialSpecs.R24)]
    [InlineData(OfficialSpecs.R32)]
    [InlineData(OfficialSpecs.OneTimePasswordR32)]
    public void An_official_file_has_the_hash_that_the_readme_states(string file)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(OfficialSpecs.PathOf(file))));

        Assert.Equal(hash, Rows()[file]);
    }

    [Fact]
    public void The_readme_states_each_official_file_once_with_its_address()
    {
        string[] read = [OfficialSpecs.R24, OfficialSpecs.R32, OfficialSpecs.V031, OfficialSpecs.OneTimePasswordR32];

        Assert.Empty(read.Except(Rows().Keys));
    }

    private static Dictionary<string, string> Rows() =>
        Row().Matches(File.ReadAllText(OurDocuments.Readme)).ToDictionary(row => row.Groups["file"].Value, row => row.Groups["hash"].Value);

    [GeneratedRegex(@"^\| `(?<file>camara/[^`]+)` \| [^|]+ \| \[[^]]+\]\(https://github\.com/camaraproject/[^)]+\) \| `(?<hash>[0-9a-f]{64})` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
