using NumberVerify.Packages.Tests.Running;

namespace NumberVerify.Packages.Tests;

/// <summary>A document of a user's own: in the user's project by the package NumberVerify.Generated, and in this repository by lying in openapi/.</summary>
[Collection(nameof(WorkTree))]
public sealed class OwnDocumentTests(WorkTree tree) : IAsyncLifetime
{
    private const string Summary = "summary: Lists when the SIM of a line was changed.";

    private OperatorApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await tree.OperatorAppAsync();
        _app.Reset();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_document_in_a_users_project_is_a_typed_client_at_its_build()
    {
        var run = await _app.RunDotNetAsync(["run", "--no-restore"]);

        run.MustSucceed();
        Assert.Equal(
            ["GET https://operator.example/sim-changes/v1/lines/%2B34%20600%2F1/changes", "2026-01-31 lost"],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal([OperatorApp.Client], _app.FirstBuild.MustSucceed().Generated);
        Assert.Empty(_app.FirstBuild.Warnings);
    }

    [Fact]
    public async Task The_generator_is_installed_once_for_a_user_and_nothing_is_written_into_the_package()
    {
        (await _app.BuildAsync("--no-restore")).MustSucceed();
        (await _app.RunDotNetAsync(["clean", "--nodeReuse:false"])).MustSucceed();

        var again = (await _app.BuildAsync("--no-restore")).MustSucceed();

        Assert.Equal([OperatorApp.Client], again.Generated);
        Assert.DoesNotContain("installing", again.Process.Output);
        Assert.Single(Directory.GetDirectories(Path.Combine(_app.UserFolder, "NumberVerify", "generator")));
        Assert.DoesNotContain(Directory.EnumerateDirectories(_app["../packages/numberverify.generated"], "*", SearchOption.AllDirectories), folder => Path.GetFileName(folder) is "node_modules" or "obj");
    }

    [Fact]
    public async Task The_second_build_starts_no_tool_and_a_changed_document_generates_again()
    {
        (await _app.BuildAsync("--no-restore")).MustSucceed();

        var second = (await _app.BuildAsync("--no-restore")).MustSucceed();
        _app.Write(OperatorApp.Document, _app.Reset().ReplaceFirst(Summary, "summary: Says something else.").ReplaceFirst("operationId: getChanges", "operationId: getChanges\n      tags: [changed]"));
        var changed = (await _app.BuildAsync("--no-restore")).MustSucceed();

        Assert.Empty(second.Generated);
        Assert.Empty(second.Tools);
        Assert.Equal([OperatorApp.Client], changed.Generated);
        Assert.Contains("Says something else.", _app.Debug.SourceOf(OperatorApp.Client));
    }

    [Fact]
    public async Task A_fault_is_one_error_with_its_line_in_the_users_file()
    {
        var text = _app.Reset().ReplaceFirst("'#/components/schemas/SimChange'", "'#/components/schemas/Nothing'");
        var document = _app.Write(OperatorApp.Document, text);

        var build = await _app.BuildAsync("--no-restore");

        build.Process.MustFail();
        Assert.StartsWith($"{Path.GetFullPath(document)}({text.LineOf("schemas/Nothing")},", Assert.Single(build.Errors));
        Assert.Contains("error NVSPEC0006: '#/components/schemas/Nothing' points at nothing.", build.Errors[0]);
    }

    [Fact]
    public async Task A_name_a_namespace_and_an_overlay_may_be_given_and_ours_apply_to_our_documents_by_their_name()
    {
        _app.Write("apis/openid-connect.yaml", tree.Read("openapi/openid-connect.yaml"));
        _app.Write("apis/renamed.yaml", """
            overlay: 1.0.0
            info: { title: A name of our own, version: 1.0.0 }
            actions:
              - target: $.paths['/lines/{lineId}/changes'].get
                description: A test's.
                update: { summary: What the overlay says. }
            """);
        _app.Write("more.props", """
            <Project>
              <ItemGroup>
                <NumberVerifyOpenApi Include="apis/openid-connect.yaml" />
                <NumberVerifyOpenApi Include="apis/../apis/sim-changes.yaml" ClientName="Lines" Namespace="Some.Where" Overlay="apis/renamed.yaml" />
              </ItemGroup>
            </Project>
            """);

        var build = (await _app.BuildAsync("--no-restore", "--artifacts-path", _app["artifacts"])).MustSucceed();

        var artifacts = new GeneratedProject(_app["artifacts/obj/my-shop/debug"], "");
        Assert.Equal(["Lines", "OpenidConnectClient", OperatorApp.Client], build.Generated.Order());
        Assert.Contains("namespace Some.Where;", artifacts.SourceOf("Lines"));
        Assert.Contains("What the overlay says.", artifacts.SourceOf("Lines"));
        Assert.Contains("namespace my_shop.OpenidConnect;", artifacts.SourceOf("OpenidConnectClient"));
        Assert.Contains("SecondsConverter", artifacts.SourceOf("OpenidConnectClient"));
    }

    [Theory]
    [InlineData("""<NumberVerifyOpenApi Include="apis/absent.yaml" />""", "NVGEN0002")]
    [InlineData("""<NumberVerifyOpenApi Include="apis/../apis/sim-changes.yaml" />""", "NVGEN0009")]
    [InlineData("""<NumberVerifyOpenApi Update="apis/sim-changes.yaml" ClientName="No Name" />""", "NVGEN0009")]
    [InlineData("""<NumberVerifyOpenApi Update="apis/sim-changes.yaml" Overlay="apis/absent.yaml" />""", "NVGEN0010")]
    public async Task What_cannot_be_named_or_found_is_one_error(string item, string code)
    {
        _app.Write("more.props", $"<Project><ItemGroup>{item}</ItemGroup></Project>");

        var build = await _app.BuildAsync("--no-restore");

        build.Process.MustFail();
        Assert.Contains($"error {code}: ", Assert.Single(build.Errors));
    }

    [Fact]
    public async Task An_older_language_than_the_clients_are_written_in_is_said()
    {
        _app.Write("more.props", "<Project><PropertyGroup><LangVersion>12.0</LangVersion></PropertyGroup></Project>");

        var build = await _app.BuildAsync("--no-restore");

        build.Process.MustFail();
        Assert.Contains("error NVGEN0011: The clients are written in C# 14, and LangVersion is 12.0.", Assert.Single(build.Errors));
    }

    [Fact]
    public async Task A_document_that_lies_in_openapi_builds_without_an_edit_and_so_does_what_uses_the_clients()
    {
        var document = tree["openapi/sim-changes.yaml"];
        var overlay = tree["openapi/overlays/sim-changes.overlay.yaml"];
        File.WriteAllText(document, _app.Reset());
        File.WriteAllText(overlay, """
            overlay: 1.0.0
            info: { title: What the generator must know about SIM changes, version: 1.0.0 }
            actions:
              - target: $.paths['/lines/{lineId}/changes'].get
                description: A test's.
                update: { operationId: listChanges }
            """);
        try
        {
            var build = (await tree.BuildAsync([WorkTree.WithAnalyzers])).MustSucceed();
            (await tree.RunDotNetAsync(["build", "src/AspNetCore", "--nodeReuse:false", WorkTree.WithoutAnalyzers])).MustSucceed();
            (await tree.RunDotNetAsync(["build", "src/Simulator", "--nodeReuse:false", WorkTree.WithoutAnalyzers])).MustSucceed();

            Assert.Contains(OperatorApp.Client, build.Generated);
            Assert.Contains("namespace NumberVerify.Generated.SimChanges;", tree.Debug.SourceOf(OperatorApp.Client));
            Assert.Contains("ListChangesAsync", tree.Debug.CompiledMethods(OperatorApp.Client));
        }
        finally
        {
            File.Delete(document);
            File.Delete(overlay);
        }

        (await tree.BuildAsync()).MustSucceed();
        Assert.DoesNotContain(OperatorApp.Client, File.ReadAllText(tree.Debug.Assembly, System.Text.Encoding.Latin1));
    }
}
