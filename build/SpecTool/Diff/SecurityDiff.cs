using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Diff;

/// <summary>Compares what a call needs: the kind of authentication and its scopes, whatever the document calls the scheme.</summary>
internal static class SecurityDiff
{
    private static readonly string[] s_addresses = ["openIdConnectUrl", "authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl"];

    public static void Compare(SpecDocument old, OperationEntry left, SpecDocument @new, OperationEntry right, Findings findings)
    {
        var place = new Place(right.Name);
        var (before, after) = (WaysOf(old, left.Operation), WaysOf(@new, right.Operation));
        var (gone, come) = (before.Where(way => !after.Contains(way)).ToList(), after.Where(way => !before.Contains(way)).ToList());
        switch (gone, come)
        {
            case ([], []):
                break;
            case ([var was], [var now]):
                Compare(was, now, place, findings);
                break;
            case ([], _) when before.Count == 0:
                findings.Add(ChangeKind.Breaking, "authentication-required", place, "none", Text(come), "Calls without a token are refused now.");
                break;
            case (_, []) when after.Count == 0:
                findings.Add(ChangeKind.Compatible, "authentication-dropped", place, Text(gone), "none", "No token is needed any more.");
                break;
            default:
                foreach (var way in gone)
                {
                    findings.Add(ChangeKind.Breaking, "access-removed", place, way.ToString(), null, "This is no longer enough to make the call.");
                }

                foreach (var way in come)
                {
                    findings.Add(ChangeKind.Compatible, "access-added", place, null, way.ToString(), "This is enough to make the call, too.");
                }

                break;
        }
    }

    private static void Compare(Way was, Way now, Place place, Findings findings)
    {
        if (was.Scheme != now.Scheme)
        {
            findings.Add(ChangeKind.Breaking, "authentication-changed", place, was.Scheme, now.Scheme, "Tokens are obtained or sent in another way.");
        }

        if (was.Address != now.Address)
        {
            findings.Add(ChangeKind.Breaking, "authentication-address-changed", place, was.Address, now.Address, "Tokens come from another address, where the document's is used at all.");
        }

        if (was.Scopes == now.Scopes)
        {
            return;
        }

        var (before, after) = (was.Scopes.Split(' '), now.Scopes.Split(' '));
        var (rule, kind, meaning) = (before.Except(after).Any(scope => scope.Length > 0), after.Except(before).Any(scope => scope.Length > 0)) switch
        {
            (false, true) => ("scope-added", ChangeKind.Breaking, "Tokens without the further scope are refused now."),
            (true, false) => ("scope-removed", ChangeKind.Compatible, "Less has to be asked for; tokens with more still do."),
            _ => ("scope-changed", ChangeKind.Breaking, "Tokens with the old scope are refused now: ask for the new one."),
        };
        findings.Add(kind, rule, place, was.Scopes.Length == 0 ? null : was.Scopes, now.Scopes.Length == 0 ? null : now.Scopes, meaning);
    }

    private static string Text(IEnumerable<Way> ways) => string.Join(" or ", ways);

    private static List<Way> WaysOf(SpecDocument document, JsonObject operation) =>
        [.. (operation.Array("security") ?? document.Root.Array("security") ?? []).OfType<JsonObject>().Where(requirement => requirement.Count > 0).Select(requirement => WayOf(document, requirement)).Distinct()];

    private static Way WayOf(SpecDocument document, JsonObject requirement)
    {
        var schemes = document.Root.Object("components")?.Object("securitySchemes");
        var parts = requirement.Select(part => (Scheme: schemes?.Object(part.Key) is { } scheme ? document.Follow(scheme) : null, part.Key, Scopes: (part.Value as JsonArray).Texts()))
            .OrderBy(part => SchemeText(part.Scheme, part.Key), StringComparer.Ordinal).ToList();
        return new Way(
            string.Join(" and ", parts.Select(part => SchemeText(part.Scheme, part.Key))),
            string.Join(" ", parts.SelectMany(part => part.Scopes).Distinct().Order(StringComparer.Ordinal)),
            string.Join(" ", parts.SelectMany(part => Addresses(part.Scheme)).Distinct().Order(StringComparer.Ordinal)));
    }

    private static string SchemeText(JsonObject? scheme, string name) => scheme?.Text("type") switch
    {
        null => name,
        "openIdConnect" => "OpenID Connect",
        "oauth2" => $"OAuth 2.0 ({string.Join(", ", (scheme.Object("flows") ?? []).Select(flow => flow.Key).Order(StringComparer.Ordinal))})",
        "http" => $"HTTP {scheme.Text("scheme")}{(scheme.Text("bearerFormat") is { } format ? $" ({format})" : "")}",
        "apiKey" => $"API key in {scheme.Text("in")} {scheme.Text("name")}",
        { } other => other,
    };

    private static IEnumerable<string> Addresses(JsonObject? scheme) =>
        scheme is null ? [] : new[] { scheme }.Concat(Grammar.Children(scheme.Object("flows"), NodeKind.Shape.Map)).SelectMany(holder => s_addresses.Select(holder.Text).OfType<string>());

    /// <summary>Something that is enough to make a call.</summary>
    private sealed record Way(string Scheme, string Scopes, string Address)
    {
        public override string ToString() => Scopes.Length == 0 ? Scheme : Scopes;
    }
}
