using System.Text.Json.Nodes;
using NumberVerify.SpecTool;

namespace NumberVerify.Conformance;

/// <summary>Documents in several files, as CAMARA writes them between releases, become one.</summary>
public sealed class BundlerTests : IDisposable
{
    private const string Common = """
        info: { title: Common }
        components:
          securitySchemes:
            openId: { type: openIdConnect, openIdConnectUrl: https://example.com/.well-known/openid-configuration }
          parameters:
            x-correlator:
              name: x-correlator
              in: header
              schema: { $ref: "#/components/schemas/XCorrelator" }
          headers:
            x-correlator:
              schema: { $ref: "#/components/schemas/XCorrelator" }
          schemas:
            XCorrelator: { type: string, pattern: '^[a-z]*$' }
            PhoneNumber: { type: string, pattern: '^\+[0-9]+$' }
            Unused: { type: string }
            ErrorInfo:
              type: object
              required: [status, code, message]
              properties:
                status: { type: integer }
                code: { type: string }
                message: { type: string }
                causes: { type: array, items: { $ref: "#/components/schemas/ErrorInfo" } }
          examples:
            ONE: { value: { status: 400 } }
          responses:
            Generic400:
              description: Bad.
              headers:
                x-correlator: { $ref: "#/components/headers/x-correlator" }
              content:
                application/json:
                  schema:
                    allOf:
                      - $ref: "#/components/schemas/ErrorInfo"
                      - { type: object, properties: { code: { enum: [INVALID_ARGUMENT] } } }
                  examples:
                    ONE: { $ref: "#/components/examples/ONE" }

        """;

    private const string Wip = """
        openapi: 3.0.3
        info: { title: Number Verification, version: wip, x-camara-commonalities: 0.6 }
        servers: [{ url: '{apiRoot}/number-verification/vwip', variables: { apiRoot: { default: http://localhost:9091 } } }]
        paths:
          /verify:
            post:
              operationId: phoneNumberVerify
              parameters:
                - $ref: "../common/CAMARA_common.yaml#/components/parameters/x-correlator"
              requestBody:
                required: true
                content:
                  application/json:
                    schema: { $ref: '#/components/schemas/Body' }
              responses:
                '200':
                  description: Fine.
                  headers:
                    x-correlator: { $ref: "../common/CAMARA_common.yaml#/components/headers/x-correlator" }
                  content:
                    application/json:
                      schema: { $ref: '#/components/schemas/Match' }
                '400': { $ref: "../common/CAMARA_common.yaml#/components/responses/Generic400" }
              security:
                - openId: [number-verification:verify]
        components:
          securitySchemes:
            openId: { $ref: "../common/CAMARA_common.yaml#/components/securitySchemes/openId" }
          schemas:
            Body:
              type: object
              properties:
                phoneNumber: { $ref: "../common/CAMARA_common.yaml#/components/schemas/PhoneNumber" }
            Match:
              type: object
              required: [devicePhoneNumberVerified]
              properties:
                devicePhoneNumberVerified: { type: boolean }

        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_work_in_progress_document_pulls_in_the_common_file()
    {
        var document = LoadWip();

        Assert.Equal([_folder.PathOf("api/wip.yaml"), _folder.PathOf("common/CAMARA_common.yaml")], document.Files);
        Assert.All(References(document.Root), reference => Assert.StartsWith("#/components/", reference, StringComparison.Ordinal));
        Assert.Equal(["Body", "Match", "PhoneNumber", "ErrorInfo", "XCorrelator"], Names(document, "schemas"), new Unordered());
        Assert.Equal(["x-correlator"], Names(document, "parameters"));
        Assert.Equal(["x-correlator"], Names(document, "headers"));
        Assert.Equal(["Generic400"], Names(document, "responses"));
        Assert.Equal(["ONE"], Names(document, "examples"));
        Assert.Equal("openIdConnect", document.Root.At("components", "securitySchemes", "openId", "type")!.GetValue<string>());
        Assert.Equal("#/components/schemas/ErrorInfo", document.Root.At("components", "schemas", "ErrorInfo", "properties", "causes", "items", "$ref")!.GetValue<string>());
    }

    [Fact]
    public void A_work_in_progress_document_is_prepared_and_names_both_files_as_inputs()
    {
        LoadWip();

        var prepared = PreparedSpec.Create(_folder.PathOf("api/wip.yaml"), [OurDocuments.OverlaysOf(OurDocuments.OpenIdConnect)[0]]);

        var root = JsonNode.Parse(prepared.Json)!;
        Assert.Equal(3, prepared.Inputs.Count);
        Assert.Equal("number-verification/vwip", root["x-base-path"]!.GetValue<string>());
        Assert.Equal("""{"$ref":"#/components/schemas/ErrorInfo"}""", root.At("components", "responses", "Generic400", "content", "application/json", "schema")!.ToJsonString());
    }

    [Fact]
    public void An_alias_may_name_what_another_alias_stands_for()
    {
        LoadWip();

        var document = _folder.Load(
            Wip + """
                    Failure: { $ref: "../common/CAMARA_common.yaml#/components/schemas/ErrorInfo" }
                    ErrorInfo: { $ref: "../common/CAMARA_common.yaml#/components/schemas/ErrorInfo" }
                    XCorrelator: { $ref: "../common/CAMARA_common.yaml#/components/schemas/XCorrelator" }
                  parameters:
                    x-correlator: { $ref: "../common/CAMARA_common.yaml#/components/parameters/x-correlator" }

                """,
            "api/aliases.yaml");

        Assert.Equal(["Body", "ErrorInfo", "Failure", "Match", "PhoneNumber", "XCorrelator"], Names(document, "schemas").Order(StringComparer.Ordinal));
        Assert.Equal("^[a-z]*$", document.Root.At("components", "schemas", "XCorrelator", "pattern")!.GetValue<string>());
        Assert.All(References(document.Root), reference => Assert.StartsWith("#/components/", reference, StringComparison.Ordinal));
    }

    [Fact]
    public void Several_files_and_one_have_the_same_contract()
    {
        var several = LoadWip();
        var one = SpecDocument.Load(_folder.Write("one.json", SpecContract.Print(several.Root)));

        Assert.Equal(SpecContract.Print(SpecContract.Of(one)), SpecContract.Print(SpecContract.Of(several)));
    }

    [Fact]
    public void What_was_pulled_in_keeps_its_place_in_its_own_file()
    {
        var place = LoadWip().PlaceOf("/components/schemas/PhoneNumber");

        Assert.Equal((_folder.PathOf("common/CAMARA_common.yaml"), 15, 5), (place.File, place.Line, place.Column));
    }

    [Fact]
    public void Files_may_refer_to_each_other_in_a_circle_and_back_to_the_document()
    {
        _folder.Write("b.yaml", "components: { schemas: { B: { type: object, properties: { c: { $ref: 'sub/c.yaml#/components/schemas/C' }, root: { $ref: 'document.yaml#/components/schemas/Thing' } } } } }\n");
        _folder.Write("sub/c.yaml", "components: { schemas: { C: { type: object, properties: { b: { $ref: '../b.yaml#/components/schemas/B' } } } } }\n");
        var document = _folder.Load(Documents.WithSchema("type: object\nproperties: { b: { $ref: 'b.yaml#/components/schemas/B' }, self: { $ref: 'document.yaml#/components/schemas/Thing' } }"));

        Assert.Equal(["Thing", "B", "C"], Names(document, "schemas"));
        Assert.Equal("#/components/schemas/Thing", document.Root.At("components", "schemas", "B", "properties", "root", "$ref")!.GetValue<string>());
        Assert.Equal("#/components/schemas/Thing", document.Root.At("components", "schemas", "Thing", "properties", "self", "$ref")!.GetValue<string>());
        Assert.Equal("#/components/schemas/B", document.Root.At("components", "schemas", "C", "properties", "b", "$ref")!.GetValue<string>());
    }

    [Fact]
    public void A_file_that_is_one_schema_gets_its_own_name()
    {
        _folder.Write("schemas/Some Thing.yaml", "type: string\n");

        var document = _folder.Load(Documents.WithSchema("type: object\nproperties: { a: { $ref: 'schemas/Some%20Thing.yaml' } }"));

        Assert.Equal(["Thing", "Some Thing"], Names(document, "schemas"));
    }

    [Fact]
    public void A_path_in_another_file_is_written_out()
    {
        _folder.Write("paths.yaml", "verify:\n  get:\n    operationId: getB\n    responses: { '200': { $ref: '#/answer' } }\nanswer: { description: Fine. }\n");

        var document = _folder.Load(Documents.Minimal.Replace("  /a:", "  /b:\n    $ref: 'paths.yaml#/verify'\n  /a:", StringComparison.Ordinal));

        Assert.Equal("getB", document.Root.At("paths", "/b", "get", "operationId")!.GetValue<string>());
        Assert.Equal(["answer"], Names(document, "responses"));
    }

    [Fact]
    public void Equal_components_of_two_files_are_one()
    {
        _folder.Write("b.yaml", "Thing2: { type: object, properties: { a: { $ref: '#/Same' } } }\nSame: { type: string }\n");
        _folder.Write("c.yaml", "Thing3: { type: object, properties: { a: { $ref: '#/Same' } } }\nSame: { type: string }\n");

        var document = _folder.Load(Documents.WithSchema("type: object\nproperties: { b: { $ref: 'b.yaml#/Thing2' }, c: { $ref: 'c.yaml#/Thing3' } }"));

        Assert.Equal(["Thing", "Thing2", "Same", "Thing3"], Names(document, "schemas"));
    }

    [Fact]
    public void Different_components_of_one_name_are_an_error_that_names_both_places()
    {
        _folder.Write("b.yaml", "Thing:\n  type: string\n");

        var error = Documents.ErrorOf(() => _folder.Load(Documents.WithSchema("type: object\nproperties: { b: { $ref: 'b.yaml#/Thing' } }")));

        Assert.Equal(SpecErrorIds.ComponentCollision, error.Id);
        Assert.Equal((_folder.PathOf("b.yaml"), 1), (error.Place.File, error.Place.Line));
        Assert.Contains($"{_folder.PathOf("document.yaml")}(18,5)", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/a.yaml#/A", SpecErrorIds.RemoteReference)]
    [InlineData("//example.com/a.yaml#/A", SpecErrorIds.RemoteReference)]
    [InlineData("urn:example:a", SpecErrorIds.RemoteReference)]
    [InlineData("absent.yaml#/A", SpecErrorIds.UnresolvedReference)]
    [InlineData("#/components/schemas/Absent", SpecErrorIds.UnresolvedReference)]
    [InlineData("document.yaml#/components/schemas/Absent", SpecErrorIds.UnresolvedReference)]
    [InlineData("#/info/title", SpecErrorIds.UnresolvedReference)]
    public void A_reference_that_leads_nowhere_is_an_error_with_place_and_remedy(string reference, string id)
    {
        var error = Documents.ErrorOf(() => _folder.Load(Documents.WithSchema($"type: object\nproperties:\n  b:\n    $ref: '{reference}'")));

        Assert.Equal(id, error.Id);
        Assert.Equal((_folder.PathOf("document.yaml"), 21), (error.Place.File, error.Place.Line));
        Assert.Contains(reference, error.Text, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
    }

    [Fact]
    public void A_reference_in_an_example_is_only_data()
    {
        var document = _folder.Load(Documents.WithSchema("type: object\nexample: { $ref: 'https://example.com/a' }\nproperties: { $ref: { type: string } }"));

        Assert.Equal("https://example.com/a", document.Root.At("components", "schemas", "Thing", "example", "$ref")!.GetValue<string>());
    }

    [Fact]
    public void All_bad_references_are_reported_at_once()
    {
        var errors = Assert.Throws<SpecException>(() => _folder.Load(Documents.WithSchema("type: object\nproperties: { a: { $ref: '#/x' }, b: { $ref: 'y.yaml' }, c: { $ref: 'http://z' } }"))).Errors;

        Assert.Equal(3, errors.Count);
    }

    private SpecDocument LoadWip()
    {
        _folder.Write("common/CAMARA_common.yaml", Common);
        return _folder.Load(Wip, "api/wip.yaml");
    }

    private static IEnumerable<string> Names(SpecDocument document, string section) => document.Root.At("components", section)!.AsObject().Select(member => member.Key);

    private static IEnumerable<string> References(JsonNode root) =>
        Documents.Walk(root).Where(entry => entry.Path is [.., "$ref"]).Select(entry => entry.Node!.GetValue<string>());

    private sealed class Unordered : IEqualityComparer<IEnumerable<string>>
    {
        public bool Equals(IEnumerable<string>? x, IEnumerable<string>? y) => x!.Order(StringComparer.Ordinal).SequenceEqual(y!.Order(StringComparer.Ordinal));

        public int GetHashCode(IEnumerable<string> obj) => 0;
    }
}
