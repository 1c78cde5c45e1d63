using NumberVerify.SpecTool;
using NumberVerify.SpecTool.Diff;

namespace NumberVerify.Tool.Tests.Spec.Diff;

/// <summary>Changes of calls: addresses, parameters, bodies, answers, scopes.</summary>
public sealed class OperationChangeTests : IDisposable
{
    private const string Good = "responses: { '200': { description: Good. } }";

    private readonly DiffDocument _documents = new();

    public void Dispose() => _documents.Dispose();

    [Fact]
    public void A_call_more_is_compatible_and_a_call_less_breaks()
    {
        var one = _documents.Load(DiffDocument.WithOperation(Good));
        var two = _documents.Load(DiffDocument.WithOperation(Good).Replace("paths:\n", "paths:\n  /b: { get: { operationId: getB, responses: { '200': { description: Good. } } } }\n", StringComparison.Ordinal));

        Assert.Equal([(ChangeKind.Compatible, "operation-added", "GET /b", null, "getB")], Rows(one, two));
        Assert.Equal([(ChangeKind.Breaking, "operation-removed", "GET /b", "getB", null)], Rows(two, one));
    }

    [Fact]
    public void Another_operation_id_renames_the_clients_method() =>
        Assert.Equal(
            [(ChangeKind.Breaking, "operation-id-changed", "POST /a", "postA", "sendA")],
            Rows(DiffDocument.WithOperation(Good), DiffDocument.WithOperation(Good).Replace("postA", "sendA", StringComparison.Ordinal)));

    [Theory]
    [InlineData("servers: [{ url: '{apiRoot}/a/v1', variables: { apiRoot: { default: 'http://localhost' } } }]", "servers: [{ url: '{apiRoot}/a/v2', variables: { apiRoot: { default: 'http://localhost' } } }]", "/a/v1", "/a/v2")]
    [InlineData("servers: [{ url: 'https://{host}{basePath}', variables: { host: { default: a.example }, basePath: { default: /a/v0 } } }]", "servers: [{ url: 'https://b.example/a/v1' }]", "/a/v0", "/a/v1")]
    [InlineData("servers: [{ url: 'https://a.example/a/v1' }]", "", "/a/v1", "/")]
    public void Another_base_path_breaks_every_call(string old, string @new, string before, string now) =>
        Assert.Equal([(ChangeKind.Breaking, "base-path-changed", "base path", before, now)], Rows(DiffDocument.WithOperation(Good, root: old), DiffDocument.WithOperation(Good, root: @new)));

    [Fact]
    public void Another_host_is_editorial() =>
        Assert.Empty(Rows(DiffDocument.WithOperation(Good, root: "servers: [{ url: 'https://a.example/a/v1' }]"), DiffDocument.WithOperation(Good, root: "servers: [{ url: '{apiRoot}/a/v1', variables: { apiRoot: { default: 'https://b.example' } } }]")));

    [Fact]
    public void Another_host_breaks_where_it_is_a_real_one() =>
        Assert.Equal(
            [(ChangeKind.Breaking, "server-changed", "servers", "https://api.first.net", "https://api.second.net")],
            Rows(DiffDocument.WithOperation(Good, root: "servers: [{ url: 'https://api.first.net/a/v1' }]"), DiffDocument.WithOperation(Good, root: "servers: [{ url: 'https://api.second.net/a/v1' }]")));

    [Fact]
    public void A_path_parameter_that_is_renamed_is_the_same_path()
    {
        var old = DiffDocument.WithOperation("parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n" + Good).Replace("/a:", "/a/{id}:", StringComparison.Ordinal);
        var @new = old.Replace("{id}", "{key}", StringComparison.Ordinal).Replace("name: id", "name: key", StringComparison.Ordinal);

        Assert.Empty(Rows(old, @new));
        Assert.Contains(ContractDiff.Compare(_documents.Load(old), _documents.Load(@new)), change => change.Rule == "path-parameter-renamed");
    }

    [Theory]
    [InlineData("", "{ name: q, in: query, schema: { type: string } }", ChangeKind.Compatible, "request-parameter-added", "request query q")]
    [InlineData("", "{ name: q, in: query, required: true, schema: { type: string } }", ChangeKind.Breaking, "request-required-parameter-added", "request query q")]
    [InlineData("{ name: q, in: query, schema: { type: string } }", "", ChangeKind.Breaking, "request-parameter-removed", "request query q")]
    [InlineData("{ name: q, in: query, schema: { type: string } }", "{ name: q, in: query, required: true, schema: { type: string } }", ChangeKind.Breaking, "request-parameter-required", "request query q")]
    [InlineData("{ name: X-A, in: header, required: true, schema: { type: string } }", "{ name: x-a, in: header, schema: { type: string } }", ChangeKind.Compatible, "request-parameter-optional", "request header x-a")]
    [InlineData("{ name: q, in: query, schema: { type: array, items: { type: string } } }", "{ name: q, in: query, explode: false, schema: { type: array, items: { type: string } } }", ChangeKind.Breaking, "request-parameter-serialization-changed", "request query q")]
    [InlineData("{ name: X-A, in: header, schema: { type: string } }", "{ name: X-A, in: header, schema: { type: string, maxLength: 3 } }", ChangeKind.Breaking, "request-length-narrowed", "request header X-A")]
    public void A_parameter_is_told_by_where_it_is_and_its_name(string old, string @new, ChangeKind kind, string rule, string where)
    {
        var row = Assert.Single(Rows(DiffDocument.WithOperation($"parameters: [{old}]\n{Good}"), DiffDocument.WithOperation($"parameters: [{@new}]\n{Good}")));

        Assert.Equal((kind, rule, $"POST /a: {where}"), (row.Kind, row.Rule, row.Where));
    }

    [Fact]
    public void A_parameter_of_the_path_is_one_of_the_call() =>
        Assert.Empty(Rows(
            DiffDocument.WithOperation("parameters: [{ name: q, in: query, schema: { type: string } }]\n" + Good),
            DiffDocument.WithOperation(Good).Replace("  /a:\n", "  /a:\n    parameters: [{ name: q, in: query, schema: { type: string } }]\n", StringComparison.Ordinal)));

    [Theory]
    [InlineData("", "requestBody: { content: { application/json: { schema: { type: object } } } }", ChangeKind.Compatible, "request-body-added")]
    [InlineData("", "requestBody: { required: true, content: { application/json: { schema: { type: object } } } }", ChangeKind.Breaking, "request-required-body-added")]
    [InlineData("requestBody: { content: { application/json: { schema: { type: object } } } }", "", ChangeKind.Breaking, "request-body-removed")]
    [InlineData("requestBody: { content: { application/json: {} } }", "requestBody: { required: true, content: { application/json: {} } }", ChangeKind.Breaking, "request-body-required")]
    [InlineData("requestBody: { content: { application/json: {} } }", "requestBody: { content: { application/json: {}, text/plain: {} } }", ChangeKind.Compatible, "request-content-type-added")]
    [InlineData("requestBody: { content: { application/json: {}, text/plain: {} } }", "requestBody: { content: { application/json; charset=utf-8: {} } }", ChangeKind.Breaking, "request-content-type-removed")]
    public void A_body_is_told_by_whether_it_must_be_there_and_its_types(string old, string @new, ChangeKind kind, string rule)
    {
        var row = Assert.Single(Rows(DiffDocument.WithOperation($"{old}\n{Good}"), DiffDocument.WithOperation($"{@new}\n{Good}")));

        Assert.Equal((kind, rule, "POST /a: request body"), (row.Kind, row.Rule, row.Where));
    }

    [Theory]
    [InlineData("'200': { description: A. }", "'200': { description: A. }, '202': { description: A. }", ChangeKind.Breaking, "response-success-added", "response 202")]
    [InlineData("'200': { description: A. }, '202': { description: A. }", "'200': { description: A. }", ChangeKind.Breaking, "response-success-removed", "response 202")]
    [InlineData("'200': { description: A. }", "'200': { description: A. }, '429': { description: A. }", ChangeKind.Compatible, "response-error-added", "response 429")]
    [InlineData("'200': { description: A. }, '503': { description: A. }", "'200': { description: A. }", ChangeKind.Compatible, "response-error-removed", "response 503")]
    [InlineData("'200': { description: A. }", "'200': { description: A., headers: { x-a: { schema: { type: string } } } }", ChangeKind.Compatible, "response-header-added", "response 200, header x-a")]
    [InlineData("'200': { description: A., headers: { x-a: { schema: { type: string } } } }", "'200': { description: A. }", ChangeKind.Breaking, "response-header-removed", "response 200, header x-a")]
    [InlineData("'200': { description: A., headers: { x-a: { schema: { type: string, maxLength: 3 } } } }", "'200': { description: A., headers: { X-A: { schema: { type: string } } } }", ChangeKind.Compatible, "response-length-widened", "response 200, header x-a")]
    [InlineData("'200': { description: A., content: { application/json: {} } }", "'200': { description: A., content: { application/json: {}, text/csv: {} } }", ChangeKind.Compatible, "response-content-type-added", "response 200")]
    public void An_answer_is_told_by_its_status(string old, string @new, ChangeKind kind, string rule, string where)
    {
        var row = Assert.Single(Rows(DiffDocument.WithOperation($"responses: {{ {old} }}"), DiffDocument.WithOperation($"responses: {{ {@new} }}")));

        Assert.Equal((kind, rule, $"POST /a: {where}"), (row.Kind, row.Rule, row.Where));
    }

    [Fact]
    public void Codes_are_those_of_the_schema_and_without_one_those_of_the_examples()
    {
        const string Examples = "responses:\n  '403': { description: A., content: { application/json: { schema: { type: object, properties: { code: { type: string } } }, examples: { a: { value: { code: A } }, b: { value: { code: B } } } } } }";
        const string Listed = "responses:\n  '403': { description: A., content: { application/json: { schema: { type: object, properties: { code: { type: string, enum: [B, C] } } }, example: { code: X } } } }";

        Assert.Equal(
            [
                (ChangeKind.Compatible, "error-codes-listed", "POST /a: response 403, code", "by example", "listed"),
                (ChangeKind.Compatible, "error-code-removed", "POST /a: response 403, code", "A", null),
                (ChangeKind.Compatible, "error-code-added", "POST /a: response 403, code", null, "C"),
            ],
            Rows(DiffDocument.WithOperation(Examples), DiffDocument.WithOperation(Listed)));
        Assert.Equal(
            [(ChangeKind.Compatible, "error-code-removed", "POST /a: response 403, code", "B", null)],
            Rows(DiffDocument.WithOperation(Examples), DiffDocument.WithOperation(Examples.Replace(", b: { value: { code: B } }", "", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("[{ o: [a:old] }]", "[{ o: [a:new] }]", ChangeKind.Breaking, "scope-changed", "a:old", "a:new")]
    [InlineData("[{ o: [a] }]", "[{ o: [a, b] }]", ChangeKind.Breaking, "scope-added", "a", "a b")]
    [InlineData("[{ o: [a, b] }]", "[{ o: [a] }]", ChangeKind.Compatible, "scope-removed", "a b", "a")]
    [InlineData("[{ o: [a] }]", "[{ o: [a] }, { o: [b] }]", ChangeKind.Compatible, "access-added", null, "b")]
    [InlineData("[{ o: [a] }, { o: [b] }]", "[{ o: [a] }]", ChangeKind.Breaking, "access-removed", "b", null)]
    [InlineData("[]", "[{ o: [a] }]", ChangeKind.Breaking, "authentication-required", "none", "a")]
    [InlineData("[{ o: [a] }]", "[]", ChangeKind.Compatible, "authentication-dropped", "a", "none")]
    [InlineData("[{ o: [] }]", "[{ k: [] }]", ChangeKind.Breaking, "authentication-changed", "OpenID Connect", "API key in header x-key")]
    public void What_a_token_must_hold_is_part_of_the_contract(string old, string @new, ChangeKind kind, string rule, string? before, string? now)
    {
        const string Schemes = "securitySchemes:\n  o: { type: openIdConnect }\n  k: { type: apiKey, in: header, name: x-key }";

        Assert.Equal([(kind, rule, "POST /a", before, now)], Rows(DiffDocument.WithOperation($"security: {old}\n{Good}", Schemes), DiffDocument.WithOperation($"security: {@new}\n{Good}", Schemes)));
    }

    [Fact]
    public void A_security_scheme_that_is_renamed_or_said_for_all_calls_at_once_is_the_same() =>
        Assert.Empty(Rows(
            DiffDocument.WithOperation($"security: [{{ three_legged: [a] }}]\n{Good}", "securitySchemes: { three_legged: { type: openIdConnect, openIdConnectUrl: 'https://a.example' } }"),
            DiffDocument.WithOperation(Good, "securitySchemes: { openId: { type: openIdConnect, openIdConnectUrl: 'https://a.example' } }", root: "security: [{ openId: [a] }]")));

    [Fact]
    public void Tokens_from_another_address_break() =>
        Assert.Equal(
            [(ChangeKind.Breaking, "authentication-address-changed", "POST /a", "https://a.example", "https://b.example")],
            Rows(
                DiffDocument.WithOperation($"security: [{{ o: [a] }}]\n{Good}", "securitySchemes: { o: { type: openIdConnect, openIdConnectUrl: 'https://a.example' } }"),
                DiffDocument.WithOperation($"security: [{{ o: [a] }}]\n{Good}", "securitySchemes: { o: { type: openIdConnect, openIdConnectUrl: 'https://b.example' } }")));

    [Fact]
    public void In_a_callback_the_client_receives_the_request_and_sends_the_answer()
    {
        const string Callback = "responses: { '201': { description: A. } }\ncallbacks:\n  told:\n    '{$request.body#/sink}':\n      post: { requestBody: { content: { application/json: { schema: { type: object, properties: { a: { type: string, maxLength: 3 } } } } } }, responses: { '204': { description: A. } } }";

        Assert.Equal(
            [(ChangeKind.Breaking, "response-length-widened", "callback told of POST /a: POST {$request.body#/sink}: request body, a", "at most 3", null)],
            Rows(DiffDocument.WithOperation(Callback), DiffDocument.WithOperation(Callback.Replace(", maxLength: 3", "", StringComparison.Ordinal))));
    }

    [Fact]
    public void What_only_words_say_is_editorial_and_summed_up()
    {
        var old = DiffDocument.WithOperation("summary: Some words.\ntags: [A]\nx-note: 1\n" + Good, "schemas: { Old: { type: string } }");
        var @new = DiffDocument.WithOperation("summary: Other words.\ntags: [B]\nx-note: 2\n" + Good.Replace("Good.", "Fine.", StringComparison.Ordinal), "schemas: { New: { type: string } }").Replace("1.0.0", "1.0.1", StringComparison.Ordinal);

        var changes = ContractDiff.Compare(_documents.Load(old), _documents.Load(@new));

        Assert.All(changes, change => Assert.Equal(ChangeKind.Editorial, change.Kind));
        Assert.Equal(["version-changed", "tags-changed", "extensions-changed", "components-renamed", "prose-changed"], changes.Select(change => change.Rule));
        Assert.Equal(("2 texts", "2 texts in their place"), (changes[^1].Old, changes[^1].New));
    }

    [Fact]
    public void What_no_rule_names_is_still_not_called_the_same()
    {
        var old = DiffDocument.WithOperation(Good, "schemas: { A: { type: string } }");

        var change = Assert.Single(ContractDiff.Compare(_documents.Load(old), _documents.Load(old.Replace("A: { type: string }", "A: { type: integer }", StringComparison.Ordinal))));

        Assert.Equal((ChangeKind.Editorial, "document-rewritten"), (change.Kind, change.Rule));
    }

    [Fact]
    public void Components_of_other_files_may_share_a_name()
    {
        _documents.Write("components: { schemas: { Code: { type: string, maxLength: 5 } } }", "common/common.yaml");
        var old = DiffDocument.WithMember("{ $ref: './common/common.yaml#/components/schemas/Code' }", components: "schemas: { Code: { type: integer } }");

        Assert.Empty(Rows(old, DiffDocument.WithMember("{ type: string, maxLength: 5 }")));
        Assert.Throws<SpecException>(() => SpecDocument.Load(_documents.Write(old)));
    }

    private (ChangeKind Kind, string Rule, string Where, string? Old, string? New)[] Rows(string old, string @new) => Rows(_documents.Load(old), _documents.Load(@new));

    private static (ChangeKind Kind, string Rule, string Where, string? Old, string? New)[] Rows(SpecDocument old, SpecDocument @new) =>
        [.. ContractDiff.Compare(old, @new).Where(change => change.Kind != ChangeKind.Editorial).Select(change => (change.Kind, change.Rule, change.Where, change.Old, change.New))];
}
