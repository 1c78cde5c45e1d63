using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NumberVerify.SpecTool;

namespace NumberVerify.Conformance;

/// <summary>Each rule that makes a document fit for the generator.</summary>
public sealed class NormalizerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("^a$", @"\Aa\z")]
    [InlineData("a", "a")]
    [InlineData("a$", @"a\z")]
    [InlineData(@"a\$", @"a\$")]
    [InlineData(@"a\\$", @"a\\\z")]
    [InlineData(@"a\\\$", @"a\\\$")]
    [InlineData("[$^]", "[$^]")]
    [InlineData("[^$]$", @"[^$]\z")]
    [InlineData(@"[\]$]$", @"[\]$]\z")]
    [InlineData("^a$|^b$", @"\Aa\z|\Ab\z")]
    [InlineData("^$", @"\A\z")]
    [InlineData(@"^\d{3}$", @"\A[0-9]{3}\z")]
    [InlineData(@"^[\d-]+$", @"\A[0-9-]+\z")]
    [InlineData(@"^\w+\W\D$", @"\A[a-zA-Z0-9_]+[^a-zA-Z0-9_][^0-9]\z")]
    [InlineData(@"^[a-zA-Z0-9-_:;.\/<>{}]{0,256}$", @"\A[a-zA-Z0-9-_:;.\/<>{}]{0,256}\z")]
    [InlineData(@"\Aa\z", @"\Aa\z")]
    public void A_pattern_means_in_dotnet_what_it_means_in_ecmascript(string pattern, string expected) =>
        Assert.Equal(expected, Thing($"type: string\npattern: '{pattern}'")["pattern"]!.GetValue<string>());

    [Theory]
    [InlineData(@"^\+[1-9][0-9]{4,14}$", "+123456789")]
    [InlineData(@"^[a-zA-Z0-9-_:;.\/<>{}]{0,256}$", "a")]
    [InlineData(@"^\d+$", "12")]
    public void A_final_newline_or_a_foreign_digit_no_longer_passes(string pattern, string valid)
    {
        var prepared = Thing($"type: string\npattern: '{pattern}'")["pattern"]!.GetValue<string>();

        Assert.Matches(prepared, valid);
        Assert.DoesNotMatch(prepared, valid + "\n");
        Assert.DoesNotMatch(prepared, valid + "\u0663");
        Assert.True(Regex.IsMatch(valid + "\n", pattern), "The trap that the rule is for has gone.");
    }

    [Fact]
    public void A_pattern_that_dotnet_cannot_compile_is_an_error_where_it_stands()
    {
        var error = Documents.ErrorOf(() => Thing("type: string\npattern: '[a'"));

        Assert.Equal((SpecErrorIds.InvalidPattern, 20), (error.Id, error.Place.Line));
    }

    [Fact]
    public void Enumerated_text_and_numbers_are_open_and_their_known_values_stay_beside_them()
    {
        var properties = Thing("""
            type: object
            properties:
              text: { type: string, enum: [a, b] }
              number: { type: integer, enum: [1, 2] }
              untyped: { enum: [c] }
              flag: { type: boolean, enum: [true] }
              enum: { type: string }
            """)["properties"]!;

        Assert.Equal("""{"type":"string","x-known-values":["a","b"]}""", properties["text"]!.ToJsonString());
        Assert.Equal("""{"type":"integer","x-known-values":[1,2],"format":"int32"}""", properties["number"]!.ToJsonString());
        Assert.Equal("""{"x-known-values":["c"]}""", properties["untyped"]!.ToJsonString());
        Assert.Equal("""{"type":"boolean","enum":[true]}""", properties["flag"]!.ToJsonString());
        Assert.Equal("""{"type":"string"}""", properties["enum"]!.ToJsonString());
    }

    [Theory]
    [InlineData("type: integer", "int32")]
    [InlineData("{ type: integer, format: int64 }", "int64")]
    [InlineData("{ type: integer, minimum: 0, maximum: 2147483647 }", "int32")]
    [InlineData("{ type: integer, maximum: 2147483648 }", "int64")]
    [InlineData("{ type: integer, minimum: -9223372036854775809 }", "int64")]
    [InlineData("type: number", null)]
    public void An_integer_says_its_size(string schema, string? format) => Assert.Equal(format, Thing(schema)["format"]?.GetValue<string>());

    [Fact]
    public void Nullable_and_read_only_stay()
    {
        var thing = Thing("type: object\nproperties: { a: { type: string, nullable: true, readOnly: true } }");

        Assert.Equal("""{"type":"string","nullable":true,"readOnly":true}""", thing.At("properties", "a")!.ToJsonString());
    }

    [Fact]
    public void Alternatives_unite_their_members_and_require_what_all_require()
    {
        var thing = Thing("""
            description: Kept.
            required: [base]
            properties: { base: { type: string } }
            oneOf:
              - type: object
                required: [kind, a, both]
                properties: { kind: { type: string, enum: [x] }, a: { type: string }, both: { type: integer, description: First. } }
              - type: object
                required: [both, kind, b]
                properties: { kind: { type: string, enum: [y, x] }, b: { type: string }, both: { type: integer, description: Second. } }
            """);

        Assert.Equal("Kept.", thing["description"]!.GetValue<string>());
        Assert.Equal("object", thing["type"]!.GetValue<string>());
        Assert.Equal(["base", "kind", "a", "both", "b"], thing["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(["kind", "both", "base"], thing["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal("""["x","y"]""", thing.At("properties", "kind", "x-known-values")!.ToJsonString());
        Assert.Equal("First.", thing.At("properties", "both", "description")!.GetValue<string>());
    }

    [Fact]
    public void Alternatives_that_only_say_which_members_go_together_require_what_all_require()
    {
        var thing = Thing("type: object\nproperties: { a: { type: string }, b: { type: string }, c: { type: string } }\nanyOf:\n  - required: [a, b]\n  - required: [a, c]");

        Assert.Equal(["a", "b", "c"], thing["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal("""["a"]""", thing["required"]!.ToJsonString());
        Assert.False(thing.AsObject().ContainsKey("anyOf"));
    }

    [Fact]
    public void Alternatives_of_one_plain_type_are_that_type_within_the_limits_of_all() =>
        Assert.Equal(
            """{"type":"string","minLength":1}""",
            Thing("type: object\nproperties:\n  a:\n    oneOf:\n      - { type: string, minLength: 1, maxLength: 15, format: ipv4 }\n      - { type: string, minLength: 1, maxLength: 45, format: ipv6 }").At("properties", "a")!.ToJsonString());

    [Fact]
    public void A_member_that_alternatives_describe_differently_allows_what_any_of_them_does()
    {
        var properties = Thing("""
            oneOf:
              - type: object
                properties: { text: { type: string, maxLength: 3 }, list: { type: array, items: { type: string, enum: [x] } }, inner: { type: object, required: [a], properties: { a: { type: string } } } }
              - type: object
                properties: { text: { type: string, maxLength: 5 }, list: { type: array, items: { type: string, enum: [y] } }, inner: { type: object, required: [a], properties: { a: { type: string }, b: { type: integer } } } }
            """)["properties"]!;

        Assert.Equal("""{"type":"string"}""", properties["text"]!.ToJsonString());
        Assert.Equal("""["x","y"]""", properties.At("list", "items", "x-known-values")!.ToJsonString());
        Assert.Equal(["a", "b"], properties.At("inner", "properties")!.AsObject().Select(property => property.Key));
        Assert.Equal("""["a"]""", properties.At("inner", "required")!.ToJsonString());
    }

    [Fact]
    public void What_a_merged_schema_brings_along_is_merged_too()
    {
        var schemas = Schemas(
            "allOf:\n  - $ref: '#/components/schemas/Base'\n  - { type: object, properties: { b: { type: string } } }",
            """
                Base: { type: object, properties: { inner: { allOf: [{ $ref: '#/components/schemas/Inner' }, { example: { c: d } }] } } }
                Inner: { type: object, properties: { c: { type: string } } }

            """);

        Assert.Equal(["c"], schemas.At("Thing", "properties", "inner", "properties")!.AsObject().Select(property => property.Key));
    }

    [Theory]
    [InlineData("format: duration", """{"type":"string"}""")]
    [InlineData("format: time", """{"type":"string"}""")]
    [InlineData("format: uri, maxLength: 9", """{"type":"string","maxLength":9}""")]
    [InlineData("format: uri", """{"type":"string","format":"uri"}""")]
    [InlineData("format: uuid, minLength: 36, maxLength: 36", """{"type":"string","format":"uuid"}""")]
    [InlineData("format: date-time, maxLength: 64", """{"type":"string","format":"date-time"}""")]
    [InlineData("format: email, maxLength: 64", """{"type":"string","format":"email","maxLength":64}""")]
    public void A_format_stays_where_its_type_in_csharp_says_the_same(string format, string expected) =>
        Assert.Equal(expected, Thing($"type: object\nproperties: {{ a: {{ type: string, {format} }} }}").At("properties", "a")!.ToJsonString());

    [Theory]
    [InlineData("{ type: object }", "System.Text.Json.JsonElement?")]
    [InlineData("{ type: object, additionalProperties: true }", "System.Text.Json.JsonElement?")]
    [InlineData("{ type: object, additionalProperties: { type: integer } }", "System.Text.Json.JsonElement?")]
    [InlineData("{ $ref: '#/components/schemas/Open' }", "System.Text.Json.JsonElement?")]
    [InlineData("{ type: object, additionalProperties: { type: string } }", "System.Collections.Generic.IReadOnlyDictionary<string, string>?")]
    [InlineData("{ type: array, items: { type: object } }", "System.Collections.Generic.IReadOnlyList<System.Text.Json.JsonElement>?")]
    public void An_object_whose_members_are_not_named_is_text_by_name_or_json_as_it_came(string schema, string type)
    {
        var properties = Schemas($"type: object\nrequired: [b]\nproperties: {{ a: {schema}, b: {schema} }}", "    Open: { type: object }\n").At("Thing", "properties")!;

        Assert.Equal(type, properties.At("a", "x-type")!.GetValue<string>());
        Assert.Equal(type.TrimEnd('?'), properties.At("b", "x-type")!.GetValue<string>());
    }

    [Fact]
    public void An_alternative_without_enumeration_allows_every_value()
    {
        var thing = Thing("oneOf: [{ type: object, properties: { a: { type: string, enum: [x] } } }, { type: object, properties: { a: { type: string } } }]");

        Assert.Equal("""{"type":"string"}""", thing.At("properties", "a")!.ToJsonString());
    }

    [Fact]
    public void Nested_compositions_are_merged_from_the_inside()
    {
        var thing = Thing("""
            oneOf:
              - allOf:
                  - { type: object, required: [a], properties: { a: { type: string } } }
                  - { required: [b], properties: { b: { type: string }, a: { maxLength: 3 } } }
              - oneOf:
                  - { type: object, required: [a, c], properties: { a: { type: string, maxLength: 3 }, c: { type: string } } }
                  - { type: object, required: [a, d], properties: { d: { type: string } } }
            """);

        Assert.Equal(["a", "b", "c", "d"], thing["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal("""["a"]""", thing["required"]!.ToJsonString());
        Assert.Equal("""{"type":"string","maxLength":3}""", thing.At("properties", "a")!.ToJsonString());
    }

    [Fact]
    public void AllOf_with_a_reference_leaves_the_referenced_schema_as_it_was()
    {
        var schemas = Schemas("""
            type: object
            properties:
              whole: { $ref: '#/components/schemas/Base' }
              more:
                allOf:
                  - $ref: '#/components/schemas/Base'
                  - { required: [b], properties: { b: { type: string }, a: { maxLength: 3 } } }
            """, "    Base: { type: object, required: [a], properties: { a: { type: string } } }\n");

        Assert.Equal("""{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}""", schemas["Base"]!.ToJsonString());
        Assert.Equal("""{"type":"object","required":["a","b"],"properties":{"a":{"type":"string","maxLength":3},"b":{"type":"string"}}}""", schemas.At("Thing", "properties", "more")!.ToJsonString());
    }

    [Fact]
    public void A_reference_with_a_description_beside_it_stays_a_reference()
    {
        var schemas = Schemas(
            "type: object\nproperties: { base: { description: Why., allOf: [{ $ref: '#/components/schemas/Base' }] } }",
            "    Base: { type: object, properties: { a: { type: string } } }\n");

        Assert.Equal("""{"description":"Why.","allOf":[{"$ref":"#/components/schemas/Base"}]}""", schemas.At("Thing", "properties", "base")!.ToJsonString());
    }

    [Theory]
    [InlineData("oneOf:\n  - { type: object, properties: { a: { type: string } } }\n  - { type: object, properties: { a: { type: integer } } }", 21, "'a'")]
    [InlineData("oneOf:\n  - { type: object, properties: { a: { type: string } } }\n  - { type: string }", 21, "no object")]
    [InlineData("oneOf: []", 18, "parts")]
    [InlineData("allOf:\n  - { type: object, properties: { a: { type: string } } }\n  - { properties: { a: { type: integer } } }", 21, "'type'")]
    [InlineData("oneOf:\n  - $ref: '#/components/schemas/Thing'", 18, "itself")]
    [InlineData("allOf:\n  - $ref: '#/components/schemas/Thing'\n  - { type: object }", 18, "itself")]
    public void What_cannot_be_merged_is_an_error_where_it_stands(string schema, int line, string expected)
    {
        var error = Documents.ErrorOf(() => Thing(schema));

        Assert.Equal((SpecErrorIds.CannotMerge, line), (error.Id, error.Place.Line));
        Assert.Contains(expected, error.Text, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
    }

    [Theory]
    [InlineData("{ $ref: '#/components/schemas/Fault' }")]
    [InlineData("{ allOf: [{ $ref: '#/components/schemas/Fault' }, { properties: { code: { enum: [A] } } }] }")]
    [InlineData("{ allOf: [{ $ref: '#/components/schemas/Narrowed' }, { properties: { status: { enum: [400] } } }] }")]
    [InlineData("{ $ref: '#/components/schemas/Narrowed' }")]
    public void Every_error_reads_into_the_one_error_object(string schema)
    {
        var root = Documents.Prepare(_folder.Write("document.yaml", WithErrors(schema)));

        foreach (var response in (JsonNode?[])[root.At("paths", "/a", "get", "responses", "400"), root.At("paths", "/a", "get", "responses", "default"), root.At("components", "responses", "Down")])
        {
            Assert.Equal("""{"$ref":"#/components/schemas/Fault"}""", response.At("content", "application/json", "schema")!.ToJsonString());
        }

        Assert.Equal(["Fault"], root.At("components", "schemas")!.AsObject().Select(component => component.Key));
    }

    [Fact]
    public void An_error_that_is_composed_of_two_named_objects_is_refused() =>
        Assert.Equal(
            SpecErrorIds.CannotMerge,
            Documents.ErrorOf(() => Documents.Prepare(_folder.Write("document.yaml", WithErrors("{ allOf: [{ $ref: '#/components/schemas/Fault' }, { $ref: '#/components/schemas/Other' }] }")))).Id);

    [Fact]
    public void Scopes_are_those_of_the_first_requirement_of_the_operation_or_else_of_the_document()
    {
        var root = Documents.Prepare(_folder.Write("document.yaml", """
            openapi: 3.0.3
            info: { title: T, version: '1' }
            security: [{ one: [root:read] }]
            paths:
              /a: { get: { operationId: a, responses: { '200': { description: Fine. } } } }
              /b: { get: { operationId: b, security: [], responses: { '200': { description: Fine. } } } }
              /c: { get: { operationId: c, security: [{ one: [x, y], two: [y, z] }, { one: [w] }], responses: { '200': { description: Fine. } } } }
              /d: { get: { operationId: d, security: [{}, { one: [w] }], responses: { '200': { description: Fine. } } } }
            components:
              securitySchemes:
                one: { type: openIdConnect, openIdConnectUrl: 'https://example.com/' }
                two: { type: openIdConnect, openIdConnectUrl: 'https://example.com/' }
            """));

        Assert.Equal(
            ["""["root:read"]""", "[]", """["x","y","z"]""", "[]"],
            ((string[])["/a", "/b", "/c", "/d"]).Select(path => root.At("paths", path, "get", "x-scopes")!.ToJsonString()));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("servers: []", "")]
    [InlineData("servers: [{ url: / }]", "")]
    [InlineData("servers: [{ url: /v1/ }]", "v1")]
    [InlineData("servers: [{ url: 'https://api.example.com' }]", "")]
    [InlineData("servers: [{ url: 'https://api.example.com/a/b/' }, { url: /other }]", "a/b")]
    [InlineData("servers: [{ url: '{apiRoot}/number-verification/v2', variables: { apiRoot: { default: 'http://localhost:9091' } } }]", "number-verification/v2")]
    [InlineData("servers: [{ url: '{apiRoot}/number-verification/v2', variables: { apiRoot: { default: 'https://example.com/some/path' } } }]", "number-verification/v2")]
    [InlineData("servers: [{ url: '{issuer}', variables: { issuer: { default: 'https://example.com/tenant' } } }]", "")]
    [InlineData("servers: [{ url: 'https://{host}{basePath}', variables: { host: { default: api.example.com }, basePath: { default: /number-verification/v0 } } }]", "number-verification/v0")]
    [InlineData("servers: [{ url: '{scheme}://{host}/{version}', variables: { scheme: { default: https }, host: { default: h }, version: { default: v3 } } }]", "v3")]
    public void The_base_path_is_what_follows_the_host_and_no_host_is_left(string servers, string expected)
    {
        var prepared = PreparedSpec.Create(_folder.Write("document.yaml", $"{Documents.Minimal}{servers}\n"), []).Json;

        Assert.Equal(expected, JsonNode.Parse(prepared)!["x-base-path"]!.GetValue<string>());
        Assert.DoesNotContain("example.com", prepared, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost", prepared, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("servers:\n  - url: 'https://h/{absent}'", "'absent'")]
    [InlineData("servers:\n  - url: 'https://h/{open'", "brace")]
    [InlineData("servers:\n  - url: 'https://h/a?b=c'", "query")]
    public void A_server_whose_path_cannot_be_told_is_an_error_where_it_stands(string servers, string expected)
    {
        var document = SpecDocument.Load(_folder.Write("document.yaml", $"{Documents.Minimal}{servers}\n"));

        var error = Documents.ErrorOf(() => SpecNormalizer.Normalize(document));

        Assert.Equal((SpecErrorIds.UnknownBasePath, 13), (error.Id, error.Place.Line));
        Assert.Contains(expected, error.Text, StringComparison.Ordinal);
    }

    /// <summary>A plain schema ends up in the member that refers to it.</summary>
    private JsonNode Thing(string schema)
    {
        var root = Documents.Prepare(_folder.Write("document.yaml", Documents.WithSchema(schema)));
        return root.At("components", "schemas", "Thing")
            ?? root.At("paths", "/a", "post", "responses", "200", "content", "application/json", "schema", "properties", "member")!;
    }

    private JsonNode Schemas(string schema, string others = "") =>
        Documents.Prepare(_folder.Write("document.yaml", Documents.WithSchema(schema).TrimEnd() + "\n" + others)).At("components", "schemas")!;

    private static string WithErrors(string schema) => Documents.WithOperation(
        $$"""
        get:
          operationId: getA
          responses:
            '200': { description: Fine. }
            '400': { description: Bad., content: { application/json: { schema: {{schema}} } } }
            '503': { $ref: '#/components/responses/Down' }
            default: { description: Other., content: { application/json: { schema: {{schema}} } } }
        """,
        $$"""
        components:
          responses:
            Down: { description: Down., content: { application/json: { schema: {{schema}} } } }
          schemas:
            Fault: { type: object, required: [code], properties: { code: { type: string }, status: { type: integer } } }
            Other: { type: object, properties: { more: { type: string } } }
            Narrowed: { allOf: [{ $ref: '#/components/schemas/Fault' }, { properties: { code: { enum: [B] } } }] }
        """);
}
