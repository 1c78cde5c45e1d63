using System.Text.Json.Nodes;
using NumberVerify.SpecTool;

namespace NumberVerify.Conformance;

/// <summary>Several success responses become the one type that a method returns.</summary>
public sealed class SuccessResponseTests : IDisposable
{
    private const string A = "{ application/json: { schema: { $ref: '#/components/schemas/A' } } }";
    private const string B = "{ application/json: { schema: { $ref: '#/components/schemas/B' } } }";
    private const string Texts = "{ application/json: { schema: { type: array, items: { type: string } } } }";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_single_success_stays_as_it_is()
    {
        var operation = Prepare($"'200': {{ description: Fine., content: {A} }}");

        Assert.False(operation.ContainsKey("x-further-successes"));
        Assert.False(operation.ContainsKey("x-empty-successes"));
    }

    [Fact]
    public void Statuses_with_the_same_body_are_read_into_one_type()
    {
        var operation = Prepare($"'200': {{ description: Fine., content: {A} }}, '201': {{ description: Made., content: {A} }}");

        Assert.Equal(["200", "400"], Statuses(operation));
        Assert.Equal("[201]", operation["x-further-successes"]!.ToJsonString());
        Assert.Equal("[]", operation["x-empty-successes"]!.ToJsonString());
        Assert.Equal("#/components/schemas/A", SchemaOf(operation, "200")["$ref"]!.GetValue<string>());
    }

    [Fact]
    public void A_status_without_a_body_gives_none()
    {
        var operation = Prepare($"'204': {{ description: Gone. }}, '202': {{ description: Later., content: {A} }}");

        Assert.Equal(["202", "400"], Statuses(operation));
        Assert.Equal("[]", operation["x-further-successes"]!.ToJsonString());
        Assert.Equal("[204]", operation["x-empty-successes"]!.ToJsonString());
    }

    [Fact]
    public void Where_no_status_has_a_body_all_succeed()
    {
        var operation = Prepare("'201': { description: Made. }, '204': { description: Fine. }");

        Assert.Equal(["201", "400"], Statuses(operation));
        Assert.Equal("[204]", operation["x-further-successes"]!.ToJsonString());
        Assert.Equal("[]", operation["x-empty-successes"]!.ToJsonString());
    }

    [Fact]
    public void Bodies_that_differ_become_alternatives_of_one_type()
    {
        var root = Root($"'201': {{ description: Made., content: {A} }}, '202': {{ description: Later., content: {B} }}");
        var operation = root.At("paths", "/a", "put")!.AsObject();

        Assert.Equal("#/components/schemas/PutAResult", SchemaOf(operation, "201")["$ref"]!.GetValue<string>());
        Assert.Equal("[202]", operation["x-further-successes"]!.ToJsonString());
        var result = root.At("components", "schemas", "PutAResult")!;
        Assert.Equal(["id", "made", "later"], result["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal("""["id"]""", result["required"]!.ToJsonString());
    }

    [Fact]
    public void Bodies_without_a_common_type_are_refused_where_they_stand()
    {
        var error = Documents.ErrorOf(() => Root($"'200': {{ description: Fine., content: {A} }}, '202': {{ description: Later., content: {Texts} }}"));

        Assert.Equal(SpecErrorIds.CannotMerge, error.Id);
        Assert.InRange(error.Place.Line, 7, 12);
    }

    private JsonObject Prepare(string responses) => Root(responses).At("paths", "/a", "put")!.AsObject();

    private JsonObject Root(string responses) => Documents.Prepare(_folder.Write("document.yaml", Documents.WithOperation(
        $$"""
        put:
          operationId: put-a
          responses: { {{responses}}, '400': { description: Bad. } }
        """,
        """
        components:
          schemas:
            A: { type: object, required: [id, made], properties: { id: { type: string }, made: { type: integer } } }
            B: { type: object, required: [id], properties: { id: { type: string }, later: { type: boolean } } }
        """)));

    private static IEnumerable<string> Statuses(JsonObject operation) => operation["responses"]!.AsObject().Select(response => response.Key);

    private static JsonNode SchemaOf(JsonObject operation, string status) => operation.At("responses", status, "content", "application/json", "schema")!;
}
