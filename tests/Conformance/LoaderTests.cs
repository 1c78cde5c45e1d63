using System.Globalization;
using System.Text.Json.Nodes;
using NumberVerify.SpecTool;

namespace NumberVerify.Conformance;

/// <summary>Reading YAML and JSON: every scalar as the core schema has it, every fault with its place.</summary>
public sealed class LoaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0.6", "0.6")]
    [InlineData("0.10", "0.1")]
    [InlineData("'0.6'", "\"0.6\"")]
    [InlineData("\"0.6\"", "\"0.6\"")]
    [InlineData("1.0", "1")]
    [InlineData("1.", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("-.5e+1", "-5")]
    [InlineData("1e3", "1000")]
    [InlineData("1e", "\"1e\"")]
    [InlineData(".", "\".\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("3.0.3", "\"3.0.3\"")]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("+12", "12")]
    [InlineData("-19", "-19")]
    [InlineData("017", "17")]
    [InlineData("0o17", "15")]
    [InlineData("0o18", "\"0o18\"")]
    [InlineData("0x1F", "31")]
    [InlineData("0xff", "255")]
    [InlineData("0x", "\"0x\"")]
    [InlineData("0b11", "\"0b11\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("12:30:45", "\"12:30:45\"")]
    [InlineData("2023-11-17", "\"2023-11-17\"")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("-123456789012345678901234567890", "-123456789012345678901234567890")]
    [InlineData("true", "true")]
    [InlineData("True", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("tRUE", "\"tRUE\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("off", "\"off\"")]
    [InlineData("y", "\"y\"")]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("NULL", "null")]
    [InlineData("nUll", "\"nUll\"")]
    [InlineData("''", "\"\"")]
    [InlineData("'null'", "\"null\"")]
    [InlineData("!!str 12", "\"12\"")]
    [InlineData("! 12", "\"12\"")]
    [InlineData("!!int '12'", "12")]
    [InlineData("!!float 12", "12")]
    [InlineData("!!bool 'true'", "true")]
    [InlineData("\"a\\tb\\u00e9\"", "\"a\\tb\\u00E9\"")]
    [InlineData("'it''s'", "\"it\\u0027s\"")]
    [InlineData("[1, a, {b: c}]", "[1,\"a\",{\"b\":\"c\"}]")]
    [InlineData("+34600000001", "34600000001")]
    [InlineData("'+34600000001'", "\"\\u002B34600000001\"")]
    public void A_scalar_is_what_the_core_schema_says(string yaml, string json)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };

            Assert.Equal(json, Value(yaml)?.ToJsonString() ?? "null");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("|\n  a\n  b\n", "a\nb\n")]
    [InlineData("|-\n  a\n  b\n", "a\nb")]
    [InlineData(">\n  a\n  b\n\n  c\n", "a b\nc\n")]
    public void Block_text_keeps_or_folds_its_lines(string yaml, string text) => Assert.Equal(text, Value(yaml)!.GetValue<string>());

    [Fact]
    public void Keys_are_always_text()
    {
        var value = Value("{200: a, 0x10: b, true: c, null: d, 1.50: e}")!.AsObject();

        Assert.Equal(["200", "0x10", "true", "null", "1.50"], value.Select(member => member.Key));
    }

    [Fact]
    public void An_alias_is_a_copy_of_its_anchor()
    {
        var value = Value("[&a {b: &c [1, 2]}, *a, *c]");

        Assert.Equal("""[{"b":[1,2]},{"b":[1,2]},[1,2]]""", value!.ToJsonString());
    }

    [Theory]
    [InlineData("{a: 1, b: 2, a: 3}", SpecErrorIds.DuplicateKey, 22)]
    [InlineData("{a: 1, 'a': 3}", SpecErrorIds.DuplicateKey, 16)]
    [InlineData("{<<: {a: 1}}", SpecErrorIds.NotJson, 10)]
    [InlineData("{[a]: 1}", SpecErrorIds.NotJson, 10)]
    [InlineData(".inf", SpecErrorIds.NotJson, 9)]
    [InlineData("-.INF", SpecErrorIds.NotJson, 9)]
    [InlineData(".nan", SpecErrorIds.NotJson, 9)]
    [InlineData("1e999", SpecErrorIds.NotJson, 9)]
    [InlineData("!!int abc", SpecErrorIds.NotJson, 9)]
    [InlineData("!!binary aGk=", SpecErrorIds.NotJson, 9)]
    [InlineData("!mine {a: 1}", SpecErrorIds.NotJson, 9)]
    [InlineData("!!set {a}", SpecErrorIds.NotJson, 9)]
    [InlineData("*nobody", SpecErrorIds.InvalidSyntax, 9)]
    [InlineData("&a [*a]", SpecErrorIds.NotJson, 13)]
    [InlineData("[1, 2", SpecErrorIds.InvalidSyntax, 0)]
    [InlineData("{a: 1]", SpecErrorIds.InvalidSyntax, 0)]
    [InlineData("'open", SpecErrorIds.InvalidSyntax, 0)]
    [InlineData("\"\\q\"", SpecErrorIds.InvalidSyntax, 0)]
    [InlineData("\n\ta: 1", SpecErrorIds.InvalidSyntax, 0)]
    [InlineData("@a", SpecErrorIds.InvalidSyntax, 0)]
    public void What_is_not_valid_or_not_json_is_an_error_with_its_place(string yaml, string id, int column)
    {
        var line = Documents.Minimal.Split('\n').Length;
        var error = Documents.ErrorOf(() => _folder.Load($"{Documents.Minimal}x-v:    {yaml}\n"));

        Assert.Equal(id, error.Id);
        Assert.EndsWith("document.yaml", error.Place.File, StringComparison.Ordinal);
        Assert.True(error.Place.Line >= 1 && error.Place.Column >= 1);
        Assert.NotEmpty(error.Remedy);
        if (column > 0)
        {
            Assert.Equal((line, column), (error.Place.Line, error.Place.Column));
        }
    }

    [Fact]
    public void A_bomb_of_aliases_is_stopped_before_it_fills_the_memory()
    {
        var bomb = "[&a0 [x, x, x, x, x, x, x, x, x, x]" + string.Concat(Enumerable.Range(1, 12).Select(level => $", &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]")) + "]";

        var error = Documents.ErrorOf(() => Value(bomb));

        Assert.Equal(SpecErrorIds.NotJson, error.Id);
        Assert.Contains("aliases", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yaml")]
    [InlineData("json")]
    public void Bottomless_nesting_is_an_error_and_no_crash(string extension)
    {
        var deep = new string('[', 100_000);

        var error = Documents.ErrorOf(() => SpecDocument.Load(_folder.Write("deep." + extension, deep)));

        Assert.Contains("deep." + extension, error.Place.File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("# Only a comment.\n", "empty")]
    [InlineData("- a\n- b\n", "mapping")]
    [InlineData("text", "mapping")]
    [InlineData("swagger: '2.0'\n", "Swagger 2.0")]
    [InlineData("info: {}\n", "'openapi'")]
    [InlineData("openapi: 3.0\n", "'3'")]
    [InlineData("openapi: 4.0.0\n", "'4.0.0'")]
    [InlineData("openapi: 3.2.0\n", "'3.2.0'")]
    [InlineData("openapi: [3.0.3]\n", "OpenAPI")]
    public void A_file_that_is_no_openapi_document_says_what_it_is(string text, string expected)
    {
        var error = Documents.ErrorOf(() => _folder.Load(text));

        Assert.Equal(SpecErrorIds.NotOpenApi, error.Id);
        Assert.Contains(expected, error.Text, StringComparison.Ordinal);
        Assert.Equal(1, error.Place.Line);
    }

    [Fact]
    public void A_second_document_in_the_file_is_refused_where_it_begins()
    {
        var error = Documents.ErrorOf(() => _folder.Load("openapi: 3.0.3\n---\na: 1\n"));

        Assert.Equal(2, error.Place.Line);
        Assert.Contains("second document", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_does_not_exist_is_an_error_that_names_it()
    {
        var error = Documents.ErrorOf(() => SpecDocument.Load(_folder.PathOf("absent.yaml")));

        Assert.Equal(SpecErrorIds.FileNotReadable, error.Id);
        Assert.Equal(_folder.PathOf("absent.yaml"), error.Place.File);
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_an_error()
    {
        Directory.CreateDirectory(_folder.PathOf("folder.yaml"));

        Assert.Equal(SpecErrorIds.FileNotReadable, Documents.ErrorOf(() => SpecDocument.Load(_folder.PathOf("folder.yaml"))).Id);
    }

    [Fact]
    public void Text_that_is_not_utf8_is_an_error()
    {
        File.WriteAllBytes(_folder.PathOf("latin.yaml"), [.. "a: "u8, 0xE9, 0x0A]);

        Assert.Equal(SpecErrorIds.InvalidSyntax, Documents.ErrorOf(() => SpecDocument.Load(_folder.PathOf("latin.yaml"))).Id);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_are_read()
    {
        var text = "\uFEFF" + Documents.Minimal.ReplaceLineEndings("\r\n");

        Assert.Equal("getA", _folder.Load(text).Root.At("paths", "/a", "get", "operationId")!.GetValue<string>());
    }

    [Theory]
    [InlineData("{\"openapi\": \"3.0.3\",\n \"a\": 1,\n \"a\": 2}", SpecErrorIds.DuplicateKey, 3, 2)]
    [InlineData("{\"openapi\": \"3.0.3\",\n \"é\": 1, \"a\": 1e999}", SpecErrorIds.NotJson, 2, 15)]
    [InlineData("{\"openapi\": \"3.0.3\",\n \"a\": 1,}", SpecErrorIds.InvalidSyntax, 2, 0)]
    [InlineData("{\"openapi\": \"3.0.3\"} x", SpecErrorIds.InvalidSyntax, 1, 0)]
    [InlineData("", SpecErrorIds.NotOpenApi, 1, 1)]
    public void Json_is_read_as_strictly(string json, string id, int line, int column)
    {
        var error = Documents.ErrorOf(() => _folder.Load(json, "document.json"));

        Assert.Equal(id, error.Id);
        Assert.Equal(line, error.Place.Line);
        if (column > 0)
        {
            Assert.Equal(column, error.Place.Column);
        }
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("/paths", 5, 1)]
    [InlineData("/paths/~1a/get/operationId", 8, 7)]
    [InlineData("#/paths/~1a/get/responses/200", 10, 9)]
    [InlineData("/paths/~1a/get/absent/below", 7, 5)]
    public void A_pointer_leads_to_the_line_of_its_key_or_of_the_nearest_thing_around_it(string pointer, int line, int column)
    {
        var place = _folder.Load(Documents.Minimal).PlaceOf(pointer);

        Assert.Equal((line, column), (place.Line, place.Column));
    }

    [Fact]
    public void OpenApi_3_1_that_only_spells_differently_is_lowered_to_3_0()
    {
        var document = _folder.Load(Documents.WithSchema("""
            type: object
            properties:
              a: { type: [string, 'null'] }
              b: { const: x }
              c: { type: integer, exclusiveMinimum: 1, examples: [2] }
            """).Replace("3.0.3", "3.1.0", StringComparison.Ordinal));

        Assert.Equal("3.0.3", document.Root["openapi"]!.GetValue<string>());
        Assert.Equal(
            """{"a":{"type":"string","nullable":true},"b":{"enum":["x"]},"c":{"type":"integer","minimum":1,"exclusiveMinimum":true}}""",
            document.Root.At("components", "schemas", "Thing", "properties")!.ToJsonString());
    }

    [Theory]
    [InlineData("type: [string, integer]", "several types")]
    [InlineData("if: { type: string }", "'if'")]
    [InlineData("prefixItems: [{ type: string }]", "'prefixItems'")]
    [InlineData("$defs: { A: { type: string } }", "'$defs'")]
    public void OpenApi_3_1_that_says_more_than_3_0_is_refused(string schema, string expected)
    {
        var error = Documents.ErrorOf(() => _folder.Load(Documents.WithSchema(schema).Replace("3.0.3", "3.1.0", StringComparison.Ordinal)));

        Assert.Equal(SpecErrorIds.NotOpenApi, error.Id);
        Assert.Contains(expected, error.Text, StringComparison.Ordinal);
        Assert.True(error.Place.Line > 10);
    }

    private JsonNode? Value(string yaml) => _folder.Load($"{Documents.Minimal}x-value: {yaml}\n").Root["x-value"];
}
