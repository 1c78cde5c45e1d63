using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;
using NumberVerify.SpecTool.Rules;

namespace NumberVerify.SpecTool.Diff;

/// <summary>
/// What changes for the callers of an API from one document to another. Documents are compared by what they mean and not by how they are written: a component that
/// gets another name, or a schema that is written out where it was referred to, is no change of the contract.
/// </summary>
public static class ContractDiff
{
    /// <summary>The changes: what breaks first, then what is compatible, then what is only editorial. Empty for documents that say the same.</summary>
    public static IReadOnlyList<ContractChange> Compare(SpecDocument old, SpecDocument @new)
    {
        var findings = new Findings();
        var (before, after) = (OperationEntry.Of(old, old.Root.Object("paths")), OperationEntry.Of(@new, @new.Root.Object("paths")));
        BasePaths(old, @new, findings);
        Hosts(old, @new, findings);
        foreach (var key in before.Keys.Intersect(after.Keys).Order(StringComparer.Ordinal))
        {
            SecurityDiff.Compare(old, before[key], @new, after[key], findings);
            OwnServers(old, before[key], @new, after[key], findings);
        }

        var operations = new OperationDiff(old, @new, findings);
        operations.CompareAll(before, after);
        operations.CompareAll(OperationEntry.Of(old, old.Root.Object("webhooks"), "webhook "), OperationEntry.Of(@new, @new.Root.Object("webhooks"), "webhook "), received: true);
        EditorialDiff.Compare(old, @new, findings);
        return findings.Rows();
    }

    private static void BasePaths(SpecDocument old, SpecDocument @new, Findings findings)
    {
        var (was, now) = (PathsOf(old, old.Root), PathsOf(@new, @new.Root));
        if (was != now)
        {
            findings.Add(ChangeKind.Breaking, "base-path-changed", new Place("", Part: "base path"), was, now, "Every call goes to another address, where servers may offer the old one as well.");
        }
    }

    private static void Hosts(SpecDocument old, SpecDocument @new, Findings findings)
    {
        var (was, now) = (HostsOf(old), HostsOf(@new));
        if (was.Count > 0 && now.Count > 0 && !was.SequenceEqual(now))
        {
            findings.Add(ChangeKind.Breaking, "server-changed", new Place("", Part: "servers"), string.Join(" or ", was), string.Join(" or ", now), "Every call goes to another server.");
        }
    }

    private static List<string> HostsOf(SpecDocument document) => [.. Grammar.Children(document.Root["servers"], NodeKind.Shape.List).Select(HostOf).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Servers of a path or an operation take the place of the document's.</summary>
    private static void OwnServers(SpecDocument old, OperationEntry left, SpecDocument @new, OperationEntry right, Findings findings)
    {
        var (was, now) = (Own(old, left), Own(@new, right));
        if (was != now)
        {
            findings.Add(ChangeKind.Breaking, "base-path-changed", new Place(right.Name), was ?? PathsOf(old, old.Root), now ?? PathsOf(@new, @new.Root), "The call goes to another address.");
        }

        static string? Own(SpecDocument document, OperationEntry entry) =>
            entry.Operation.Array("servers") is not null ? PathsOf(document, entry.Operation) : entry.Item.Array("servers") is not null ? PathsOf(document, entry.Item) : null;
    }

    /// <summary>The host of a server that is written out and no example; null for those that each operator has for itself.</summary>
    internal static string? HostOf(JsonObject server) =>
        Uri.TryCreate(server.Text("url"), UriKind.Absolute, out var address) && !server.Text("url")!.Contains('{', StringComparison.Ordinal) && !address.IsLoopback && !IsExample(address.Host)
            ? address.GetLeftPart(UriPartial.Authority)
            : null;

    /// <summary>The names that RFC 2606 sets apart for examples.</summary>
    private static bool IsExample(string host) =>
        new[] { "example", "example.com", "example.net", "example.org", "test", "invalid", "localhost" }.Any(name => host.Equals(name, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));

    private static string PathsOf(SpecDocument document, JsonObject holder)
    {
        var paths = Grammar.Children(holder["servers"], NodeKind.Shape.List).Select(server => PathOf(document, server)).Distinct().Order(StringComparer.Ordinal).ToList();
        return paths.Count == 0 ? "/" : string.Join(" or ", paths);
    }

    /// <summary>The path that a server's address adds to every call, with a slash in front; the address itself where that cannot be told.</summary>
    public static string PathOf(SpecDocument document, JsonObject server)
    {
        try
        {
            return $"/{BasePath.PathOf(document, server)}";
        }
        catch (SpecException)
        {
            return server.Text("url") ?? "/";
        }
    }
}
