using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool;
using NumberVerify.SpecTool.Diff;
using NumberVerify.Testing;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Tool.Tests.Spec.Diff;

/// <summary>What holds between any two documents.</summary>
public sealed class DiffPropertyTests
{
    /// <summary>Told from the documents themselves and not from the tool, so that the two notions check each other. No name in them is one of these.</summary>
    private static readonly string[] s_prose = ["description", "summary", "title", "example", "examples", "externalDocs", "contact", "license", "termsOfService"];

    /// <summary>What is written as data, and tells a caller nothing that it could depend on.</summary>
    private static readonly string[] s_notes = ["openapi", "info", "tags", "variables"];

    private static string[] Ours => ["number-verification.yaml", "one-time-password-sms.yaml", "openid-connect.yaml", "vonage-verify.yaml", "authy-phone-verification.yaml"];

    [Fact]
    public void A_document_does_not_differ_from_itself() => Assert.All(Ours, name => Assert.Empty(ContractDiff.Compare(Our(name), Our(name))));

    [OfficialSpecFact(OfficialSpecs.V031, OfficialSpecs.R24, OfficialSpecs.R32, OfficialSpecs.OneTimePasswordR32)]
    public void An_official_document_does_not_differ_from_itself() =>
        Assert.All([OfficialSpecs.V031, OfficialSpecs.R24, OfficialSpecs.R32, OfficialSpecs.OneTimePasswordR32], file => Assert.Empty(ContractDiff.Compare(Official(file), Official(file))));

    [OfficialSpecFact(OfficialSpecs.R32, OfficialSpecs.OneTimePasswordR32)]
    public void Our_words_for_an_official_document_are_only_other_words()
    {
        Assert.All(ContractDiff.Compare(Official(OfficialSpecs.R32), Our("number-verification.yaml")), change => Assert.Equal(ChangeKind.Editorial, change.Kind));
        Assert.All(ContractDiff.Compare(Official(OfficialSpecs.OneTimePasswordR32), Our("one-time-password-sms.yaml")), change => Assert.Equal(ChangeKind.Editorial, change.Kind));
    }

    [Theory]
    [InlineData("number-verification.yaml", 60)]
    [InlineData("one-time-password-sms.yaml", 60)]
    [InlineData("vonage-verify.yaml", 60)]
    public void Every_other_value_in_our_contracts_is_a_change_of_the_contract(string name, int leaves) => EveryContractLeafIsSeen(Our(name), Our(name), leaves);

    [OfficialSpecTheory(OfficialSpecs.V031, OfficialSpecs.R24, OfficialSpecs.R32)]
    [InlineData(OfficialSpecs.V031, 40)]
    [InlineData(OfficialSpecs.R24, 60)]
    [InlineData(OfficialSpecs.R32, 60)]
    public void Every_other_value_in_an_official_contract_is_a_change_of_the_contract(string file, int leaves) => EveryContractLeafIsSeen(Official(file), Official(file), leaves);

    [Theory]
    [InlineData("number-verification.yaml")]
    [InlineData("openid-connect.yaml")]
    public void Other_words_in_our_documents_are_editorial(string name) => EveryWordIsEditorial(Our(name), Our(name));

    [OfficialSpecTheory(OfficialSpecs.V031, OfficialSpecs.R32)]
    [InlineData(OfficialSpecs.V031)]
    [InlineData(OfficialSpecs.R32)]
    public void Other_words_in_an_official_document_are_editorial(string file) => EveryWordIsEditorial(Official(file), Official(file));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_way_back_has_the_same_rows_with_old_and_new_exchanged(int seed)
    {
        var random = new Random(seed);
        var before = Our("number-verification.yaml");
        for (var round = 0; round < 20; round++)
        {
            var after = Our("number-verification.yaml");
            foreach (var leaf in Leaves(after.Root).Where(IsContract).OrderBy(_ => random.Next()).Take(random.Next(1, 6)).ToList())
            {
                Replace(leaf);
            }

            var there = Contract(ContractDiff.Compare(before, after));
            var back = Contract(ContractDiff.Compare(after, before));

            Assert.NotEmpty(there);
            Assert.Equal(
                there.Select(change => $"{change.Where}: {change.Old} -> {change.New}").Order(StringComparer.Ordinal),
                back.Select(change => $"{change.Where}: {change.New} -> {change.Old}").Order(StringComparer.Ordinal));
        }
    }

    private static void EveryContractLeafIsSeen(SpecDocument before, SpecDocument after, int atLeast)
    {
        var unseen = new List<string>();
        var leaves = Leaves(after.Root).Where(IsContract).ToList();
        foreach (var leaf in leaves)
        {
            var path = leaf.GetPath();
            var original = leaf.DeepClone();
            var changed = Replace(leaf);
            if (Contract(ContractDiff.Compare(before, after)).Count == 0)
            {
                unseen.Add($"{path}: {changed.ToJsonString()}");
            }

            changed.ReplaceWith(original);
        }

        Assert.True(unseen.Count == 0, string.Join('\n', unseen));
        Assert.True(leaves.Count > atLeast, $"Only {leaves.Count} values were changed.");
        Assert.Empty(ContractDiff.Compare(before, after));
    }

    private static void EveryWordIsEditorial(SpecDocument before, SpecDocument after)
    {
        var words = Leaves(after.Root).Where(leaf => leaf.GetValueKind() == JsonValueKind.String && Names(leaf).Any(s_prose.Contains) && !IsCodeByExample(before, leaf)).ToList();
        foreach (var leaf in words)
        {
            var original = leaf.DeepClone();
            var path = leaf.GetPath();
            var changed = Replace(leaf);
            var changes = ContractDiff.Compare(before, after);

            Assert.True(changes.Count > 0, $"{path} is not seen.");
            Assert.True(Contract(changes).Count == 0, $"{path}: {string.Join('\n', changes)}");
            changed.ReplaceWith(original);
        }

        Assert.True(words.Count > 30, $"Only {words.Count} texts were changed.");
    }

    /// <summary>Where no schema lists the codes, examples are what documents them.</summary>
    private static bool IsCodeByExample(SpecDocument document, JsonNode leaf) => leaf.GetPropertyName() == "code" && document.Root["info"]!["version"]!.ToString() == "0.3.1";

    private static bool IsContract(JsonNode leaf)
    {
        var names = Names(leaf).ToList();
        return !names.Exists(name => s_prose.Contains(name) || s_notes.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal) && name != "x-correlator");
    }

    private static IEnumerable<string> Names(JsonNode leaf)
    {
        for (var node = leaf; node.Parent is { } parent; node = parent)
        {
            if (parent is JsonObject)
            {
                yield return node.GetPropertyName();
            }
        }
    }

    private static IEnumerable<JsonNode> Leaves(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value)),
        JsonArray items => items.SelectMany(Leaves),
        null => [],
        _ => [node],
    };

    private static JsonNode Replace(JsonNode leaf)
    {
        JsonNode changed = leaf.GetValueKind() switch
        {
            JsonValueKind.String => leaf.GetValue<string>() + "x",
            JsonValueKind.True => false,
            JsonValueKind.False => true,
            _ => JsonNode.Parse("9" + leaf.ToJsonString())!,
        };
        leaf.ReplaceWith(changed);
        return changed;
    }

    private static List<ContractChange> Contract(IEnumerable<ContractChange> changes) => [.. changes.Where(change => change.Kind != ChangeKind.Editorial)];

    private static SpecDocument Our(string name) => SpecDocument.LoadAsWritten(Path.Combine(Repository.Root, "openapi", name));

    private static SpecDocument Official(string file) => SpecDocument.LoadAsWritten(OfficialSpecs.PathOf(file));
}
