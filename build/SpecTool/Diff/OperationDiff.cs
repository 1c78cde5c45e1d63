using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Diff;

/// <summary>Compares two releases of one operation.</summary>
internal sealed class OperationDiff(SpecDocument old, SpecDocument @new, Findings findings)
{
    private readonly SchemaDiff _schemas = new(old, @new, findings);

    /// <summary>Compares the messages. For a callback, where the roles are swapped, the sides are too.</summary>
    public void Compare(OperationEntry left, OperationEntry right, bool received = false)
    {
        var place = new Place(right.Name);
        var (sent, answered) = received ? (Side.Response, Side.Request) : (Side.Request, Side.Response);
        if (left.Operation.Text("operationId") != right.Operation.Text("operationId"))
        {
            findings.Add(ChangeKind.Breaking, "operation-id-changed", place, left.Operation.Text("operationId"), right.Operation.Text("operationId"), "The method of the generated client has another name.");
        }

        Deprecated(left.Operation, right.Operation, place, "operation");
        Parameters(left, right, place with { Side = sent });
        RequestBody(left, right, place with { Side = sent, Part = "body" });
        Responses(left, right, place with { Side = answered });
        Callbacks(left, right, received);
    }

    public void CompareAll(IReadOnlyDictionary<string, OperationEntry> before, IReadOnlyDictionary<string, OperationEntry> after, bool received = false)
    {
        foreach (var key in before.Keys.Intersect(after.Keys).Order(StringComparer.Ordinal))
        {
            findings.Know(after[key].Name, before[key].Responses(old).Keys.Intersect(after[key].Responses(@new).Keys));
        }

        foreach (var key in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            switch (before.GetValueOrDefault(key), after.GetValueOrDefault(key))
            {
                case ({ } left, { } right):
                    Compare(left, right, received);
                    break;
                case ({ } left, null):
                    findings.Add(ChangeKind.Breaking, "operation-removed", new Place(left.Name), left.Operation.Text("operationId") ?? left.Name, null, received ? "The server makes this call no longer." : "The call can be made no longer.");
                    break;
                case (null, { } right):
                    findings.Add(ChangeKind.Compatible, "operation-added", new Place(right.Name), null, right.Operation.Text("operationId") ?? right.Name, received ? "The server may make this call, where it was asked to." : "A further call can be made.");
                    break;
            }
        }
    }

    private void Deprecated(JsonObject left, JsonObject right, Place place, string subject)
    {
        if (left.IsTrue("deprecated") != right.IsTrue("deprecated"))
        {
            var now = right.IsTrue("deprecated");
            findings.Add(ChangeKind.Compatible, $"{subject}-{(now ? "deprecated" : "reinstated")}", place, now ? null : "deprecated", now ? "deprecated" : null, now ? "A later release may drop it." : "It is here to stay.");
        }
    }

    private void Parameters(OperationEntry left, OperationEntry right, Place place)
    {
        var (before, after) = (left.Parameters(old), right.Parameters(@new));
        foreach (var key in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            switch (before.GetValueOrDefault(key), after.GetValueOrDefault(key))
            {
                case ({ } was, { } now):
                    Parameter(was, now, place with { Part = PartOf(now) });
                    break;
                case ({ } was, null):
                    findings.Add(ChangeKind.Breaking, "request-parameter-removed", place with { Part = PartOf(was) }, RequiredText(was), null, "The parameter can be sent no longer.");
                    break;
                case (null, { } now):
                    var required = now.IsTrue("required");
                    findings.Add(
                        required ? ChangeKind.Breaking : ChangeKind.Compatible,
                        required ? "request-required-parameter-added" : "request-parameter-added",
                        place with { Part = PartOf(now) },
                        null,
                        RequiredText(now),
                        required ? "Requests without the parameter are refused now." : "The parameter may be sent now.");
                    break;
            }
        }
    }

    private void Parameter(JsonObject left, JsonObject right, Place place)
    {
        if (left.IsTrue("required") != right.IsTrue("required"))
        {
            var now = right.IsTrue("required");
            findings.Add(now ? ChangeKind.Breaking : ChangeKind.Compatible, $"request-parameter-{RequiredText(right)}", place, RequiredText(left), RequiredText(right), now ? "Requests without the parameter are refused now." : "The parameter may be left out now.");
        }

        if (left.Text("in") == "path" && left.Text("name") != right.Text("name"))
        {
            findings.Add(ChangeKind.Editorial, "path-parameter-renamed", place, left.Text("name"), right.Text("name"), "The address is the same; only the name in the description differs.");
        }

        Deprecated(left, right, place, "request-parameter");
        Written(left, right, place, "request-parameter-serialization-changed", "style", "explode", "allowReserved", "allowEmptyValue");
        Value(left, right, place);
    }

    /// <summary>A parameter or header holds a schema, or one media type that does.</summary>
    private void Value(JsonObject left, JsonObject right, Place place)
    {
        if (left.ContainsKey("content") || right.ContainsKey("content"))
        {
            Content(left, right, place);
        }
        else if (left.Object("schema") is not null || right.Object("schema") is not null)
        {
            _schemas.Compare(SchemasOf(left), SchemasOf(right), place);
        }
    }

    private void Written(JsonObject left, JsonObject right, Place place, string rule, params string[] keywords)
    {
        var (was, now) = (WrittenText(left, keywords), WrittenText(right, keywords));
        if (was != now)
        {
            findings.Add(ChangeKind.Breaking, rule, place, was, now, "The value is written in another way on the wire.");
        }
    }

    private static string WrittenText(JsonObject node, string[] keywords) =>
        string.Join(", ", keywords.Where(keyword => node[keyword] is not null && !IsDefault(node, keyword)).Select(keyword => $"{keyword}: {JsonText.Compact(node[keyword])}")) is { Length: > 0 } text ? text : "as OpenAPI has it";

    private static bool IsDefault(JsonObject node, string keyword)
    {
        var usual = node.Text("in") is "query" or "cookie" ? "form" : "simple";
        return keyword switch
        {
            "style" => node.Text("style") == usual,
            "explode" => node.IsTrue("explode") == ((node.Text("style") ?? usual) == "form"),
            _ => !node.IsTrue(keyword),
        };
    }

    private void RequestBody(OperationEntry left, OperationEntry right, Place place)
    {
        var (was, now) = (left.RequestBody(old), right.RequestBody(@new));
        switch (was, now)
        {
            case ({ }, null):
                findings.Add(ChangeKind.Breaking, "request-body-removed", place, RequiredText(was), null, "A body can be sent no longer.");
                break;
            case (null, { }):
                var required = now.IsTrue("required");
                findings.Add(required ? ChangeKind.Breaking : ChangeKind.Compatible, required ? "request-required-body-added" : "request-body-added", place, null, RequiredText(now), required ? "Requests without a body are refused now." : "A body may be sent now.");
                break;
            case ({ }, { }):
                if (was.IsTrue("required") != now.IsTrue("required"))
                {
                    var must = now.IsTrue("required");
                    findings.Add(must ? ChangeKind.Breaking : ChangeKind.Compatible, $"request-body-{RequiredText(now)}", place, RequiredText(was), RequiredText(now), must ? "Requests without a body are refused now." : "The body may be left out now.");
                }

                Content(was, now, place);
                break;
        }
    }

    private void Content(JsonObject left, JsonObject right, Place place)
    {
        var (before, after) = (ContentOf(left), ContentOf(right));
        foreach (var type in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            switch (before.GetValueOrDefault(type), after.GetValueOrDefault(type))
            {
                case ({ } was, { } now):
                    Written(was, now, place, $"{Verdict.Prefix(place)}-encoding-changed", "encoding");
                    _schemas.Compare(SchemasOf(was), SchemasOf(now), place);
                    break;
                case ({ }, null):
                    findings.Add(ChangeKind.Breaking, $"{Verdict.Prefix(place)}-content-type-removed", place, type, null, place.Side == Side.Request ? "Bodies of this type are refused now." : "Bodies of this type are received no longer.");
                    break;
                case (null, { }):
                    findings.Add(ChangeKind.Compatible, $"{Verdict.Prefix(place)}-content-type-added", place, null, type, place.Side == Side.Request ? "Bodies of this type are accepted too." : "Bodies of this type can be asked for, too.");
                    break;
            }
        }
    }

    private void Responses(OperationEntry left, OperationEntry right, Place place)
    {
        var (before, after) = (left.Responses(old), right.Responses(@new));
        foreach (var status in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var here = place with { Status = status };
            switch (before.GetValueOrDefault(status), after.GetValueOrDefault(status))
            {
                case ({ } was, { } now):
                    Response(was, now, here);
                    break;
                case ({ } was, null) when Statuses.IsError(status):
                    findings.Add(ChangeKind.Compatible, "response-error-removed", here, StatusText(old, status, was), null, "The document names the error no longer; a server may answer any error still, so keep what handles it.");
                    break;
                case ({ }, null):
                    findings.Add(ChangeKind.Breaking, "response-success-removed", here, status, null, "This answer is received no longer.");
                    break;
                case (null, { } now) when Statuses.IsError(status):
                    findings.Add(ChangeKind.Compatible, "response-error-added", here, null, StatusText(@new, status, now), "A further error is documented; a client handles errors it does not know, and may handle this one better.");
                    break;
                case (null, { }):
                    findings.Add(ChangeKind.Breaking, "response-success-added", here, null, status, "An answer may be received that clients of the old document do not expect.");
                    break;
            }
        }
    }

    private static string StatusText(SpecDocument document, string status, JsonObject response) =>
        ErrorCodes.Of(document, response).Codes is { Count: > 0 } codes ? $"{status} with {string.Join(", ", codes)}" : status;

    private void Response(JsonObject left, JsonObject right, Place place)
    {
        Headers(left, right, place);
        Content(left, right, place);
        if (Statuses.IsError(place.Status!))
        {
            ErrorCodes.Compare(ErrorCodes.Of(old, left), ErrorCodes.Of(@new, right), place with { Path = "code" }, findings);
        }

        var (was, now) = (Links(old, left), Links(@new, right));
        if (was != now)
        {
            findings.Add(ChangeKind.Compatible, "response-links-changed", place, was, now, "Where an answer leads is described otherwise.");
        }
    }

    private static string? Links(SpecDocument document, JsonObject response) =>
        response.Object("links") is { Count: > 0 } links ? string.Join(", ", links.Select(link => $"{link.Key}: {Canonical.Text(document, link.Value, Grammar.Link)}").Order(StringComparer.Ordinal)) : null;

    private void Headers(JsonObject left, JsonObject right, Place place)
    {
        var (before, after) = (HeadersOf(old, left), HeadersOf(@new, right));
        foreach (var name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var here = place with { Part = $"header {name}" };
            switch (before.GetValueOrDefault(name), after.GetValueOrDefault(name))
            {
                case ({ } was, { } now):
                    if (was.IsTrue("required") != now.IsTrue("required"))
                    {
                        var always = now.IsTrue("required");
                        findings.Add(always ? ChangeKind.Compatible : ChangeKind.Breaking, $"response-header-{RequiredText(now)}", here, RequiredText(was), RequiredText(now), always ? "The header is always received now." : "The header may be missing now.");
                    }

                    Deprecated(was, now, here, "response-header");
                    Written(was, now, here, "response-header-serialization-changed", "style", "explode");
                    Value(was, now, here);
                    break;
                case ({ } was, null):
                    findings.Add(ChangeKind.Breaking, "response-header-removed", here, RequiredText(was), null, "The header is received no longer.");
                    break;
                case (null, { } now):
                    findings.Add(ChangeKind.Compatible, "response-header-added", here, null, RequiredText(now), "The header may be received now.");
                    break;
            }
        }
    }

    private void Callbacks(OperationEntry left, OperationEntry right, bool received) => CompareAll(left.Callbacks(old), right.Callbacks(@new), !received);

    private static Dictionary<string, JsonObject> ContentOf(JsonObject node) =>
        (node.Object("content") ?? []).GroupBy(media => MediaType(media.Key)).ToDictionary(media => media.Key, media => media.First().Value as JsonObject ?? [], StringComparer.Ordinal);

    private static string MediaType(string name) => name.Split(';')[0].Trim().ToLowerInvariant();

    private static Dictionary<string, JsonObject> HeadersOf(SpecDocument document, JsonObject response) =>
        (response.Object("headers") ?? []).Where(header => !header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value is JsonObject node ? document.Follow(node) : [], StringComparer.Ordinal);

    private static JsonObject[] SchemasOf(JsonObject node) => node.Object("schema") is { } schema ? [schema] : [];

    private static string PartOf(JsonObject parameter) => $"{parameter.Text("in")} {parameter.Text("name")}";

    private static string RequiredText(JsonObject node) => node.IsTrue("required") ? "required" : "optional";
}
