using System.Text.Json.Nodes;
using NumberVerify.SpecTool;
using NumberVerify.SpecTool.Update;
using NumberVerify.Testing;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Tool.Tests.Spec;

/// <summary>A document of ours follows whatever is published, and comes back as it was.</summary>
public sealed class UpdateThereAndBackTests
{
    private const int Mutants = 30;

    public static TheoryData<string> Ours => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "openapi"), "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [OfficialSpecTheory(OfficialSpecs.V031, OfficialSpecs.R24, OfficialSpecs.R32)]
    [InlineData(OfficialSpecs.R24)]
    [InlineData(OfficialSpecs.V031)]
    [InlineData(OfficialSpecs.R24, OfficialSpecs.V031)]
    [InlineData(OfficialSpecs.V031, OfficialSpecs.R24)]
    public void After_other_releases_the_one_it_followed_brings_back_every_byte(params string[] releases)
    {
        var document = new FollowingDocument("number-verification.yaml");
        foreach (var release in releases)
        {
            document.Follow(SpecDocument.Load(OfficialSpecs.PathOf(release)));
        }

        Assert.NotEqual(document.Original, document.Text);
        document.Follow(SpecDocument.Load(OfficialSpecs.PathOf(OfficialSpecs.R32)));

        Assert.Equal(document.Original, document.Text);
        Assert.Null(document.Record);
    }

    [Theory]
    [MemberData(nameof(Ours))]
    public void After_any_change_of_the_contract_the_change_back_brings_back_every_byte(string name)
    {
        var original = SpecDocument.Load(Path.Combine(Repository.Root, "openapi", name));
        foreach (var mutant in ContractMutants.Of(original, seed: 8).Take(Mutants))
        {
            var document = new FollowingDocument(name);

            document.Follow(mutant);
            document.Follow(original);

            Assert.Equal(document.Original, document.Text);
            Assert.Null(document.Record);
        }
    }

    [Theory]
    [MemberData(nameof(Ours))]
    public void After_one_change_upon_another_the_change_back_brings_back_every_word(string name)
    {
        var original = SpecDocument.Load(Path.Combine(Repository.Root, "openapi", name));
        foreach (var mutants in ContractMutants.Of(original, seed: 9).Take(Mutants).Chunk(3))
        {
            var document = new FollowingDocument(name);
            foreach (var mutant in mutants)
            {
                document.Follow(mutant);
            }

            document.Follow(original);

            Assert.True(JsonNode.DeepEquals(original.Root, SpecDocument.Parse(document.Text, document.Path).Root), "Words were lost, or came to other places.");
        }
    }
}
