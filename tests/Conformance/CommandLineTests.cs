using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NumberVerify.SpecTool;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Conformance;

/// <summary>The executable: what it writes, what it prints, how it ends.</summary>
public sealed partial class CommandLineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Prepare_writes_the_document_and_what_it_was_made_of()
    {
        var overlay = OurDocuments.OverlaysOf(OurDocuments.OpenIdConnect).Single();

        var (code, output) = Run("prepare", "--document", OurDocuments.OpenIdConnect, "--overlay", overlay, "--output", Path("out/a.json"), "--inputs", Path("out/a.txt"));

        Assert.Equal((0, ""), (code, output));
        Assert.Equal($"{OurDocuments.OpenIdConnect}\n{overlay}\n", File.ReadAllText(Path("out/a.txt")));
        Assert.Equal("3.0.3", JsonNode.Parse(File.ReadAllText(Path("out/a.json")))!["openapi"]!.GetValue<string>());
        Assert.Equal(["a.json", "a.txt"], Directory.EnumerateFiles(Path("out")).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Prepare_writes_the_same_bytes_every_time_without_carriage_returns_or_a_mark()
    {
        Run("prepare", "--document", OurDocuments.NumberVerification, "--output", Path("a.json"), "--inputs", Path("a.txt"));
        Run("prepare", "--inputs", Path("b.txt"), "--output", Path("b.json"), "--document", OurDocuments.NumberVerification);

        var bytes = File.ReadAllBytes(Path("a.json"));
        Assert.Equal(bytes, File.ReadAllBytes(Path("b.json")));
        Assert.Equal((byte)'{', bytes[0]);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.DoesNotContain((byte)'\r', bytes);
    }

    [Fact]
    public void Prepare_leaves_earlier_output_alone_when_it_fails()
    {
        var bad = _folder.Write("bad.yaml", "openapi: 3.0.3\npaths: [\n");
        _folder.Write("a.json", "earlier");

        var (code, output) = Run("prepare", "--document", bad, "--output", Path("a.json"), "--inputs", Path("a.txt"));

        Assert.Equal(1, code);
        Assert.Matches(Canonical(), output);
        Assert.Equal("earlier", File.ReadAllText(Path("a.json")));
        Assert.Equal(["a.json", "bad.yaml"], Directory.EnumerateFiles(_folder.Root).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Prepare_says_when_it_cannot_write()
    {
        _folder.Write("file", "");

        var (code, output) = Run("prepare", "--document", OurDocuments.NumberVerification, "--output", Path("file/a.json"), "--inputs", Path("a.txt"));

        Assert.Equal(1, code);
        Assert.Contains(SpecErrorIds.OutputNotWritable, output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path("a.txt")));
    }

    [Fact]
    public void Each_problem_is_one_line_that_msbuild_understands()
    {
        var document = _folder.Write("a.yaml", Documents.WithOperation("head: { operationId: a, responses: { '200': { description: F. } } }\nput: { responses: { '200': { description: F. } } }"));

        var (code, output) = Run("prepare", "--document", document, "--output", Path("a.json"), "--inputs", Path("a.txt"));

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1, code);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Matches(Canonical(), line));
        Assert.StartsWith($"{document}(7,5): error NVSPEC0013: 'head' is not supported. Use ", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_first_problems_of_many_are_printed()
    {
        var document = _folder.Write("a.yaml", Documents.WithSchema("type: object\nproperties:\n" + string.Concat(Enumerable.Range(0, 50).Select(index => $"  p{index}: {{ not: {{ type: string }} }}\n"))));

        var (_, output) = Run("prepare", "--document", document, "--output", Path("a.json"), "--inputs", Path("a.txt"));

        Assert.Equal(21, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.EndsWith("and 30 more.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Contract_prints_the_document_without_prose()
    {
        var (code, output) = Run("contract", OurDocuments.NumberVerification);

        Assert.Equal(0, code);
        Assert.Equal(SpecContract.Print(SpecContract.Of(SpecDocument.Load(OurDocuments.NumberVerification))), output);
    }

    [Theory]
    [InlineData]
    [InlineData("unknown")]
    [InlineData("prepare")]
    [InlineData("prepare", "--document")]
    [InlineData("prepare", "--document", "a", "--output", "b")]
    [InlineData("prepare", "--document", "a", "--document", "b", "--output", "c", "--inputs", "d")]
    [InlineData("prepare", "--document", "a", "--output", "c", "--inputs", "d", "--verbose")]
    [InlineData("contract")]
    public void A_command_that_is_not_understood_prints_the_usage(params string[] arguments)
    {
        var (code, output) = Run(arguments);

        Assert.Equal(2, code);
        Assert.Contains("prepare --document FILE", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_no_error() => Assert.Equal(0, Run("--help").Code);

    [Fact]
    public void Every_identifier_of_an_error_is_its_own()
    {
        var ids = typeof(SpecErrorIds).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^NVSPEC00[0-9]{2}$", id));
    }

    [Fact]
    public void The_executable_prints_to_standard_output_and_returns_the_exit_code()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && System.IO.Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { typeof(CommandLine).Assembly.Location, "contract", Path("absent.yaml") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;

        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal((1, ""), (process.ExitCode, error));
        Assert.Equal($"{Path("absent.yaml")}(1,1): error NVSPEC0001: The file does not exist. Correct the path.{'\n'}", output);
    }

    /// <summary>Official releases, each broken at random in many ways, over the whole way from file to output.</summary>
    [OfficialSpecTheory(OfficialSpecs.V031, OfficialSpecs.R32)]
    [InlineData(OfficialSpecs.V031, 1)]
    [InlineData(OfficialSpecs.R32, 2)]
    [InlineData(null, 3)]
    public void A_broken_document_is_never_more_than_an_error_with_a_place(string? file, int seed)
    {
        var random = new Random(seed);
        var path = file is null ? OurDocuments.OpenIdConnect : OfficialSpecs.PathOf(file);
        var text = SpecContract.Print(SpecDocument.Load(path).Root);
        string[] splinters =
        [
            "null", "1", "\"\"", "\"text\"", "[]", "{}", "[null]", "{\"$ref\":\"#/components/schemas/ErrorInfo\"}", "{\"$ref\":\"#\"}", "{\"$ref\":\"#/paths\"}", "{\"allOf\":[{}]}", "true",
            "{\"oneOf\":[{\"type\":\"object\",\"properties\":{\"a\":null}}]}", "{\"type\":\"object\",\"properties\":{\"phoneNumber\":[]}}",
        ];
        for (var round = 0; round < 150; round++)
        {
            var root = JsonNode.Parse(text)!.AsObject();
            var nodes = Documents.Walk(root).Where(entry => entry.Path.Length > 0).ToList();
            for (var breaks = random.Next(1, 4); breaks > 0; breaks--)
            {
                var (pointer, _) = nodes[random.Next(nodes.Count)];
                Break(root, pointer, random.Next(4) == 0 ? null : JsonNode.Parse(splinters[random.Next(splinters.Length)]), random);
            }

            var document = _folder.Write("broken.json", root.ToJsonString());
            var (code, output) = Run("prepare", "--document", document, "--output", Path("a.json"), "--inputs", Path("a.txt"));

            Assert.True(code is 0 or 1);
            Assert.False(output.Contains(SpecErrorIds.Unexpected, StringComparison.Ordinal), $"{output}\n{root.ToJsonString()}");
            if (code == 1)
            {
                Assert.Matches(Canonical(), output.Split('\n')[0]);
            }
        }
    }

    [Fact]
    public void A_file_with_holes_and_splinters_in_its_text_is_never_more_than_an_error_with_a_place()
    {
        const string Splinters = "{}[]:,'\"&*!|>%@`#?-<<\t\n \\\0\u00E9";
        var random = new Random(4);
        var text = File.ReadAllText(OurDocuments.NumberVerification);
        for (var round = 0; round < 500; round++)
        {
            var broken = text[..random.Next(text.Length)].ToList();
            for (var breaks = random.Next(1, 6); breaks > 0 && broken.Count > 0; breaks--)
            {
                var at = random.Next(broken.Count);
                broken.RemoveRange(at, random.Next(Math.Min(3, broken.Count - at)));
                broken.Insert(at, Splinters[random.Next(Splinters.Length)]);
            }

            var (code, output) = Run("contract", _folder.Write("broken.yaml", new string([.. broken])));

            Assert.True(code is 0 or 1);
            Assert.False(output.Contains(SpecErrorIds.Unexpected, StringComparison.Ordinal), output);
        }
    }

    private static void Break(JsonObject root, string[] pointer, JsonNode? splinter, Random random)
    {
        JsonNode? parent = root;
        foreach (var name in pointer[..^1])
        {
            parent = parent switch
            {
                JsonObject members => members[name],
                JsonArray items when int.TryParse(name, out var index) && index < items.Count => items[index],
                _ => null,
            };
        }

        if (parent is JsonObject target)
        {
            target.Remove(pointer[^1]);
            if (random.Next(4) > 0)
            {
                target[pointer[^1]] = splinter;
            }
        }
        else if (parent is JsonArray list)
        {
            list.Add(splinter);
        }
    }

    private (int Code, string Output) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        return (CommandLine.Run(arguments, output), output.ToString());
    }

    private string Path(string name) => _folder.PathOf(name);

    [GeneratedRegex(@"^[^(]+\([1-9][0-9]*,[1-9][0-9]*\): error NVSPEC00[0-9]{2}: .+\. .+\.\n?$")]
    private static partial Regex Canonical();
}
