using NumberVerify.SpecTool;

namespace NumberVerify.Conformance;

/// <summary>What the client templates do not write fails before the generator runs, with place and remedy.</summary>
public sealed class SubsetTests : IDisposable
{
    private const string Fine = "responses: { '200': { description: Fine. } }";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("head: { operationId: a, " + Fine + " }", SpecErrorIds.UnsupportedOperation, "'head'")]
    [InlineData("options: { operationId: a, " + Fine + " }", SpecErrorIds.UnsupportedOperation, "'options'")]
    [InlineData("trace: { operationId: a, " + Fine + " }", SpecErrorIds.UnsupportedOperation, "'trace'")]
    [InlineData("servers: [{ url: /x }]", SpecErrorIds.UnsupportedOperation, "'servers'")]
    [InlineData("put: { " + Fine + " }", SpecErrorIds.UnsupportedOperation, "operationId")]
    [InlineData("put: { operationId: '', " + Fine + " }", SpecErrorIds.UnsupportedOperation, "operationId")]
    [InlineData("put: { operationId: a, servers: [{ url: /x }], " + Fine + " }", SpecErrorIds.UnsupportedOperation, "'servers'")]
    [InlineData("put: { operationId: a, parameters: [{ name: c, in: cookie, schema: { type: string } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'cookie'")]
    [InlineData("put: { operationId: a, parameters: [{ name: c, in: header, schema: { type: integer } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'integer'")]
    [InlineData("put: { operationId: a, parameters: [{ name: c, in: query, schema: { type: array, items: { type: integer } } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'array'")]
    [InlineData("put: { operationId: a, parameters: [{ name: c, in: query, explode: false, schema: { type: array, items: { type: string } } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "commas")]
    [InlineData("put: { operationId: a, parameters: [{ name: c, in: query, schema: { type: object, properties: { d: { type: string } } } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'object'")]
    [InlineData("put: { operationId: a, parameters: [{ name: c, in: query, content: { application/json: { schema: { type: string } } } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'unknown'")]
    [InlineData("put: { operationId: a, parameters: [{ name: c, in: query, schema: { type: string, format: date } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'date'")]
    [InlineData("put: { operationId: a, parameters: [{ name: c, in: query, schema: { type: string, format: uri } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'uri'")]
    [InlineData("put: { operationId: a, parameters: [{ name: c, in: query, style: deepObject, schema: { type: string } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'deepObject'")]
    [InlineData("put: { operationId: a, parameters: [{ name: c, in: query, allowReserved: true, schema: { type: string } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'allowReserved'")]
    [InlineData("put: { operationId: a, parameters: [{ name: 'c[d]', in: query, schema: { type: string } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'c[d]'")]
    [InlineData("put: { operationId: a, parameters: [{ name: Body, in: query, schema: { type: string } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'Body'")]
    [InlineData("put: { operationId: a, parameters: [{ name: cancellationToken, in: query, schema: { type: string } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'cancellationToken'")]
    [InlineData("put: { operationId: a, parameters: [{ name: c, in: header, schema: { type: object } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'object'")]
    [InlineData("put: { operationId: a, parameters: [{ name: c, in: header, content: { application/json: { schema: { type: string } } } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'unknown'")]
    [InlineData("put: { operationId: a, parameters: [{ name: authorization, in: header, schema: { type: string } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'authorization'")]
    [InlineData("put: { operationId: a, parameters: [{ name: Content-Type, in: header, schema: { type: string } }], " + Fine + " }", SpecErrorIds.UnsupportedParameter, "'Content-Type'")]
    [InlineData("put: { operationId: a, requestBody: { content: { multipart/form-data: { schema: { type: object } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "multipart/form-data")]
    [InlineData("put: { operationId: a, requestBody: { content: { text/plain: { schema: { type: string } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "text/plain")]
    [InlineData("put: { operationId: a, requestBody: { content: { application/xml: { schema: { type: object } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "application/xml")]
    [InlineData("put: { operationId: a, requestBody: { content: { application/octet-stream: { schema: { type: string } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "octet-stream")]
    [InlineData("put: { operationId: a, requestBody: { content: { application/json: { schema: { type: string } }, text/json: { schema: { type: string } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "application/json and text/json")]
    [InlineData("put: { operationId: a, requestBody: { content: { application/json: { schema: { type: array, items: { type: integer } } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "'array of integer'")]
    [InlineData("put: { operationId: a, responses: { '200': { description: A., content: { application/json: { schema: { type: boolean } } } } } }", SpecErrorIds.UnsupportedResponse, "'boolean'")]
    [InlineData("put: { operationId: a, responses: { '200': { description: A., content: { application/json: { schema: { type: array, items: { type: integer } } } } } } }", SpecErrorIds.UnsupportedResponse, "'array of integer'")]
    [InlineData("put: { operationId: a, responses: { '200': { description: A., content: { application/json: { schema: { type: object } } } } } }", SpecErrorIds.UnsupportedResponse, "not named")]
    [InlineData("put: { operationId: a, requestBody: { content: { application/json: {} } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "no schema")]
    [InlineData("put: { operationId: a, requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: string } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "named members")]
    [InlineData("put: { operationId: a, requestBody: { content: { application/x-www-form-urlencoded: { schema: { oneOf: [{ properties: { m: { type: array, items: { type: integer } } } }] } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "'array'")]
    [InlineData("put: { operationId: a, requestBody: { content: { application/x-www-form-urlencoded: { schema: { properties: { m: { type: object, properties: { n: { type: string } } } } } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "'object'")]
    [InlineData("put: { operationId: a, requestBody: { content: { application/x-www-form-urlencoded: { schema: { properties: { m: { type: string, format: date } } } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "'date'")]
    [InlineData("put: { operationId: a, requestBody: { content: { application/x-www-form-urlencoded: { schema: { properties: { m: { type: array, items: { type: string, format: uri } } } } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "'uri'")]
    [InlineData("put: { operationId: a, requestBody: { content: { application/x-www-form-urlencoded: { schema: { properties: { m: { type: string } } }, encoding: { m: { explode: false } } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "'encoding'")]
    [InlineData("delete: { operationId: a, requestBody: { content: { application/json: { schema: { type: object, properties: { b: { type: string } } } } } }, " + Fine + " }", SpecErrorIds.UnsupportedRequestBody, "no body")]
    [InlineData("put: { operationId: a, responses: { '400': { description: A. } } }", SpecErrorIds.UnsupportedResponse, "no success")]
    [InlineData("put: { operationId: a, responses: { '200': { description: A. }, 4XX: { description: B. } } }", SpecErrorIds.UnsupportedResponse, "range")]
    [InlineData("put: { operationId: a, responses: { '200': { description: A. }, '302': { description: B. } } }", SpecErrorIds.UnsupportedResponse, "302")]
    [InlineData("put: { operationId: a, responses: { '200': { description: A., content: { text/plain: { schema: { type: string } } } } } }", SpecErrorIds.UnsupportedResponse, "text/plain")]
    [InlineData("put: { operationId: a, responses: { '200': { description: A., content: { application/json: {} } } } }", SpecErrorIds.UnsupportedResponse, "no schema")]
    [InlineData("put: { operationId: a, responses: { '200': { description: A., links: { l: { operationId: a } } } } }", SpecErrorIds.UnsupportedResponse, "'links'")]
    [InlineData("put: { operationId: a, responses: { '200': { description: A. }, '400': { description: B., content: { application/json: { schema: { type: object } } } } } }", SpecErrorIds.UnsupportedResponse, "error object")]
    [InlineData("put: { operationId: a, responses: { '200': { description: A. }, default: { description: B., content: { text/html: { schema: { type: string } } } } } }", SpecErrorIds.UnsupportedResponse, "text/html")]
    public void An_operation_outside_of_the_subset_is_refused(string operation, string id, string expected) =>
        Check(Documents.WithOperation("get: { operationId: fine, " + Fine + " }\n" + operation), id, expected, 8);

    [Theory]
    [InlineData("{ type: object, not: { type: string } }", "'not'")]
    [InlineData("{ type: object, properties: { a: { type: string } }, additionalProperties: { type: string } }", "map")]
    [InlineData("{ type: object, properties: { a: { type: string, format: binary } } }", "Files")]
    [InlineData("{ type: object, properties: { a: { type: string, format: byte } } }", "Files")]
    public void A_schema_outside_of_the_subset_is_refused(string schema, string expected) =>
        Check(Documents.WithSchema(schema), SpecErrorIds.UnsupportedSchema, expected, 17);

    [Theory]
    [InlineData("properties: { grant_type: { type: string }, grantType: { type: string } }", "GrantType")]
    [InlineData("properties: { a-b: { type: string }, a_b: { type: string } }", "AB")]
    [InlineData("properties: { '1st': { type: string } }", "no C# name")]
    [InlineData("properties: { $: { type: string } }", "no C# name")]
    [InlineData("properties: { 'a:b': { type: string } }", "no C# name")]
    [InlineData("properties: { thing: { type: string } }", "its own type")]
    [InlineData("oneOf: [{ type: object, properties: { a_b: { type: string } } }, { type: object, properties: { aB: { type: string } } }]", "AB")]
    public void Property_names_that_csharp_cannot_tell_apart_are_refused(string schema, string expected) =>
        Check(Documents.WithSchema("type: object\n" + schema), SpecErrorIds.NameClash, expected, 17);

    [Theory]
    [InlineData("get_it", "getIt", SpecErrorIds.NameClash)]
    [InlineData("getA", "GetA", SpecErrorIds.NameClash)]
    [InlineData("fine", "123", SpecErrorIds.NameClash)]
    public void Operation_names_that_csharp_cannot_tell_apart_are_refused(string first, string second, string id) =>
        Check(Documents.WithOperation($"get: {{ operationId: {first}, {Fine} }}\nput: {{ operationId: '{second}', {Fine} }}"), id, second, 8);

    [Fact]
    public void The_same_operationId_twice_is_refused() =>
        Assert.NotEmpty(Assert.Throws<SpecException>(() => Prepare(Documents.WithOperation($"get: {{ operationId: a, {Fine} }}\nput: {{ operationId: a, {Fine} }}"))).Errors);

    [Fact]
    public void Schema_names_that_csharp_cannot_tell_apart_are_refused() =>
        Check(Documents.WithSchema("type: object\nproperties: { a: { $ref: '#/components/schemas/thing' } }") + "    thing: { type: object, properties: { b: { type: string } } }\n", SpecErrorIds.NameClash, "Thing", 20);

    [Fact]
    public void Parameter_names_that_csharp_cannot_tell_apart_are_refused() =>
        Check(
            Documents.WithOperation($"get: {{ operationId: a, parameters: [{{ name: x-id, in: header, schema: {{ type: string }} }}, {{ name: x_id, in: header, schema: {{ type: string }} }}], {Fine} }}"),
            SpecErrorIds.NameClash, "XId", 7);

    [Fact]
    public void A_document_without_operations_is_refused() =>
        Check("openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths: {}\n", SpecErrorIds.UnsupportedOperation, "no operations", 1);

    [Theory]
    [InlineData("/a/{id}", "", "{id}")]
    [InlineData("/a/{id}/b/{id}", "{ name: id, in: path, required: true, schema: { type: string } }", "{id}")]
    [InlineData("/a/{id}.json", "{ name: id, in: path, required: true, schema: { type: string } }", "'{id}.json'")]
    [InlineData("/a/{id}{no}", "{ name: id, in: path, required: true, schema: { type: string } }, { name: no, in: path, required: true, schema: { type: string } }", "'{id}{no}'")]
    [InlineData("/a/{id}", "{ name: id, in: path, required: true, schema: { type: boolean } }", "'boolean'")]
    [InlineData("/a/{id}", "{ name: id, in: path, required: true, schema: { type: array, items: { type: string } } }", "'array'")]
    [InlineData("/a/{id}", "{ name: id, in: path, required: true, schema: { type: string, format: date-time } }", "'date-time'")]
    [InlineData("/a/{id}", "{ name: id, in: path, required: true, style: matrix, schema: { type: string } }", "'matrix'")]
    [InlineData("/a/{request}", "{ name: request, in: path, required: true, schema: { type: string } }", "'request'")]
    public void A_path_that_the_templates_do_not_write_is_refused(string path, string parameters, string expected)
    {
        var document = Documents.WithOperation($"get: {{ operationId: a, parameters: [{parameters}], {Fine} }}").Replace("  /a:", $"  {path}:", StringComparison.Ordinal);

        Assert.Contains(Assert.Throws<SpecException>(() => Prepare(document)).Errors, error => error.Id == SpecErrorIds.UnsupportedParameter && error.Text.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Uri")]
    [InlineData("System")]
    public void A_schema_that_would_hide_a_type_of_the_clients_is_refused(string name) =>
        Check(Documents.WithSchema($"type: object\nproperties: {{ a: {{ $ref: '#/components/schemas/{name}' }} }}") + $"    {name}: {{ type: object, properties: {{ b: {{ type: string }} }} }}\n", SpecErrorIds.NameClash, name, 20);

    [Fact]
    public void What_the_templates_write_is_accepted() => Prepare("""
        openapi: 3.0.3
        info: { title: T, version: '1', x-camara-commonalities: 0.6 }
        externalDocs: { url: 'https://example.com/' }
        tags: [{ name: t }]
        x-anything: { anyOf: [] }
        paths:
          /a:
            get: { operationId: getIt, tags: [t], parameters: [{ name: h, in: header, schema: { $ref: '#/components/schemas/Text' } }], responses: { '204': { description: Fine. }, '500': { description: Bare. } } }
            delete: { operationId: deleteIt, parameters: [{ name: class, in: query, schema: { type: string } }, { name: i_d, in: query, required: true, style: form, schema: { type: integer } }, { name: n, in: query, schema: { type: number } }, { name: b, in: query, schema: { type: boolean } }], responses: { '200': { description: Fine. }, default: { description: Bad., content: { application/json: { schema: { $ref: '#/components/schemas/Fault' } } } } } }
            patch: { operationId: patchIt, requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { n: { type: number }, b: { type: boolean }, t: { $ref: '#/components/schemas/Text' }, m: { type: array, items: { $ref: '#/components/schemas/Text' } } } } } } }, responses: { '200': { description: Fine. } } }
            put: { operationId: putIt, requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Fault' } } } }, responses: { '201': { description: Fine. } } }
          /b/{id}/c/{no}:
            parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
            get:
              operationId: getOne
              parameters: [{ name: no, in: path, required: true, schema: { type: integer } }, { name: t.gte, in: query, schema: { type: string, format: date-time } }, { name: m, in: query, schema: { type: array, items: { $ref: '#/components/schemas/Text' } } }]
              responses: { '200': { description: Fine., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Fault' } } } } }, '204': { description: None. } }
            post:
              operationId: postOne
              parameters: [{ name: no, in: path, required: true, schema: { type: integer } }]
              requestBody: { content: { application/json: { schema: { type: array, items: { type: string } } } } }
              callbacks: { said: { '{$request.body#/sink}': { post: { requestBody: { content: { text/plain: { schema: { not: { type: string } } } } }, responses: { '204': { description: Taken. } } } } } }
              responses: { '201': { description: Fine. }, '202': { description: Later. } }
        components:
          schemas:
            Text: { type: string }
            Fault: { type: object, additionalProperties: true, properties: { anyOf: { type: string }, not: { type: string } } }
        """);

    [Fact]
    public void All_problems_are_reported_in_one_run()
    {
        var errors = Assert.Throws<SpecException>(() => Prepare(Documents.WithOperation("head: { operationId: a, " + Fine + " }\nput: { operationId: b, servers: [{ url: /x }], responses: { '400': { description: A. } } }"))).Errors;

        Assert.Equal(3, errors.Count);
    }

    [Fact]
    public void A_document_that_breaks_a_rule_of_openapi_is_refused_where_it_does()
    {
        var error = Documents.ErrorOf(() => Prepare(Documents.Minimal.Replace("          description: Fine.", "          x-note: Fine.", StringComparison.Ordinal)));

        Assert.Equal((SpecErrorIds.InvalidDocument, 10), (error.Id, error.Place.Line));
        Assert.Contains("description", error.Text, StringComparison.Ordinal);
    }

    private void Check(string document, string? id, string expected, int line)
    {
        var error = Documents.ErrorOf(() => Prepare(document));

        Assert.Equal(id ?? error.Id, error.Id);
        Assert.Contains(expected, error.Text, StringComparison.Ordinal);
        Assert.Equal((_folder.PathOf("document.yaml"), line), (error.Place.File, Math.Clamp(error.Place.Line, line - 1, line)));
        Assert.True(error.Remedy.Length > 8, "There is no remedy.");
    }

    private void Prepare(string document) => PreparedSpec.Create(_folder.Write("document.yaml", document), []);
}
