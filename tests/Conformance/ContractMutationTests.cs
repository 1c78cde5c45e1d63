using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Conformance;

/// <summary>The comparison sees every change that is not prose, on either side, and none that is.</summary>
public sealed class ContractMutationTests
{
    /// <summary>Told from the documents themselves and not from the tool, so that the two notions check each other. No name in them is one of these.</summary>
    private static readonly string[] Prose =
        ["description", "summary", "title", "example", "examples", "externalDocs", "contact", "license", "termsOfService"];

    private readonly JsonObject _official;
    private readonly JsonObject _ours;

    public ContractMutationTests()
    {
        if (OfficialSpecs.WhyAbsent(OfficialSpecs.R32) is null)
        {
            _official = SpecContract.Of(SpecDocument.Load(OfficialSpecs.PathOf(OfficialSpecs.R32)));
        }

        _official ??= [];
        _ours = SpecContract.Of(SpecDocument.Load(OurDocuments.NumberVerification));
    }

    [OfficialSpecFact(OfficialSpecs.R32)]
    public void Every_change_to_the_official_contract_is_seen() => EveryMutationIsSeen(OfficialSpecs.PathOf(OfficialSpecs.R32), _ours, expectedLeaves: 70);

    [OfficialSpecFact(OfficialSpecs.R32)]
    public void Every_change_to_our_contract_is_seen() => EveryMutationIsSeen(OurDocuments.NumberVerification, _official, expectedLeaves: 70);

    [OfficialSpecFact(OfficialSpecs.R32)]
    public void No_change_to_the_official_prose_is_seen() => NoProseIsSeen(OfficialSpecs.PathOf(OfficialSpecs.R32), _ours);

    [OfficialSpecFact(OfficialSpecs.R32)]
    public void No_change_to_our_prose_is_seen() => NoProseIsSeen(OurDocuments.NumberVerification, _official);

    private static void EveryMutationIsSeen(string path, JsonObject other, int expectedLeaves)
    {
        var document = SpecDocument.Load(path);
        var unseen = new List<string>();
        var leaves = 0;
        foreach (var (pointer, node) in Documents.Walk(document.Root).ToList())
        {
            if (pointer.Any(Prose.Contains))
            {
                continue;
            }

            switch (node)
            {
                case JsonObject members:
                    members.Add("added", 1);
                    Check("member added", pointer);
                    members.Remove("added");
                    break;
                case JsonArray items:
                    items.Add("added");
                    Check("item added", pointer);
                    items.RemoveAt(items.Count - 1);
                    break;
                default:
                    leaves++;
                    Replace(document.Root, pointer, Changed(node), () => Check("changed", pointer));
                    break;
            }

            if (pointer.Length > 0)
            {
                Remove(document.Root, pointer, () => Check("removed", pointer));
            }
        }

        Assert.True(unseen.Count == 0, string.Join('\n', unseen));
        Assert.True(leaves > expectedLeaves, $"Only {leaves} leaves were mutated.");
        Assert.Empty(SpecContract.Compare(SpecContract.Of(document), other));

        void Check(string what, string[] pointer)
        {
            if (SpecContract.Compare(SpecContract.Of(document), other).Count == 0)
            {
                unseen.Add($"{what}: /{string.Join('/', pointer)}");
            }
        }
    }

    private static void NoProseIsSeen(string path, JsonObject other)
    {
        var document = SpecDocument.Load(path);
        var mutated = 0;
        foreach (var (pointer, node) in Documents.Walk(document.Root).ToList())
        {
            if (pointer.Length == 0 || !Prose.Contains(pointer[^1]) || pointer[..^1].Any(Prose.Contains))
            {
                continue;
            }

            mutated++;
            Replace(document.Root, pointer, "Other words.", Check);
            Remove(document.Root, pointer, Check);

            void Check() => Assert.Empty(SpecContract.Compare(SpecContract.Of(document), other));
        }

        Assert.True(mutated > 30, $"Only {mutated} pieces of prose were mutated.");
    }

    private static JsonNode Changed(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>() + "x",
        JsonValueKind.True => false,
        JsonValueKind.False => true,
        JsonValueKind.Number => JsonNode.Parse("9" + node.ToJsonString())!,
        _ => "was null",
    };

    private static void Replace(JsonObject root, string[] pointer, JsonNode value, Action whileReplaced)
    {
        switch (root.At(pointer[..^1]))
        {
            case JsonObject members:
                var member = members[pointer[^1]];
                members[pointer[^1]] = value;
                whileReplaced();
                members[pointer[^1]] = member;
                break;
            case JsonArray items:
                var index = int.Parse(pointer[^1], CultureInfo.InvariantCulture);
                var item = items[index];
                items[index] = value;
                whileReplaced();
                items[index] = item;
                break;
        }
    }

    private static void Remove(JsonObject root, string[] pointer, Action whileRemoved)
    {
        switch (root.At(pointer[..^1]))
        {
            case JsonObject members:
                members.Remove(pointer[^1], out var member);
                whileRemoved();
                members.Add(pointer[^1], member);
                break;
            case JsonArray items:
                var index = int.Parse(pointer[^1], CultureInfo.InvariantCulture);
                var item = items[index];
                items.RemoveAt(index);
                whileRemoved();
                items.Insert(index, item);
                break;
        }
    }
}
