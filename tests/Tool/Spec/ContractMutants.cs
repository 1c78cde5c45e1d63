using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool;

namespace NumberVerify.Tool.Tests.Spec;

/// <summary>Endless valid variants of a document, the same for the same seed: members and items taken out, added, renamed, reordered, changed, moved, written out.</summary>
internal static class ContractMutants
{
    private static readonly HashSet<string> s_prose = ["description", "summary", "title", "example", "examples", "externalDocs", "contact", "license", "termsOfService"];

    public static IEnumerable<SpecDocument> Of(SpecDocument original, int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            var root = (JsonObject)original.Root.DeepClone();
            for (var changes = random.Next(1, 7); changes > 0; changes--)
            {
                Change(root, random);
            }

            SpecDocument? mutant;
            try
            {
                mutant = SpecDocument.Parse(root.ToJsonString(), "mutant.json");
                SpecValidator.Validate(mutant);
                mutant = SpecDocument.Parse(root.ToJsonString(), "mutant.json");
            }
            catch (SpecException)
            {
                continue;
            }

            if (SpecContract.Compare(SpecContract.Of(original), SpecContract.Of(mutant)).Count > 0)
            {
                yield return mutant;
            }
        }
    }

    private static void Change(JsonObject root, Random random)
    {
        var nodes = Nodes(root).ToList();
        switch (nodes[random.Next(nodes.Count)])
        {
            case JsonObject members:
                Change(root, members, random);
                break;
            case JsonArray { Count: > 0 } items:
                Change(items, random);
                break;
        }
    }

    private static void Change(JsonObject root, JsonObject members, Random random)
    {
        var names = members.Select(member => member.Key).Where(name => !s_prose.Contains(name)).ToList();
        if (names.Count == 0)
        {
            members.Add("x-added", "one");
            return;
        }

        var name = names[random.Next(names.Count)];
        switch (random.Next(7))
        {
            case 0:
                members.Remove(name);
                break;
            case 1:
                members.TryAdd($"x-added-{random.Next(3)}", new JsonObject { ["a"] = random.Next(9), ["b"] = new JsonArray("x", new JsonObject { ["c"] = "it's: #1" }) });
                break;
            case 2:
                members.TryAdd(name + "2", members[name]?.DeepClone());
                break;
            case 3:
                members.Remove(name, out var renamed);
                members.TryAdd(name + "X", renamed);
                break;
            case 4 when members.TryGetPropertyValue("$ref", out var reference):
                var target = reference!.GetValue<string>().Split('/')[1..].Aggregate((JsonNode?)root, (node, part) => node?[part]);
                members.Clear();
                foreach (var (inner, value) in (target as JsonObject)?.ToList() ?? [])
                {
                    members.Add(inner, value?.DeepClone());
                }

                break;
            case 5 when members.ContainsKey("type") && !members.ContainsKey("name"):
                var schemas = root["components"]!["schemas"]!.AsObject();
                members.Clear();
                members.Add("$ref", $"#/components/schemas/{schemas.ElementAtOrDefault(random.Next(schemas.Count)).Key}");
                break;
            default:
                members[name] = Other(members[name], random);
                break;
        }
    }

    private static void Change(JsonArray items, Random random)
    {
        var index = random.Next(items.Count);
        var item = items[index]?.DeepClone();
        switch (random.Next(4))
        {
            case 0:
                items.RemoveAt(index);
                break;
            case 1:
                items.Insert(random.Next(items.Count + 1), item is JsonObject named ? Renamed(named) : Other(item, random));
                break;
            case 2:
                items.RemoveAt(index);
                items.Insert(random.Next(items.Count + 1), item);
                break;
            default:
                items[index] = item is JsonObject one ? Renamed(one) : Other(item, random);
                break;
        }
    }

    private static JsonNode Renamed(JsonNode item)
    {
        var renamed = item.DeepClone().AsObject();
        if (renamed.ContainsKey("name"))
        {
            var name = renamed["name"]!.GetValue<string>();
            renamed["name"] = name.Length % 2 == 0 ? name + "2" : name.ToUpperInvariant();
        }
        else
        {
            renamed["x-added"] = true;
        }

        return renamed;
    }

    private static JsonNode? Other(JsonNode? value, Random random) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>() + random.Next(3),
        JsonValueKind.Number => JsonNode.Parse($"9{value.ToJsonString()}"),
        JsonValueKind.True => false,
        JsonValueKind.False => true,
        JsonValueKind.Object => value.DeepClone(),
        _ => value?.DeepClone(),
    };

    private static IEnumerable<JsonNode> Nodes(JsonNode? node) => node switch
    {
        JsonObject members => members.Where(member => !s_prose.Contains(member.Key) || member.Value is JsonObject).SelectMany(member => Nodes(member.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Nodes).Prepend(items),
        _ => [],
    };
}
