using System.Text.Json;
using NumberVerify.Tool.Tests.Running;
using NumberVerify.Tool.Tests.Spec.Diff;

namespace NumberVerify.Tool.Tests.Spec;

public sealed class SpecDiffTests : IDisposable
{
    private const string Good = "responses: { '200': { description: Good. } }";

    private readonly DiffDocument _documents = new();
    private readonly string _old;
    private readonly string _breaking;
    private readonly string _compatible;
    private readonly string _editorial;

    public SpecDiffTests()
    {
        _old = _documents.Write(DiffDocument.WithOperation(Good));
        _breaking = _documents.Write(DiffDocument.WithOperation("security: [{ key: [a|b] }]\n" + Good, "securitySchemes: { key: { type: openIdConnect } }"));
        _compatible = _documents.Write(DiffDocument.WithOperation(Good.Replace("Good. }", "Good. }, '429': { description: Slower. }", StringComparison.Ordinal)));
        _editorial = _documents.Write(DiffDocument.WithOperation(Good.Replace("Good", "Fine", StringComparison.Ordinal)));
    }

    public void Dispose() => _documents.Dispose();

    [Fact]
    public async Task It_ends_with_1_where_a_change_weighs_as_much_as_asked_for_and_with_0_elsewhere()
    {
        Assert.Equal("1 0 0 0", await CodesOf());
        Assert.Equal("1 0 0 0", await CodesOf("--fail-on", "breaking"));
        Assert.Equal("1 1 0 0", await CodesOf("--fail-on", "compatible"));
        Assert.Equal("1 1 1 0", await CodesOf("--fail-on", "editorial", "--no-editorial"));
        Assert.Equal("0 0 0 0", await CodesOf("--fail-on", "never"));

        async Task<string> CodesOf(params string[] options)
        {
            var codes = new List<int>();
            foreach (var document in new[] { _breaking, _compatible, _editorial, _old })
            {
                codes.Add((await ToolRun.OfAsync(["spec", "diff", _old, document, .. options])).ExitCode);
            }

            return string.Join(' ', codes);
        }
    }

    [Fact]
    public async Task As_text_it_tells_each_change_by_its_place_its_values_its_rule_and_what_it_means()
    {
        var run = await ToolRun.OfAsync(["spec", "diff", _old, _breaking, "--no-editorial"]);

        Assert.Equal(
            """
            A 1.0.0 -> A 1.0.0

            breaking: 1
              POST /a: none -> a|b [authentication-required]
                Calls without a token are refused now.

            """.ReplaceLineEndings("\n"),
            run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task As_markdown_it_is_a_table_that_no_value_breaks_out_of()
    {
        var run = await ToolRun.OfAsync(["spec", "diff", _old, _breaking, "-f", "markdown", "--no-editorial"]);

        Assert.Contains("1 breaking, 0 compatible, 0 editorial.", run.Output, StringComparison.Ordinal);
        Assert.Contains("| POST /a | `none` | `a\\|b` | Calls without a token are refused now. | `authentication-required` |\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--format", "json")]
    public async Task As_json_it_holds_both_documents_the_counts_and_the_changes(params string[] options)
    {
        var run = await ToolRun.OfAsync(["spec", "diff", _old, _breaking, .. options]);

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("1.0.0", json.RootElement.GetProperty("new").GetProperty("version").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("breaking").GetInt32());
        Assert.Equal("authentication-required", json.RootElement.GetProperty("changes")[0].GetProperty("rule").GetString());
        Assert.Equal("editorial", json.RootElement.GetProperty("changes")[1].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Equal_documents_are_called_so()
    {
        var run = await ToolRun.OfAsync(["spec", "diff", _old, _old]);

        Assert.Equal((0, "A 1.0.0 -> A 1.0.0\nNothing changes.\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task With_a_file_to_write_to_standard_output_stays_empty()
    {
        var folder = Path.GetDirectoryName(_old)!;

        var run = await ToolRun.OfAsync(["spec", "diff", _old, _breaking, "--output", "report.md", "-f", "markdown"], surroundings => surroundings with { Folder = folder });

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("# A 1.0.0 to A 1.0.0\n", File.ReadAllText(Path.Combine(folder, "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_named() =>
        Assert.Equal(3, (await ToolRun.OfAsync(["spec", "diff", _old, _breaking, "--output", Path.Combine(_old, "report.md")])).ExitCode);

    [Fact]
    public async Task A_document_that_cannot_be_read_ends_with_3_and_names_file_line_and_column()
    {
        var broken = _documents.Write("openapi: 3.0.3\npaths: [\n", "broken.yaml");

        var text = await ToolRun.OfAsync(["spec", "diff", _old, broken]);
        var json = await ToolRun.OfAsync(["spec", "diff", broken, _old, "--json"]);

        Assert.Equal((3, 3), (text.ExitCode, json.ExitCode));
        Assert.Contains($"{broken}(3,", text.Error, StringComparison.Ordinal);
        Assert.Empty(text.Output);
        using var errors = JsonDocument.Parse(json.Output);
        var error = errors.RootElement.GetProperty("errors")[0];
        Assert.Equal((broken, 3), (error.GetProperty("file").GetString(), error.GetProperty("line").GetInt32()));
        Assert.True(error.GetProperty("column").GetInt32() > 0);
    }

    [Theory]
    [InlineData("get: { operationId: b, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '200': { description: A., content: { application/json: { schema: { anyOf: [{ type: string }, { type: integer }] } } } } } }")]
    [InlineData("get: { operationId: b, responses: { '200': { description: A., content: { application/json: { schema: { type: array, items: { type: object, discriminator: { propertyName: kind } } } } } } } }")]
    [InlineData("get: { operationId: b, responses: { '200': { description: A. } }, callbacks: { c: { '{$url}': { post: { responses: { '204': { description: A. } } } } } } }")]
    [InlineData("put: { operationId: b, requestBody: { content: { multipart/form-data: { schema: { type: object, patternProperties: { '^a': { type: string } }, if: { required: [a] }, then: { required: [b] } } } } }, responses: { 2XX: { description: A. } } }")]
    public async Task What_the_generator_does_not_write_is_compared_all_the_same(string path)
    {
        var old = _documents.Write(DiffDocument.WithOperation(Good, version: "3.1.0"));
        var @new = _documents.Write(DiffDocument.WithOperation(Good, version: "3.1.0").Replace("paths:\n", $"paths:\n  '/b/{{id}}':\n    {path}\n", StringComparison.Ordinal));

        var run = await ToolRun.OfAsync(["spec", "diff", old, @new]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("[operation-added]", run.Output, StringComparison.Ordinal);
        Assert.Equal("Nothing changes.", (await ToolRun.OfAsync(["spec", "diff", @new, @new])).Output.Split('\n')[1]);
    }
}
