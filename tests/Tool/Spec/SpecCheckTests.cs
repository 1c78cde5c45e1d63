using System.Text.Json;
using NumberVerify.Testing;
using NumberVerify.Tool.Tests.Running;
using NumberVerify.Tool.Tests.Spec.Diff;

namespace NumberVerify.Tool.Tests.Spec;

public sealed class SpecCheckTests : IDisposable
{
    private const string Good = "responses: { '204': { description: Good. } }";

    private readonly DiffDocument _documents = new();

    public void Dispose() => _documents.Dispose();

    [Fact]
    public async Task The_documents_of_this_repository_are_good_and_every_action_of_their_overlays_applies()
    {
        var run = await RunAsync(Path.Combine(Repository.Root, "docs"));

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("number-verification.yaml: good\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("vonage-verify.yaml: good, with its overlay\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_that_finds_nothing_is_told_with_its_place()
    {
        var folder = Folder(DiffDocument.WithOperation(Good));
        var overlay = _documents.Write("overlay: 1.0.0\ninfo: { title: A, version: 1.0.0 }\nactions:\n  - target: $.info\n    update: { x-a: 1 }\n  - target: $.paths['/gone']\n    remove: true\n", "openapi/overlays/a.overlay.yaml");

        var run = await RunAsync(folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("a.yaml: 1 finding\n", run.Output, StringComparison.Ordinal);
        Assert.Contains($"  {overlay}(6,5): '$.paths['/gone']' selects nothing", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_no_client_can_be_made_from_is_told_with_the_place_of_each_reason()
    {
        var folder = Folder(DiffDocument.WithOperation(Good).Replace("post:", "head:", StringComparison.Ordinal));

        var run = await RunAsync(folder, "--json");

        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        var finding = json.RootElement.GetProperty("documents")[0].GetProperty("findings")[0];
        Assert.Equal(("NVSPEC0013", 5), (finding.GetProperty("id").GetString(), finding.GetProperty("line").GetInt32()));
        Assert.EndsWith("a.yaml", finding.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Equal(json.RootElement.GetProperty("findings").GetInt32(), json.RootElement.GetProperty("documents")[0].GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task One_broken_document_does_not_hide_the_others()
    {
        var folder = Folder(DiffDocument.WithOperation(Good));
        _documents.Write("openapi: 3.0.3\npaths: [\n", "openapi/b.yaml");
        _documents.Write(DiffDocument.WithOperation(Good), "openapi/c.yaml");

        var run = await RunAsync(folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("a.yaml: good\nb.yaml: 1 finding\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("c.yaml: good\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_overlay_without_a_document_is_told()
    {
        var folder = Folder(DiffDocument.WithOperation(Good));
        _documents.Write("overlay: 1.0.0\nactions: []\n", "openapi/overlays/gone.overlay.yaml");

        var run = await RunAsync(folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no document for this overlay.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_can_be_named()
    {
        var folder = Folder(DiffDocument.WithOperation(Good));

        Assert.Equal(0, (await ToolRun.OfAsync(["spec", "check", folder])).ExitCode);
        Assert.Equal(0, (await ToolRun.OfAsync(["spec", "check", Path.Combine(folder, "openapi")])).ExitCode);
        Assert.Equal(2, (await ToolRun.OfAsync(["spec", "check", Path.Combine(folder, "absent")])).ExitCode);
    }

    [Fact]
    public async Task Outside_of_a_repository_with_openapi_it_ends_with_2_and_says_what_is_missing()
    {
        var run = await RunAsync(Path.GetDirectoryName(_documents.Write("", "empty/file.txt"))!);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("openapi/", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    /// <summary>A repository with one document.</summary>
    private string Folder(string document) => Path.GetDirectoryName(Path.GetDirectoryName(_documents.Write(document, "openapi/a.yaml")))!;

    private static Task<ToolRun> RunAsync(string folder, params string[] options) => ToolRun.OfAsync(["spec", "check", .. options], surroundings => surroundings with { Folder = folder });
}
