using System.Text.Json.Nodes;
using NumberVerify.SpecTool;

namespace NumberVerify.Conformance;

/// <summary>What a client has no part in goes away; what extends a schema is reached through it.</summary>
public sealed class ReductionTests : IDisposable
{
    private const string Shapes = """
            Round: { allOf: [{ $ref: '#/components/schemas/Thing' }, { type: object, required: [radius], properties: { radius: { type: integer } } }] }
            Cornered: { allOf: [{ $ref: '#/components/schemas/Thing' }, { type: object, required: [corners], properties: { corners: { type: array, items: { type: string } } } }] }
            Whole: { allOf: [{ $ref: '#/components/schemas/Thing' }] }

        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Callbacks_go_with_the_schemas_that_only_they_refer_to()
    {
        var root = Documents.Prepare(_folder.Write("document.yaml", Documents.WithOperation(
            """
            post:
              operationId: a
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Sent' } } } }
              responses: { '204': { description: Fine. } }
              callbacks:
                said:
                  '{$request.body#/sink}':
                    post:
                      requestBody: { content: { application/cloudevents+json: { schema: { $ref: '#/components/schemas/Event' } } } }
                      responses: { '204': { $ref: '#/components/responses/Taken' } }
            """,
            """
            components:
              responses:
                Taken: { description: Taken., links: { l: { operationId: a } } }
              schemas:
                Sent: { type: object, properties: { sink: { type: string } } }
                Event: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { gone: '#/components/schemas/Gone' } }, not: { type: string } }
            """)));

        Assert.False(root.At("paths", "/a", "post")!.AsObject().ContainsKey("callbacks"));
        Assert.Equal(["Sent"], root.At("components", "schemas")!.AsObject().Select(schema => schema.Key));
        Assert.Empty(root.At("components", "responses")!.AsObject());
    }

    [Theory]
    [InlineData("discriminator: { propertyName: shape, mapping: { round: '#/components/schemas/Round', cornered: Cornered, whole: '#/components/schemas/Whole' } }")]
    [InlineData("discriminator: { propertyName: shape }")]
    public void A_schema_that_others_extend_has_the_members_of_all_and_requires_its_own(string discriminator)
    {
        var schemas = Schemas($"type: object\nrequired: [shape]\nproperties: {{ shape: {{ type: string }} }}\n{discriminator}", Shapes);

        Assert.Equal(["Thing"], schemas.Select(schema => schema.Key));
        var thing = schemas["Thing"]!;
        Assert.Equal(["shape", "radius", "corners"], thing["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal("""["shape"]""", thing["required"]!.ToJsonString());
        Assert.False(thing.AsObject().ContainsKey("discriminator"));
    }

    [Fact]
    public void Alternatives_that_are_listed_need_no_discriminator()
    {
        var schemas = Schemas(
            "oneOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }]\ndiscriminator: { propertyName: kind, mapping: { one: '#/components/schemas/One' } }",
            "    One: { type: object, required: [kind, a], properties: { kind: { type: string }, a: { type: string } } }\n    Two: { type: object, required: [kind], properties: { kind: { type: string }, b: { type: string } } }\n");

        Assert.Equal(["kind", "a", "b"], schemas["Thing"]!["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal("""["kind"]""", schemas["Thing"]!["required"]!.ToJsonString());
    }

    [Fact]
    public void A_mapping_to_nothing_is_refused_where_it_stands()
    {
        var error = Documents.ErrorOf(() => Schemas("type: object\nrequired: [kind]\nproperties: { kind: { type: string } }\ndiscriminator: { propertyName: kind, mapping: { gone: '#/components/schemas/Gone' } }", ""));

        Assert.Equal((SpecErrorIds.UnresolvedReference, 22), (error.Id, error.Place.Line));
        Assert.Contains("Gone", error.Text, StringComparison.Ordinal);
    }

    private JsonObject Schemas(string schema, string others) =>
        Documents.Prepare(_folder.Write("document.yaml", Documents.WithSchema(schema).TrimEnd() + "\n" + others)).At("components", "schemas")!.AsObject();
}
