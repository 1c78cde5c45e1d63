using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;
using NumberVerify.SpecTool.Rules;

namespace NumberVerify.SpecTool;

/// <summary>
/// Checks that a document stays within what the client templates write. Outside of it the generator would write code that does not compile, or, worse, code that
/// compiles and does something else.
/// </summary>
public static class SpecSubset
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string[] HeadersOfTheProtocol = ["accept", "authorization", "content-type"];
    private static readonly string[] ArgumentsOfTheTemplate = ["authorization", "body", "cancellationToken", "request"];
    private static readonly string[] TypesOfTheTemplates =
    [
        "ApiContent", "ApiException", "ApiResponse", "ApiTransport", "ArgumentException", "ArgumentNullException", "CancellationToken", "FormWriter", "HttpClient", "HttpMethod", "HttpRequestMessage",
        "IAccessTokenProvider", "IContractModel", "IReadOnlyList", "JavaScriptEncoder", "JsonIgnoreCondition", "JsonSerializerContext", "JsonSerializerOptions", "Microsoft", "NoContent", "QueryWriter",
        "Regex", "RegexOptions", "System", "Uri", "ValueTask",
    ];
    private static readonly string[] FormatsWithATypeOfTheirOwn = ["date", "date-time", "guid", "uri", "uuid"];
    private static readonly SearchValues<char> OfNames = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Everything that is outside of the subset, reported at once. For a document that was loaded but not yet normalised.</summary>
    /// <exception cref="SpecException">Something is outside of the subset.</exception>
    public static void Check(SpecDocument document)
    {
        var check = new Checker(document);
        check.Document();
        check.Errors.ThrowIfAny();
    }

    /// <summary>Names that C# cannot tell apart. For a document that was normalised, as merging brings names together.</summary>
    /// <exception cref="SpecException">Names clash.</exception>
    public static void CheckNames(SpecDocument document)
    {
        var check = new Checker(document);
        check.Names();
        check.Errors.ThrowIfAny();
    }

    private sealed class Checker(SpecDocument document)
    {
        public ErrorList Errors { get; } = new();

        public void Document()
        {
            Refuse(document.Root, SpecErrorIds.UnsupportedOperation, "webhooks", "Remove them with an overlay; this library receives no calls.");
            var operations = Operations.All(document).ToList();
            if (operations.Count == 0)
            {
                Add(SpecErrorIds.UnsupportedOperation, document.Root, "The document has no operations.", "Describe at least one under 'paths'.");
            }

            foreach (var item in Grammar.All(document.Root, Grammar.PathItem))
            {
                Refuse(item, SpecErrorIds.UnsupportedOperation, "servers", "Name the server once, at the root.");
                foreach (var method in (string[])["head", "options", "trace"])
                {
                    Refuse(item, SpecErrorIds.UnsupportedOperation, method, "Use get, post, put, patch or delete.");
                }
            }

            foreach (var (path, item, method, operation) in operations)
            {
                Operation(path, item, method, operation);
            }

            foreach (var schema in Grammar.All(document.Root, Grammar.Schema))
            {
                Schema(schema);
            }
        }

        public void Names()
        {
            Distinct(Operations.All(document).Select(entry => (entry.Operation.Text("operationId") ?? "", entry.Operation["operationId"])), "operations", null);
            Distinct((document.Root.Object("components")?.Object("schemas") ?? []).Select(schema => (schema.Key, schema.Value)), "schemas", null);
            foreach (var (name, schema) in document.Root.Object("components")?.Object("schemas") ?? [])
            {
                if (TypesOfTheTemplates.Contains(CSharpNames.Pascal(name)))
                {
                    Add(SpecErrorIds.NameClash, schema, $"The schema '{name}' would hide a type that the clients use.", "Rename it.");
                }
            }

            foreach (var (_, item, _, operation) in Operations.All(document))
            {
                Distinct(Operations.Parameters(document, item, operation).Select(parameter => (parameter.Text("name") ?? "", (JsonNode?)parameter)), "parameters", null);
            }

            foreach (var schema in Grammar.All(document.Root, Grammar.Schema))
            {
                var typeName = schema.Parent is { } parent && parent == document.Root.Object("components")?.Object("schemas") ? schema.GetPropertyName() : null;
                Distinct((schema.Object("properties") ?? []).Select(property => (property.Key, property.Value)), "properties", typeName);
            }
        }

        private void Operation(string path, JsonObject item, string method, JsonObject operation)
        {
            if (string.IsNullOrWhiteSpace(operation.Text("operationId")))
            {
                Add(SpecErrorIds.UnsupportedOperation, operation, $"The operation {method} {path} has no operationId, which names its C# method.", "Give it one.");
            }

            Refuse(operation, SpecErrorIds.UnsupportedOperation, "servers", "Name the server once, at the root.");
            Parameters(path, item, operation);
            RequestBody(method, operation);
            Responses(operation);
        }

        private void Parameters(string path, JsonObject item, JsonObject operation)
        {
            foreach (var parameter in Operations.Parameters(document, item, operation))
            {
                Parameter(parameter);
            }

            var names = Operations.Parameters(document, item, operation).Where(parameter => parameter.Text("in") == "path").Select(parameter => parameter.Text("name") ?? "").ToList();
            foreach (var segment in path.Split('/').Where(segment => segment.AsSpan().ContainsAny('{', '}')))
            {
                var name = segment.Trim('{', '}');
                if (segment != $"{{{name}}}" || name.AsSpan().ContainsAny('{', '}'))
                {
                    Add(SpecErrorIds.UnsupportedParameter, operation, $"The path {path} contains '{segment}'.", "Let a parameter take a whole segment of the path.");
                }
                else if (!names.Remove(name))
                {
                    Add(SpecErrorIds.UnsupportedParameter, operation, $"The path {path} contains {{{name}}}, which no parameter of the operation describes.", "Describe it, once, with 'in: path'.");
                }
            }
        }

        private void Parameter(JsonObject parameter)
        {
            var name = parameter.Text("name") ?? "";
            var type = parameter.Object("schema") is { } schema ? TypeOf(schema) : null;
            if (parameter.Text("in") == "query")
            {
                QueryParameter(parameter, name, type);
            }
            else if (parameter.Text("in") == "path")
            {
                PathParameter(parameter, name, type);
            }
            else if (parameter.Text("in") != "header")
            {
                Add(SpecErrorIds.UnsupportedParameter, parameter, $"The parameter '{name}' is in '{parameter.Text("in")}'.", "The templates write header, query and path parameters only: extend build/templates and this check before using another.");
            }
            else if (HeadersOfTheProtocol.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                Add(SpecErrorIds.UnsupportedParameter, parameter, $"OpenAPI ignores a header parameter named '{name}'.", "Remove it; security and content describe that header.");
            }
            else if (type != "string")
            {
                Add(SpecErrorIds.UnsupportedParameter, parameter, $"The header parameter '{name}' is of type '{type ?? "unknown"}'.", "Give it a schema of type string.");
            }
        }

        /// <summary>A plain value, or a name several times, percent-encoded.</summary>
        private void QueryParameter(JsonObject parameter, string name, string? type)
        {
            var items = type == "array" ? document.Resolve(parameter.Object("schema")!).Object("items") : null;
            if (items is not null && TypeOf(items) == "string" && FormatOf(items) is null)
            {
                if (parameter.TryGetPropertyValue("explode", out var explode) && explode?.GetValueKind() != JsonValueKind.True)
                {
                    Add(SpecErrorIds.UnsupportedParameter, parameter, $"The values of the query parameter '{name}' are joined by commas.", "Write the name once for each value, the default of 'explode'.");
                }
            }
            else
            {
                PlainParameter(parameter, name, type, "query");
            }

            Style(parameter, name, "query", "form");
            Refuse(parameter, SpecErrorIds.UnsupportedParameter, "allowReserved", "Remove it; every value is percent-encoded.");
            ArgumentName(parameter, name, "query");
        }

        /// <summary>One segment of the path, percent-encoded.</summary>
        private void PathParameter(JsonObject parameter, string name, string? type)
        {
            if (type is "boolean" or "number")
            {
                Add(SpecErrorIds.UnsupportedParameter, parameter, $"The path parameter '{name}' is of type '{type}'.", "Give it a schema of text or an integer.");
            }
            else
            {
                PlainParameter(parameter, name, type, "path");
            }

            Style(parameter, name, "path", "simple");
            ArgumentName(parameter, name, "path");
        }

        private void PlainParameter(JsonObject parameter, string name, string? type, string place)
        {
            if (type is not ("string" or "integer" or "boolean" or "number"))
            {
                Add(SpecErrorIds.UnsupportedParameter, parameter, $"The {place} parameter '{name}' is of type '{type ?? "unknown"}'.", "Give it a schema of text, a number or a boolean.");
            }
            else if (FormatOf(parameter.Object("schema")!) is { } format and not ("uuid" or "guid") && !(format == "date-time" && place == "query"))
            {
                Add(SpecErrorIds.UnsupportedParameter, parameter, $"The {place} parameter '{name}' has the format '{format}', which would be written in the way of C#.", "Describe it as text without a format.");
            }
        }

        private void Style(JsonObject parameter, string name, string place, string standard)
        {
            if (parameter.Text("style") is { } style && style != standard)
            {
                Add(SpecErrorIds.UnsupportedParameter, parameter, $"The {place} parameter '{name}' is written in the style '{style}'.", $"Use {standard}, the default.");
            }
        }

        private void ArgumentName(JsonObject parameter, string name, string place)
        {
            if (name.AsSpan().ContainsAnyExcept(OfNames) || ArgumentsOfTheTemplate.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                Add(SpecErrorIds.UnsupportedParameter, parameter, $"The {place} parameter '{name}' cannot be the name of a C# argument.", $"Only letters, digits, '-', '_' and '.' can, and none of {string.Join(", ", ArgumentsOfTheTemplate)}.");
            }
        }

        /// <summary>The format of a text that the generator gives a C# type of its own.</summary>
        private string? FormatOf(JsonObject reference) =>
            document.Resolve(reference) is var schema && schema.Text("type") == "string" && schema.Text("format") is { } format && FormatsWithATypeOfTheirOwn.Contains(format) ? format : null;

        private void RequestBody(string method, JsonObject operation)
        {
            if (operation.Object("requestBody") is not { } reference)
            {
                return;
            }

            var body = document.Resolve(reference);
            if (method is "get" or "delete")
            {
                Add(SpecErrorIds.UnsupportedRequestBody, reference, $"A {method} request has no body.", "Remove it, or use another method.");
            }

            var content = body.Object("content") ?? [];
            if (content.Count != 1 || content.First().Key is not (Json or Form))
            {
                Add(
                    SpecErrorIds.UnsupportedRequestBody,
                    content.Count == 0 ? body : content,
                    $"The request body is described as {(content.Count == 0 ? "nothing" : string.Join(" and ", content.Select(media => media.Key)))}.",
                    $"Describe exactly one: {Json} or {Form}.");
            }
            else if (content.First().Value is not JsonObject media || media.Object("schema") is not { } schema)
            {
                Add(SpecErrorIds.UnsupportedRequestBody, content, "The request body has no schema.", "Give it one.");
            }
            else if (content.First().Key == Form)
            {
                Refuse(media, SpecErrorIds.UnsupportedRequestBody, "encoding", "Remove it; a member with several values is written several times, the default.");
                FormBody(schema, []);
            }
            else if (!IsBody(schema, out var type))
            {
                Add(SpecErrorIds.UnsupportedRequestBody, schema, $"The request body is of type '{type}'.", "Make it an object, or an array of objects or texts; the templates write no other JSON body.");
            }
        }

        /// <summary>A form is flat: names and scalar values, of which a name may have several.</summary>
        private void FormBody(JsonObject reference, HashSet<JsonObject> seen)
        {
            var schema = document.Resolve(reference);
            if (!seen.Add(schema))
            {
                return;
            }

            var parts = ((string[])["allOf", "oneOf", "anyOf"]).SelectMany(keyword => Grammar.Children(schema[keyword], NodeKind.Shape.List)).ToList();
            parts.ForEach(part => FormBody(part, seen));
            if (parts.Count == 0 && schema.Object("properties") is null)
            {
                Add(SpecErrorIds.UnsupportedRequestBody, schema, "A form is an object with named members.", "Give it 'properties'.");
            }

            foreach (var (name, property) in schema.Object("properties") ?? [])
            {
                if (property is not JsonObject member)
                {
                    continue;
                }

                var type = TypeOf(member);
                var items = type == "array" ? document.Resolve(member).Object("items") : null;
                var plain = items ?? member;
                if (type is not ("string" or "integer" or "boolean" or "number") && (items is null || TypeOf(items) != "string"))
                {
                    Add(SpecErrorIds.UnsupportedRequestBody, member, $"The form member '{name}' is of type '{type ?? "unknown"}'.", "Make it text, a number, a boolean or an array of texts.");
                }
                else if (FormatOf(plain) is { } format)
                {
                    Add(SpecErrorIds.UnsupportedRequestBody, member, $"The form member '{name}' has the format '{format}', which would be written in the way of C#.", "Describe it as text without a format.");
                }
            }
        }

        private void Responses(JsonObject operation)
        {
            var successes = 0;
            foreach (var (status, value) in operation.Object("responses") ?? [])
            {
                if (status.StartsWith("x-", StringComparison.Ordinal) || value is not JsonObject reference)
                {
                    continue;
                }

                var response = document.Resolve(reference);
                Refuse(response, SpecErrorIds.UnsupportedResponse, "links", "Remove them with an overlay; nothing follows them.");
                if (status.EndsWith("XX", StringComparison.OrdinalIgnoreCase))
                {
                    Add(SpecErrorIds.UnsupportedResponse, reference, $"{status} is a range.", "Name each status, or use 'default' for the errors.");
                }
                else if (Operations.IsSuccess(status))
                {
                    successes++;
                    SuccessContent(response, reference, status);
                }
                else if (Operations.IsError(status))
                {
                    ErrorContent(response, reference, status);
                }
                else
                {
                    Add(SpecErrorIds.UnsupportedResponse, reference, $"The response {status} is neither a success nor an error.", "Remove it with an overlay; redirects are never followed.");
                }
            }

            if (successes == 0)
            {
                Add(SpecErrorIds.UnsupportedResponse, operation.Object("responses") ?? operation, "The operation has no success response.", "Describe at least one 2xx response.");
            }
        }

        private bool Content(JsonObject response, JsonObject place, string status)
        {
            var content = response.Object("content") ?? [];
            if (content.Count == 0)
            {
                return false;
            }

            if (content.Count > 1 || content.First().Key != Json)
            {
                Add(SpecErrorIds.UnsupportedResponse, content, $"The response {status} is {string.Join(" or ", content.Select(media => media.Key))}.", $"Describe it as {Json}, or without content.");
                return false;
            }

            if (content.First().Value is not JsonObject media || media.Object("schema") is null)
            {
                Add(SpecErrorIds.UnsupportedResponse, place, $"The response {status} has no schema.", "Give it one.");
                return false;
            }

            return true;
        }

        private void SuccessContent(JsonObject response, JsonObject place, string status)
        {
            if (Content(response, place, status) && response.Object("content")!.Object(Json)!.Object("schema") is { } schema && !IsBody(schema, out var type))
            {
                Add(SpecErrorIds.UnsupportedResponse, schema, $"The response {status} is of type '{type}'.", "Make it an object, or an array of objects or texts; the templates read no other JSON body.");
            }
        }

        private bool IsBody(JsonObject reference, out string type)
        {
            type = TypeOf(reference) ?? "unknown";
            if (type == "array" && document.Resolve(reference).Object("items") is { } items)
            {
                type = $"array of {TypeOf(items) ?? "unknown"}";
                return (TypeOf(items) == "object" && !OpenObjects.IsOpen(document, items)) || (TypeOf(items) == "string" && FormatOf(items) is null);
            }

            if (type == "object" && OpenObjects.IsOpen(document, reference))
            {
                type = "object, of members that are not named";
                return false;
            }

            return type == "object";
        }

        private void ErrorContent(JsonObject response, JsonObject place, string status)
        {
            if (Content(response, place, status) && response.Object("content")!.Object(Json)!.Object("schema") is { } schema && !IsNamedObject(schema))
            {
                Add(SpecErrorIds.UnsupportedResponse, schema, $"The error {status} is not the document's error object.", "Refer to one object of components/schemas, directly or as the first part of an allOf.");
            }
        }

        private bool IsNamedObject(JsonObject schema) =>
            ErrorBodies.ErrorObject(document, schema) is { } name && Pointer.Find(document.Root, name) is JsonObject target && TypeOf(target) == "object";

        private void Schema(JsonObject schema)
        {
            foreach (var (keyword, remedy) in Unsupported)
            {
                Refuse(schema, SpecErrorIds.UnsupportedSchema, keyword, remedy);
            }

            if (schema.TryGetPropertyValue("additionalProperties", out var additional) && additional is JsonObject { Count: > 0 } && schema.Object("properties") is { Count: > 0 })
            {
                Add(SpecErrorIds.UnsupportedSchema, additional, "A map of names that are not known beforehand, beside members that are, has no C# type here.", "Name all members under 'properties', or none.");
            }

            if (schema.Text("format") is "binary" or "byte" || schema.Text("type") == "file")
            {
                Add(SpecErrorIds.UnsupportedSchema, schema, "Files and bytes are not sent or read.", "Describe the value as text.");
            }

            if (schema.Text("type") == "array" && schema.Object("items") is null)
            {
                Add(SpecErrorIds.UnsupportedSchema, schema, "An array needs to say what it holds.", "Add 'items'.");
            }
        }

        private static readonly (string Keyword, string Remedy)[] Unsupported =
        [
            ("not", "Say what is allowed in place of what is not."),
            ("patternProperties", "Name the members under 'properties'."),
        ];

        private string? TypeOf(JsonObject reference, int depth = 0)
        {
            var schema = document.Resolve(reference);
            if (schema.Text("type") is { } type)
            {
                return type;
            }

            // A composition may contain itself; merging it is refused later, with a better message.
            return schema.ContainsKey("properties") || depth > 100
                ? "object"
                : ((string[])["allOf", "oneOf", "anyOf"]).SelectMany(keyword => Grammar.Children(schema[keyword], NodeKind.Shape.List))
                    .Select(part => TypeOf(part, depth + 1)).FirstOrDefault(found => found is not null);
        }

        private void Distinct(IEnumerable<(string Name, JsonNode? Node)> names, string what, string? typeName)
        {
            var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, node) in names)
            {
                var pascal = CSharpNames.Pascal(name);
                if (pascal.Length == 0 || (what == "properties" && name.AsSpan().ContainsAnyExcept(OfNames)))
                {
                    Add(SpecErrorIds.NameClash, node, $"'{name}' has no C# name.", "Rename it so that it begins with a letter, and has only letters, digits, '-', '_' and '.' after it.");
                }
                else if (typeName is not null && pascal == CSharpNames.Pascal(typeName))
                {
                    Add(SpecErrorIds.NameClash, node, $"The property '{name}' would have the name of its own type in C#.", "Rename the schema.");
                }
                else if (!seen.TryAdd(pascal, name))
                {
                    Add(SpecErrorIds.NameClash, node, $"The {what} '{seen[pascal]}' and '{name}' would both be {pascal} in C#.", "Rename one of the two.");
                }
            }
        }

        private void Refuse(JsonObject node, string id, string keyword, string remedy)
        {
            if (node.TryGetPropertyValue(keyword, out var value))
            {
                Errors.Add(id, document.PlaceOf(value ?? node), $"'{keyword}' is not supported.", remedy);
            }
        }

        private void Add(string id, JsonNode? node, string text, string remedy) => Errors.Add(id, document.PlaceOf(node), text, remedy);
    }
}
