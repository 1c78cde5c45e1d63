using NumberVerify.Packages.Tests.Running;
using static NumberVerify.Packages.Tests.Running.GeneratedProject;

namespace NumberVerify.Packages.Tests;

/// <summary>A client is generated when what it is made of has changed, and only then.</summary>
[Collection(nameof(WorkTree))]
public sealed class IncrementalGenerationTests(WorkTree tree) : IDisposable
{
    private const string Document = "openapi/number-verification.yaml";
    private const string Summary = "summary: Reads the phone number of the user's SIM.";
    private const string OtherSummary = "summary: Tells which number the SIM has.";

    private readonly TempFolder _temp = new();

    private string OtherText => tree.Read(Document).ReplaceFirst(Summary, OtherSummary);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_second_build_starts_no_tool()
    {
        await BuildDefaultAsync();

        var second = await BuildDefaultAsync();

        Assert.Empty(second.Generated);
        Assert.Empty(second.Tools);
        Assert.Contains("Exec", tree.FirstBuild.Tools);
        Assert.Equal(All, tree.FirstBuild.Generated);
    }

    [Fact]
    public async Task A_document_that_was_only_touched_is_not_generated_again()
    {
        await BuildDefaultAsync();
        File.SetLastWriteTimeUtc(tree[Document], DateTime.UtcNow);

        var build = await BuildDefaultAsync();

        Assert.Empty(build.Generated);
        Assert.Empty(build.Tools);
    }

    [Fact]
    public async Task An_older_document_with_another_operation_gives_its_own_client_another_method_and_the_default_document_takes_it_back()
    {
        await BuildDefaultAsync();
        var untouched = File.GetLastWriteTimeUtc(tree.Debug.PathOf(OpenIdConnect));
        var document = _temp.Write("api.yaml", tree.Read(Document).ReplaceFirst("  /device-phone-number:\n", """
              /ping:
                get:
                  summary: Tells that the operator is there.
                  operationId: ping
                  responses:
                    '204':
                      description: It is.
                  security:
                    - openId:
                        - number-verification:ping
              /device-phone-number:

            """));
        File.SetLastWriteTimeUtc(document, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        var other = (await tree.BuildDocumentAsync(Path.GetRelativePath(tree.Root, document))).MustSucceed();
        var source = tree.Debug.SourceOf(NumberVerification);
        var methods = tree.Debug.CompiledMethods(NumberVerification);
        var back = await BuildDefaultAsync();

        Assert.Equal([NumberVerification], other.Generated);
        Assert.Equal([document], other.Documents);
        Assert.Contains("PingAsync", source);
        Assert.Contains("PingAsync", methods);
        Assert.Equal([NumberVerification], back.Generated);
        Assert.DoesNotContain("PingAsync", tree.Debug.SourceOf(NumberVerification));
        Assert.DoesNotContain("PingAsync", tree.Debug.CompiledMethods(NumberVerification));
        Assert.Equal(untouched, File.GetLastWriteTimeUtc(tree.Debug.PathOf(OpenIdConnect)));
    }

    [Fact]
    public async Task A_changed_overlay_generates_its_client_again()
    {
        await BuildDefaultAsync();
        using var edit = tree.Edit("openapi/overlays/openid-connect.overlay.yaml", "actions:\n", """
            actions:
              - target: $.paths['/token'].post
                description: A test's.
                update:
                  summary: What the overlay says.

            """);

        var build = await BuildDefaultAsync();

        Assert.Equal([OpenIdConnect], build.Generated);
        Assert.Contains("What the overlay says.", tree.Debug.SourceOf(OpenIdConnect));
    }

    [Fact]
    public async Task A_changed_template_generates_all_clients_again()
    {
        await BuildDefaultAsync();
        using var edit = tree.Edit("build/templates/File.liquid", "#nullable enable", "// What the template says.\n#nullable enable");

        var build = await BuildDefaultAsync();

        Assert.Equal(All, build.Generated);
        Assert.Contains("// What the template says.", tree.Debug.SourceOf(NumberVerification));
        Assert.Contains("// What the template says.", tree.Debug.SourceOf(OpenIdConnect));
    }

    [Fact]
    public async Task A_document_is_generated_again_when_a_file_that_it_refers_to_changes_and_when_it_comes_from_beside_another_one()
    {
        const string Description = "A value that finds the call again.";
        var here = SplitDocument.Write(_temp, "here");
        var there = SplitDocument.Write(_temp, "there", SplitDocument.Common.ReplaceFirst(Description, "What the file there says."));
        (await tree.BuildDocumentAsync(here)).MustSucceed();

        var unchanged = (await tree.BuildDocumentAsync(here)).MustSucceed();
        (await tree.BuildDocumentAsync(there)).MustSucceed();
        var fromThere = tree.Debug.SourceOf(NumberVerification);
        _temp.Write($"there/{SplitDocument.CommonFile}", SplitDocument.Common.ReplaceFirst(Description, "What it says now."));
        var changed = (await tree.BuildDocumentAsync(there)).MustSucceed();

        Assert.Empty(unchanged.Generated);
        Assert.Contains("What the file there says.", fromThere);
        Assert.Equal([NumberVerification], changed.Generated);
        Assert.Contains("What it says now.", tree.Debug.SourceOf(NumberVerification));
    }

    [Fact]
    public async Task Clean_removes_the_output_and_the_next_build_needs_neither_network_nor_nodejs()
    {
        await BuildDefaultAsync();

        (await tree.RunDotNetAsync(["clean", "src/Generated", "--nodeReuse:false"])).MustSucceed();
        var left = Directory.Exists(tree.Debug.OpenApiFolder) ? Directory.GetFileSystemEntries(tree.Debug.OpenApiFolder) : [];
        var build = (await tree.BuildAsync(surroundings: Surroundings.Plain.WithoutNetwork().WithoutNode(_temp))).MustSucceed();

        Assert.Empty(left);
        Assert.Equal(All, build.Generated);
        Assert.DoesNotContain("installing", build.Process.Output);
    }

    [Fact]
    public async Task A_release_build_of_another_document_does_not_disturb_the_debug_build()
    {
        await BuildDefaultAsync();

        var release = (await tree.BuildDocumentAsync(_temp.Write("api.yaml", OtherText), "-c", "Release")).MustSucceed();
        var debug = await BuildDefaultAsync();

        Assert.Contains(NumberVerification, release.Generated);
        Assert.Contains("Tells which number the SIM has.", tree.Release.SourceOf(NumberVerification));
        Assert.Empty(debug.Generated);
        Assert.Empty(debug.Tools);
        Assert.DoesNotContain("Tells which number the SIM has.", tree.Debug.SourceOf(NumberVerification));
    }

    [Fact]
    public async Task With_NumberVerifyGenerate_false_what_is_there_is_compiled_whatever_the_document_says()
    {
        await BuildDefaultAsync();
        File.Delete(tree.Debug.Assembly);
        File.AppendAllText(tree.Debug.PathOf(NumberVerification), "internal static class WrittenByATest { internal static void Marker() { } }\n");
        try
        {
            var build = (await tree.BuildDocumentAsync(_temp.Write("api.yaml", OtherText), "-p:NumberVerifyGenerate=false")).MustSucceed();

            Assert.Empty(build.Generated);
            Assert.Equal(["Csc"], build.Tools);
            Assert.Contains("Marker", tree.Debug.CompiledMethods("WrittenByATest"));
        }
        finally
        {
            File.Delete(tree.Debug.PathOf(NumberVerification));
        }
    }

    [Fact]
    public async Task After_a_faulty_document_the_default_one_is_generated_again()
    {
        await BuildDefaultAsync();
        (await tree.BuildDocumentAsync(_temp.Write("api.yaml", OtherText.ReplaceFirst("openapi: 3.0.3", "openapi: 9.9.9")))).Process.MustFail();

        await BuildDefaultAsync();

        Assert.DoesNotContain("Tells which number the SIM has.", tree.Debug.SourceOf(NumberVerification));
        Assert.Empty((await BuildDefaultAsync()).Tools);
    }

    private async Task<BuildResult> BuildDefaultAsync() => (await tree.BuildAsync()).MustSucceed();
}
