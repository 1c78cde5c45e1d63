using System.Text.Json;
using NumberVerify.Testing;
using NumberVerify.Tests.Shared;
using NumberVerify.Tool.Tests.Running;
using NumberVerify.Tool.Tests.Spec.Diff;

namespace NumberVerify.Tool.Tests.Spec;

public sealed class SpecVerifyTests : IDisposable
{
    private const string Good = "responses: { '204': { description: Good. } }";
    private const string Server = "servers: [{ url: '{apiRoot}/first-api/v1', variables: { apiRoot: { default: 'http://localhost' } } }]";

    private readonly DiffDocument _documents = new();

    public void Dispose() => _documents.Dispose();

    [OfficialSpecTheory(OfficialSpecs.R32, OfficialSpecs.OneTimePasswordR32)]
    [InlineData(OfficialSpecs.R32, "number-verification.yaml")]
    [InlineData(OfficialSpecs.OneTimePasswordR32, "one-time-password-sms.yaml")]
    public async Task The_official_release_that_a_document_follows_has_its_contract(string official, string document)
    {
        var run = await RunAsync(Repository.Root, OfficialSpecs.PathOf(official), "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        using var json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("equal").GetBoolean());
        Assert.EndsWith(document, json.RootElement.GetProperty("document").GetString(), StringComparison.Ordinal);
    }

    [OfficialSpecTheory(OfficialSpecs.V031, OfficialSpecs.R24)]
    [InlineData(OfficialSpecs.V031)]
    [InlineData(OfficialSpecs.R24)]
    public async Task Another_release_differs_and_each_difference_has_its_place_in_our_document(string official)
    {
        var run = await RunAsync(Repository.Root, OfficialSpecs.PathOf(official));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("/info/version: ours \"2.1.0\", official ", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"number-verification\.yaml\(\d+,\d+\): /components/", run.Output);
    }

    [Fact]
    public async Task Other_words_are_equal_and_another_contract_is_not()
    {
        var folder = Folder();

        Assert.Equal(0, (await RunAsync(folder, _documents.Write(Document("Other words.", "v1")))).ExitCode);
        Assert.Equal(1, (await RunAsync(folder, _documents.Write(Document("Good.", "v2")))).ExitCode);
    }

    [Fact]
    public async Task An_api_is_known_by_the_name_in_its_base_path_and_without_one_by_its_title()
    {
        var folder = Folder();
        _documents.Write(DiffDocument.WithOperation(Good).Replace("title: A", "title: Second", StringComparison.Ordinal), "openapi/second.yaml");

        var first = await RunAsync(folder, _documents.Write(Document("Good.", "v7").Replace("title: A", "title: Renamed", StringComparison.Ordinal)));
        var second = await RunAsync(folder, _documents.Write(DiffDocument.WithOperation(Good).Replace("title: A", "title: Second", StringComparison.Ordinal)));

        Assert.Contains("first.yaml differs from", first.Output, StringComparison.Ordinal);
        Assert.Contains("second.yaml has the contract of", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_api_that_no_document_describes_ends_with_2_unless_a_document_is_named()
    {
        var folder = Folder();
        var other = _documents.Write(Document("Good.", "v1").Replace("first-api", "other-api", StringComparison.Ordinal));

        var run = await RunAsync(folder, other);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("other-api", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(folder, other, "--document", "openapi/first.yaml")).ExitCode);
    }

    [Fact]
    public async Task A_published_document_that_cannot_be_read_ends_with_3_and_names_the_line()
    {
        var broken = _documents.Write("openapi: 3.0.3\npaths: [\n");

        var run = await RunAsync(Folder(), broken);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"{broken}(3,", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_a_repository_with_openapi_it_ends_with_2()
    {
        var official = _documents.Write(Document("Good.", "v1"));

        Assert.Equal(2, (await RunAsync(Path.GetDirectoryName(official)!, official)).ExitCode);
    }

    private static string Document(string words, string version) => DiffDocument.WithOperation(Good.Replace("Good.", words, StringComparison.Ordinal), root: Server.Replace("v1", version, StringComparison.Ordinal));

    private string Folder() => Path.GetDirectoryName(Path.GetDirectoryName(_documents.Write(Document("Good.", "v1"), "openapi/first.yaml")))!;

    private static Task<ToolRun> RunAsync(string folder, params string[] arguments) => ToolRun.OfAsync(["spec", "verify", .. arguments], surroundings => surroundings with { Folder = folder });
}
