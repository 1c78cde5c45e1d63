using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NumberVerify.SpecTool;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Conformance;

/// <summary>Our documents explain everything, and do so in words of their own.</summary>
public sealed partial class OwnWordsTests
{
    private const int LongestSharedRun = 7;

    public static TheoryData<string> Ours => [.. OurDocuments.Names];

    [OfficialSpecTheory(OfficialSpecs.V031, OfficialSpecs.R24, OfficialSpecs.R32, OfficialSpecs.OneTimePasswordR32)]
    [MemberData(nameof(Ours))]
    public void No_run_of_eight_words_is_that_of_an_official_file(string document)
    {
        string[] official = [OfficialSpecs.V031, OfficialSpecs.R24, OfficialSpecs.R32, OfficialSpecs.OneTimePasswordR32];
        var theirs = official.SelectMany(file => Runs(SpecDocument.Load(OfficialSpecs.PathOf(file)).Root)).ToHashSet();

        var shared = Runs(SpecDocument.Load(OurDocuments.In(document)).Root).Where(theirs.Contains).Distinct();

        Assert.Empty(shared);
    }

    [Theory]
    [MemberData(nameof(Ours))]
    public void Everything_that_becomes_a_doc_comment_has_a_description(string document)
    {
        var root = Documents.Prepare(OurDocuments.In(document), OurDocuments.OverlaysOf(document));
        var silent = new List<string>();
        foreach (var (path, item) in root["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                Require(operation!, "summary", $"{method} {path}");
                Require(operation!, "description", $"{method} {path}");
                operation!["parameters"]?.AsArray().ToList().ForEach(parameter => Require(Resolve(parameter!), "description", $"a parameter of {path}"));
                operation["responses"]!.AsObject().ToList().ForEach(response => Require(Resolve(response.Value!), "description", $"{response.Key} of {path}"));
                if (operation["requestBody"] is { } body)
                {
                    Require(Resolve(body), "description", $"the body of {path}");
                }
            }
        }

        foreach (var (name, schema) in root["components"]!["schemas"]!.AsObject())
        {
            Require(schema!, "description", name);
            foreach (var (property, value) in schema!["properties"]?.AsObject() ?? [])
            {
                Require(Resolve(value!), "description", $"{name}.{property}");
            }
        }

        Assert.Empty(silent);

        JsonNode Resolve(JsonNode node) => node["$ref"]?.GetValue<string>() is { } reference ? Resolve(root.At(reference.Split('/')[1..])!) : node;

        void Require(JsonNode node, string member, string what)
        {
            if (node[member]?.GetValue<string>() is not { Length: > 0 } text || !text.EndsWith('.'))
            {
                silent.Add($"{what} has no {member} that is a sentence.");
            }
        }
    }

    private static IEnumerable<string> Runs(JsonNode root) =>
        from entry in Documents.Walk(root)
        where entry.Node is JsonValue value && value.TryGetValue(out string? _)
        where entry.Path.Any(name => name is "description" or "summary" or "title" or "example" or "examples")
        let words = Word().Matches(entry.Node!.GetValue<string>().ToLowerInvariant()).Select(match => match.Value).ToList()
        from start in Enumerable.Range(0, Math.Max(0, words.Count - LongestSharedRun))
        select string.Join(' ', words.Skip(start).Take(LongestSharedRun + 1));

    // A constant such as NUMBER_VERIFICATION.X is one word.
    [GeneratedRegex("[a-z0-9_]+([.][a-z0-9_]+)*")]
    private static partial Regex Word();
}
