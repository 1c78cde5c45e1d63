using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Diff;

/// <summary>What differs without changing the contract, summed up: one row for each kind of thing.</summary>
internal static class EditorialDiff
{
    private const int MostNames = 6;

    private static readonly string[] s_examples = ["example", "examples"];

    public static void Compare(SpecDocument old, SpecDocument @new, Findings findings)
    {
        Value(findings, "openapi-version-changed", "openapi", old.Root["openapi"], @new.Root["openapi"], "The document is written in another version of OpenAPI.");
        var (was, now) = (old.Root.Object("info") ?? [], @new.Root.Object("info") ?? []);
        Value(findings, "title-changed", "info.title", was["title"], now["title"], "The API goes by another name.");
        Value(findings, "version-changed", "info.version", was["version"], now["version"], "The release; what it changes is in the other rows.");
        Set(findings, "server-host-changed", "servers", Hosts(old), Hosts(@new), "The host is an example; each operator has its own.");
        Set(findings, "tags-changed", "tags", Tags(old), Tags(@new), "Operations are grouped otherwise.");
        Set(findings, "extensions-changed", "extensions", Extensions(old), Extensions(@new), "Notes to tools; nothing that is sent or received.");
        Set(findings, "scopes-described", "security schemes", Scopes(old), Scopes(@new), "Which scopes a call needs is said with the call.");
        foreach (var section in Grammar.Components.Members)
        {
            Set(findings, "components-renamed", $"components.{section}", Names(old, section), Names(@new, section), "Names of parts of the document; what they hold is compared where it is used.");
        }

        foreach (var place in Prose(old, examples: false).Keys.Union(Prose(@new, examples: false).Keys).Order(StringComparer.Ordinal))
        {
            Texts(findings, "prose-changed", place, Prose(old, examples: false).GetValueOrDefault(place, []), Prose(@new, examples: false).GetValueOrDefault(place, []), "Read it where it matters to you; no rule can tell what words change.");
        }

        foreach (var place in Prose(old, examples: true).Keys.Union(Prose(@new, examples: true).Keys).Order(StringComparer.Ordinal))
        {
            Texts(findings, "examples-changed", place, Prose(old, examples: true).GetValueOrDefault(place, []), Prose(@new, examples: true).GetValueOrDefault(place, []), "Examples only.");
        }

        if (findings.IsEmpty && SpecContract.Compare(SpecContract.Of(old), SpecContract.Of(@new)).Count > 0)
        {
            findings.Add(ChangeKind.Editorial, "document-rewritten", new Place("", Part: "document"), null, null, "The same contract, written in another way.");
        }
    }

    private static void Value(Findings findings, string rule, string where, JsonNode? was, JsonNode? now, string meaning)
    {
        if (!Nodes.Same(was, now))
        {
            findings.Add(ChangeKind.Editorial, rule, new Place("", Part: where), Text(was), Text(now), meaning);
        }
    }

    private static string? Text(JsonNode? node) => node is null ? null : node.AsText() ?? JsonText.Compact(node);

    private static void Set(Findings findings, string rule, string where, IEnumerable<string> was, IEnumerable<string> now, string meaning)
    {
        var (before, after) = (was.ToHashSet(StringComparer.Ordinal), now.ToHashSet(StringComparer.Ordinal));
        var (gone, come) = (before.Except(after).Order(StringComparer.Ordinal).ToList(), after.Except(before).Order(StringComparer.Ordinal).ToList());
        if (gone.Count + come.Count > 0)
        {
            findings.Add(ChangeKind.Editorial, rule, new Place("", Part: where), Some(gone), Some(come), meaning);
        }
    }

    private static string? Some(List<string> names) => names.Count switch
    {
        0 => null,
        <= MostNames => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more",
    };

    private static void Texts(Findings findings, string rule, string where, List<string> was, List<string> now, string meaning)
    {
        // The same words elsewhere in the same place are the same words.
        var (gone, come) = (Without(was, now), Without(now, was));
        if (gone + come > 0)
        {
            findings.Add(ChangeKind.Editorial, rule, new Place("", Part: where), gone == 0 ? null : Count(gone), come == 0 ? null : gone == 0 ? Count(come) : $"{Count(come)} in their place", meaning);
        }
    }

    private static string Count(int texts) => texts == 1 ? "1 text" : $"{texts} texts";

    private static int Without(List<string> texts, List<string> others)
    {
        var left = others.ToList();
        return texts.Count(text => !left.Remove(text));
    }

    /// <summary>Addresses that each operator has for itself, without the base path.</summary>
    private static IEnumerable<string> Hosts(SpecDocument document)
    {
        foreach (var server in Grammar.All(document.Root, Grammar.Server).Where(server => ContractDiff.HostOf(server) is null))
        {
            var path = ContractDiff.PathOf(document, server);
            var variables = (server.Object("variables") ?? []).Select(variable => (variable.Key, Value: variable.Value as JsonObject)).Where(variable => variable.Value?.Text("default")?.Trim('/') != path.Trim('/'));
            yield return $"{(server.Text("url") ?? "").Replace(path, "", StringComparison.Ordinal)} {string.Join(", ", variables.Select(variable => $"{variable.Key} = {variable.Value?.Text("default")}{(variable.Value?["enum"] is { } values ? $" of {JsonText.Compact(values)}" : "")}"))}".Trim();
        }
    }

    private static IEnumerable<string> Tags(SpecDocument document) =>
        Grammar.All(document.Root, Grammar.Tag).Select(tag => tag.Text("name") ?? "").Concat(Grammar.All(document.Root, Grammar.Operation).SelectMany(operation => operation.Array("tags").Texts())).Distinct();

    private static IEnumerable<string> Extensions(SpecDocument document) =>
        Grammar.Walk(document.Root).SelectMany(visit => visit.Node.Where(member => member.Key.StartsWith("x-", StringComparison.Ordinal) && visit.Kind.Find(member.Key) is null).Select(member => $"{member.Key}: {JsonText.Compact(member.Value)}"))
            .Where(text => !text.Contains("\"$ref\"", StringComparison.Ordinal));

    private static IEnumerable<string> Scopes(SpecDocument document) => Grammar.All(document.Root, Grammar.Flow).SelectMany(flow => (flow.Object("scopes") ?? []).Select(scope => scope.Key));

    private static IEnumerable<string> Names(SpecDocument document, string section) => (document.Root.Object("components")?.Object(section) ?? []).Select(component => component.Key);

    /// <summary>Words by the place that a reader finds them in.</summary>
    private static Dictionary<string, List<string>> Prose(SpecDocument document, bool examples)
    {
        var found = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        Collect(document.Root, Grammar.Document, "document");
        return found;

        void Collect(JsonObject node, NodeKind kind, string place)
        {
            foreach (var (name, value) in node)
            {
                if (kind.IsProse(name) || kind == Grammar.Example)
                {
                    if ((s_examples.Contains(name) || kind == Grammar.Example) == examples && !(kind == Grammar.Info && name == "title"))
                    {
                        Add(place, value);
                    }
                }
                else if (kind.Find(name) is { } member)
                {
                    foreach (var child in Grammar.Children(value, member.Shape))
                    {
                        Collect(child, member.Kind, PlaceOf(place, name, member));
                    }
                }
            }
        }

        void Add(string place, JsonNode? value)
        {
            if (!found.TryGetValue(place, out var texts))
            {
                found[place] = texts = [];
            }

            texts.Add(value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>().ReplaceLineEndings("\n").Trim() : JsonText.Compact(value));
        }
    }

    private static string PlaceOf(string place, string name, NodeKind.Member member) => (place, member.Kind) switch
    {
        ("document", _) when member.Kind == Grammar.Info => "info",
        ("document", _) when member.Kind == Grammar.Tag => "tags",
        ("document", _) when member.Kind == Grammar.Server => "servers",
        (_, _) when member.Kind == Grammar.PathItem => "operations",
        (_, _) when member.Kind.Section is not null && place != "operations" => member.Kind == Grammar.Schema ? "schemas" : place == "schemas" ? place : "messages",
        (_, _) when member.Kind == Grammar.Schema => "schemas",
        _ => place,
    };
}
