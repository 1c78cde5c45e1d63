using System.Text.Json.Nodes;

namespace NumberVerify.SpecTool.Model;

/// <summary>The objects of OpenAPI 3.0 and 3.1 and how they nest.</summary>
internal static class Grammar
{
    public static readonly NodeKind Document = new NodeKind("document").Prose("externalDocs");
    public static readonly NodeKind Info = new NodeKind("info").Prose("title", "summary", "description", "termsOfService", "contact", "license");
    public static readonly NodeKind Server = new NodeKind("server").Prose("description");
    public static readonly NodeKind ServerVariable = new NodeKind("server variable").Prose("description");
    public static readonly NodeKind Tag = new NodeKind("tag").Prose("description", "externalDocs");
    public static readonly NodeKind Paths = new("paths");
    public static readonly NodeKind PathItem = new NodeKind("path").In("pathItems").Prose("summary", "description");
    public static readonly NodeKind Operation = new NodeKind("operation").Prose("summary", "description", "externalDocs");
    public static readonly NodeKind Parameter = new NodeKind("parameter").In("parameters").Prose("summary", "description", "example", "examples");
    public static readonly NodeKind RequestBody = new NodeKind("request body").In("requestBodies").Prose("summary", "description");
    public static readonly NodeKind Responses = new("responses");
    public static readonly NodeKind Response = new NodeKind("response").In("responses").Prose("summary", "description");
    public static readonly NodeKind Header = new NodeKind("header").In("headers").Prose("summary", "description", "example", "examples");
    public static readonly NodeKind MediaType = new NodeKind("media type").Prose("example", "examples");
    public static readonly NodeKind Encoding = new("encoding");
    public static readonly NodeKind Example = new NodeKind("example").In("examples").Prose("summary", "description");
    public static readonly NodeKind Link = new NodeKind("link").In("links").Prose("summary", "description");
    public static readonly NodeKind Callback = new NodeKind("callback").In("callbacks").Prose("summary", "description");
    public static readonly NodeKind SecurityScheme = new NodeKind("security scheme").In("securitySchemes").Prose("summary", "description");
    public static readonly NodeKind Flows = new("flows");
    public static readonly NodeKind Flow = new("flow");
    public static readonly NodeKind Components = new NodeKind("components").Prose("examples");
    public static readonly NodeKind Schema = new NodeKind("schema").In("schemas").Prose("title", "description", "example", "examples", "externalDocs");

    public static readonly IReadOnlyList<string> Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    static Grammar()
    {
        Document.One("info", Info).List("servers", Server).List("tags", Tag).One("paths", Paths).Map("webhooks", PathItem).One("components", Components);
        Server.Map("variables", ServerVariable);
        Paths.Others(PathItem);
        PathItem.List("servers", Server).List("parameters", Parameter);
        foreach (var method in Methods)
        {
            PathItem.One(method, Operation);
        }

        Operation.List("parameters", Parameter).One("requestBody", RequestBody).One("responses", Responses).Map("callbacks", Callback).List("servers", Server);
        Parameter.One("schema", Schema).Map("content", MediaType).Map("examples", Example);
        Header.One("schema", Schema).Map("content", MediaType).Map("examples", Example);
        RequestBody.Map("content", MediaType);
        MediaType.One("schema", Schema).Map("encoding", Encoding).Map("examples", Example);
        Encoding.Map("headers", Header);
        Responses.Others(Response);
        Response.Map("headers", Header).Map("content", MediaType).Map("links", Link);
        Link.One("server", Server);
        Callback.Others(PathItem);
        SecurityScheme.One("flows", Flows);
        Flows.Others(Flow);
        Components.Map("schemas", Schema).Map("responses", Response).Map("parameters", Parameter).Map("requestBodies", RequestBody).Map("headers", Header)
            .Map("securitySchemes", SecurityScheme).Map("links", Link).Map("callbacks", Callback).Map("pathItems", PathItem).Map("examples", Example);
        Schema.Map("properties", Schema).Map("patternProperties", Schema).Map("$defs", Schema).One("items", Schema).One("additionalProperties", Schema)
            .One("not", Schema).One("if", Schema).One("then", Schema).One("else", Schema).One("contains", Schema).One("propertyNames", Schema)
            .List("allOf", Schema).List("oneOf", Schema).List("anyOf", Schema).List("prefixItems", Schema);
    }

    /// <summary>All objects below and including this one, parents first, in the order of the document. Safe against changes to what was already given out.</summary>
    public static List<(JsonObject Node, NodeKind Kind)> Walk(JsonObject root, NodeKind? kind = null)
    {
        var found = new List<(JsonObject, NodeKind)>();
        Collect(root, kind ?? Document, found);
        return found;
    }

    /// <summary>All objects of one kind in a document.</summary>
    public static IEnumerable<JsonObject> All(JsonObject root, NodeKind kind) => Walk(root).Where(visit => visit.Kind == kind).Select(visit => visit.Node);

    /// <summary>The objects that a member of this kind holds.</summary>
    public static IEnumerable<JsonObject> Children(JsonNode? value, NodeKind.Shape shape) => shape switch
    {
        NodeKind.Shape.List => (value as JsonArray)?.OfType<JsonObject>() ?? [],
        NodeKind.Shape.Map => (value as JsonObject)?.Select(member => member.Value).OfType<JsonObject>() ?? [],
        _ => value is JsonObject single ? [single] : [],
    };

    private static void Collect(JsonObject node, NodeKind kind, List<(JsonObject, NodeKind)> found)
    {
        found.Add((node, kind));
        foreach (var (name, value) in node)
        {
            if (kind.Find(name) is { } member)
            {
                foreach (var child in Children(value, member.Shape))
                {
                    Collect(child, member.Kind, found);
                }
            }
        }
    }
}
