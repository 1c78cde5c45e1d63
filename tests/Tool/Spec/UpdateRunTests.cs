using System.Text.Json;
using NumberVerify.SpecTool;
using NumberVerify.Tests.Shared;
using NumberVerify.Tool.Running;
using NumberVerify.Tool.Spec.Update;

namespace NumberVerify.Tool.Tests.Spec;

/// <summary>An update happens as a whole or not at all, and says what stopped it.</summary>
public sealed class UpdateRunTests : IDisposable
{
    private readonly TemporaryRepository _repository = new();
    private readonly string _next;
    private readonly string _published;

    public UpdateRunTests()
    {
        _repository.Write("openapi/pets.yaml", Pets.Ours);
        _published = _repository.Write("../published.yaml", Pets.Published);
        _next = _repository.Write("../next.yaml", Pets.Next);
    }

    public void Dispose() => _repository.Dispose();

    [OfficialSpecFact(OfficialSpecs.R24, OfficialSpecs.R32)]
    public async Task The_release_before_and_back_leaves_the_tree_identical()
    {
        var before = _repository.Tree();

        var there = await _repository.UpdateAsync(new UpdateRequest(OfficialSpecs.PathOf(OfficialSpecs.R24)));
        Assert.Equal(["openapi/number-verification.yaml", "openapi/README.md", "openapi/retired/number-verification.yaml"], there.Files);
        Assert.Contains("| `number-verification.yaml` | CAMARA Number Verification 2.0.0, release r2.4 |", _repository.Read("openapi/README.md"));
        Assert.Contains("CAMARA Number Verification 2.0.0.", _repository.Read("openapi/number-verification.yaml"));
        Assert.Equal("r2.4", there.Release);

        var back = await _repository.UpdateAsync(new UpdateRequest(OfficialSpecs.PathOf(OfficialSpecs.R32)));

        Assert.Equal("updated", back.Status);
        Assert.Equal(before, _repository.Tree());
    }

    [OfficialSpecFact(OfficialSpecs.R24, OfficialSpecs.R32)]
    public async Task A_release_that_the_readme_does_not_list_gets_a_row_for_as_long_as_it_is_followed()
    {
        var before = _repository.Tree();
        var unlisted = _repository.Write("../r9.1.yaml", File.ReadAllText(OfficialSpecs.PathOf(OfficialSpecs.R24)) + "\n# another hash\n");

        await _repository.UpdateAsync(new UpdateRequest(unlisted));
        Assert.Matches(
            @"\| `camara/number-verification/r3\.2\.yaml` [^\n]*\n\| `camara/number-verification/r9\.1\.yaml` \| r9\.1 \(2\.0\.0\) \| \[NumberVerification, tag r9\.1\]\(https://github\.com/camaraproject/NumberVerification/blob/r9\.1/[^)]*\) \| `[0-9a-f]{64}` \|\n",
            _repository.Read("openapi/README.md"));
        await _repository.UpdateAsync(new UpdateRequest(OfficialSpecs.PathOf(OfficialSpecs.R32)));

        Assert.Equal(before, _repository.Tree());
    }

    [Fact]
    public async Task A_build_that_fails_puts_every_file_back()
    {
        var before = _repository.Tree();
        var during = before;
        var error = new SpecError("CS0117", new SourcePlace("Some.cs", 3, 4), "It is not there.", "Mend it.");

        var stopped = await Assert.ThrowsAsync<SpecException>(() => _repository.UpdateAsync(new UpdateRequest(_next), new FakeBuild(_ =>
        {
            during = _repository.Tree();
            throw new SpecException([error]);
        })));

        Assert.Equal([error], stopped.Errors);
        Assert.NotEqual(before, during);
        Assert.Equal(before, _repository.Tree());
    }

    [Fact]
    public async Task Ctrl_C_while_it_builds_puts_every_file_back()
    {
        var before = _repository.Tree();
        using var interruption = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _repository.UpdateAsync(
            new UpdateRequest(_next),
            new FakeBuild(async token =>
            {
                await interruption.CancelAsync();
                token.ThrowIfCancellationRequested();
            }),
            interruption.Token));

        Assert.Equal(before, _repository.Tree());
    }

    [Fact]
    public async Task An_update_that_was_killed_is_undone_by_the_next_one()
    {
        var before = _repository.Tree();
        var killed = await KillAsync();
        Restore(killed);
        Assert.NotEqual(before, _repository.Tree());

        using (var transaction = FileTransaction.Begin(ApiRepository.Find(_repository.Root).Workspace))
        {
            Assert.True(transaction.Recovered);
        }

        Assert.Equal(before, _repository.Tree());
    }

    [Fact]
    public async Task What_was_changed_after_an_update_was_killed_is_not_overwritten()
    {
        Restore(await KillAsync());
        _repository.Write("openapi/pets.yaml", "mine");

        var stopped = await Assert.ThrowsAsync<ToolException>(() => _repository.UpdateAsync(new UpdateRequest(_next)));

        Assert.Contains("pets.yaml", stopped.Message);
        Assert.Equal("mine", _repository.Read("openapi/pets.yaml"));
    }

    [Fact]
    public async Task Two_updates_at_once_are_one_too_many()
    {
        ToolException? refused = null;

        await _repository.UpdateAsync(
            new UpdateRequest(_next),
            new FakeBuild(async _ => refused = await Assert.ThrowsAsync<ToolException>(() => _repository.UpdateAsync(new UpdateRequest(_published)))));

        Assert.Equal(ExitCode.Failure, refused!.ExitCode);
        Assert.Contains("version: 2.0.0", _repository.Read("openapi/pets.yaml"));
    }

    [Theory]
    [InlineData("    operationId: getPet", "      operationId: getPet\n    broken", "NVSPEC0002")]
    [InlineData("type: integer", "$ref: '#/components/schemas/Nowhere'", SpecErrorIds.UnresolvedReference)]
    [InlineData("type: integer", "not: { type: integer }", SpecErrorIds.UnsupportedSchema)]
    public async Task With_a_broken_document_the_tree_is_untouched_and_the_error_names_the_line(string from, string to, string id)
    {
        var before = _repository.Tree();
        var broken = _repository.Write("../broken.yaml", Pets.Next.Replace(from, to, StringComparison.Ordinal));

        var run = await _repository.RunAsync(broken);

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Matches($@"broken\.yaml\([1-9][0-9]+,[0-9]+\): error {id}: ", run.Error);
        Assert.Equal(before, _repository.Tree());
        Assert.False(Directory.Exists(_repository.Path("artifacts")));
    }

    [Fact]
    public async Task What_an_overlay_no_longer_finds_stops_the_update_at_its_place()
    {
        var overlay = _repository.Write("openapi/overlays/pets.overlay.yaml", """
            overlay: 1.0.0
            info: { title: Pets, version: 1.0.0 }
            actions:
              - target: $.components.schemas.Pet
                update: { x-note: found }
              - target: $.components.schemas.Pet.properties.kind
                update: { x-note: gone }
            """);
        var before = _repository.Tree();
        var lacking = _repository.Write("../lacking.yaml", Pets.Next.Replace("        kind: {", "        sort: {", StringComparison.Ordinal));

        var stopped = await Assert.ThrowsAsync<SpecException>(() => _repository.UpdateAsync(new UpdateRequest(lacking)));

        Assert.Equal([new SourcePlace(overlay, 6, 5)], stopped.Errors.Select(error => error.Place));
        Assert.Equal(before, _repository.Tree());
    }

    [Fact]
    public async Task A_dry_run_shows_everything_and_writes_nothing()
    {
        var before = _repository.Tree();

        var run = await _repository.RunAsync(_next, "--dry-run");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("/info/version", run.Output);
        Assert.Contains("openapi/retired/pets.yaml", run.Output);
        Assert.Equal(before, _repository.Tree());
        Assert.False(Directory.Exists(_repository.Path("artifacts")));
    }

    [Fact]
    public async Task With_json_the_report_is_one_value()
    {
        var run = await _repository.RunAsync(_next, "--dry-run", "--json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("dry-run", json.RootElement.GetProperty("status").GetString());
        Assert.Equal("openapi/pets.yaml", json.RootElement.GetProperty("document").GetString());
        Assert.Equal("2.0.0", json.RootElement.GetProperty("to").GetString());
        Assert.Contains(json.RootElement.GetProperty("differences").EnumerateArray(), row => row.GetProperty("pointer").GetString() == "/info/version");
    }

    [Fact]
    public async Task A_document_that_is_equal_already_is_left_alone_and_nothing_is_built()
    {
        var before = _repository.Tree();
        var build = new FakeBuild();

        var report = await _repository.UpdateAsync(new UpdateRequest(_published), build);

        Assert.Equal("equal", report.Status);
        Assert.Equal(0, build.Builds);
        Assert.Equal(before, _repository.Tree());
    }

    [Fact]
    public async Task The_public_API_is_approved_only_when_asked()
    {
        const string Approved = "tests/Unit/PublicApi/NumberVerify.SpecTool.approved.txt";
        _repository.Write(Approved, "old\n");
        var build = new FakeBuild { Assemblies = { ["NumberVerify.SpecTool"] = typeof(SpecDocument).Assembly.Location } };

        var seen = await _repository.UpdateAsync(new UpdateRequest(_next), build);
        Assert.Equal("NumberVerify.SpecTool", Assert.Single(seen.PublicApi).Assembly);
        Assert.Contains("+ ", seen.PublicApi[0].Difference);
        Assert.Equal("old\n", _repository.Read(Approved));

        var approved = await _repository.UpdateAsync(new UpdateRequest(_published, Approve: true), build);
        Assert.Contains(Approved, approved.Files);
        Assert.Contains("class SpecDocument", _repository.Read(Approved));
    }

    [Fact]
    public async Task A_document_of_another_API_is_not_mistaken_for_one_of_ours()
    {
        var other = _repository.Write("../other.yaml", Pets.Next.Replace("Pets", "Plants", StringComparison.Ordinal).Replace("/pets/", "/plants/", StringComparison.Ordinal).Replace("/pet:", "/plant:", StringComparison.Ordinal));

        var run = await _repository.RunAsync(other, "--dry-run");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("--document", run.Error);

        var named = await _repository.RunAsync(other, "--dry-run", "--document", "pets");
        Assert.Equal(0, named.ExitCode);
    }

    [Fact]
    public async Task Outside_of_a_repository_it_ends_with_2_and_says_what_is_missing()
    {
        _repository.Write("../elsewhere/readme.txt", "");
        var run = await Tests.Running.ToolRun.OfAsync(["spec", "update", _next], surroundings => surroundings with { Folder = _repository.Path("../elsewhere") });

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("openapi/", run.Error);

        File.Delete(_repository.Path("Example.sln"));
        run = await _repository.RunAsync(_next);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("solution", run.Error);

        run = await _repository.RunAsync(_next, "--build", "src");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("nothing to build", run.Error);
    }

    [Theory]
    [InlineData("/a b/Some.cs(12,34): error CS0246: The type 'X (y)' is missing. [/a b/Some.csproj]", "/a b/Some.cs", 12, 34, "CS0246")]
    [InlineData("/a/openapi/pets.yaml(7): error NVSPEC0017: No type. [/a/Some.csproj]", "/a/openapi/pets.yaml", 7, 1, "NVSPEC0017")]
    [InlineData("/a/Some.csproj : error NU1101: Unable to find package. [/a/Some.sln]", "/a/Some.csproj", 1, 1, "NU1101")]
    public void An_error_of_the_build_is_told_with_its_place(string line, string file, int number, int column, string id)
    {
        var error = Assert.Single(DotNetBuild.ErrorsIn(["  Some other line", line, line]));

        Assert.Equal((id, new SourcePlace(file, number, column)), (error.Id, error.Place));
    }

    private async Task<Dictionary<string, byte[]>> KillAsync()
    {
        Dictionary<string, byte[]> files = [];
        await Assert.ThrowsAsync<ToolException>(() => _repository.UpdateAsync(new UpdateRequest(_next), new FakeBuild(_ =>
        {
            files = Directory.EnumerateFiles(_repository.Root, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("lock", StringComparison.Ordinal)).ToDictionary(file => file, File.ReadAllBytes);
            throw new ToolException(ExitCode.Failure, "Stopped.", "");
        })));
        return files;
    }

    private static void Restore(Dictionary<string, byte[]> files)
    {
        foreach (var (path, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }
}
