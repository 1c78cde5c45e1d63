using System.Xml.Linq;
using NumberVerify.Packages.Tests.Running;
using NumberVerify.Tests.Shared;
using static NumberVerify.Packages.Tests.Running.GeneratedProject;

namespace NumberVerify.Packages.Tests;

/// <summary>An official release takes the place of our document, unmodified: the clients are built from it, and the whole flow runs over them.</summary>
[Collection(nameof(WorkTree))]
public sealed class OfficialDocumentTests(WorkTree tree) : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [OfficialSpecFact(OfficialSpecs.V031)]
    public async Task Release_v0_3_1_is_generated_unmodified_and_the_whole_flow_runs_over_it()
    {
        await GenerateAsync(OfficialSpecs.PathOf(OfficialSpecs.V031), "0.3.1", "number-verification/v0", "number-verification-verify-read", "number-verification-share-read");
        await RunFlowAsync(OfficialSpecs.PathOf(OfficialSpecs.V031));
    }

    [OfficialSpecFact(OfficialSpecs.R24)]
    public async Task Release_r2_4_is_generated_unmodified_and_the_whole_flow_runs_over_it()
    {
        await GenerateAsync(OfficialSpecs.PathOf(OfficialSpecs.R24), "2.0.0", "number-verification/v2", "number-verification:verify", "number-verification:device-phone-number:read");
        await RunFlowAsync(OfficialSpecs.PathOf(OfficialSpecs.R24));
    }

    [OfficialSpecFact(OfficialSpecs.R32)]
    public async Task Release_r3_2_is_generated_unmodified_and_the_whole_flow_runs_over_it()
    {
        await GenerateAsync(OfficialSpecs.PathOf(OfficialSpecs.R32), "2.1.0", "number-verification/v2", "number-verification:verify", "number-verification:device-phone-number:read");
        await RunFlowAsync(OfficialSpecs.PathOf(OfficialSpecs.R32));
    }

    [Fact]
    public Task Work_in_progress_that_refers_to_a_common_file_is_generated() =>
        GenerateAsync(SplitDocument.Write(_temp), "wip", "number-verification/vwip", "number-verification:verify");

    private async Task GenerateAsync(string document, string version, string basePath, string verifyScope, string? shareScope = null)
    {
        var build = (await tree.BuildDocumentAsync(document, WorkTree.WithAnalyzers)).MustSucceed();

        var source = tree.Debug.SourceOf(NumberVerification);
        Assert.Empty(build.Warnings);
        Assert.Contains($"""DocumentVersion = "{version}";""", source);
        Assert.Contains($"""BasePath = "{basePath}";""", source);
        Assert.Contains($"""PhoneNumberVerifyScopes {"{ get; }"} = ["{verifyScope}"];""", source);
        if (shareScope is not null)
        {
            Assert.Contains($"""PhoneNumberShareScopes {"{ get; }"} = ["{shareScope}"];""", source);
        }
    }

    private async Task RunFlowAsync(string document)
    {
        var run = await tree.RunDotNetAsync(
            ["test", "tests/Integration", "--nodeReuse:false", WorkTree.WithoutAnalyzers, $"-p:NumberVerificationSpec={document}", "--filter", "Category=AnyRelease",
                "--logger", "trx;LogFileName=flow.trx", "--results-directory", _temp["results"]],
            Surroundings.Plain.With((OfficialSpecs.Variable, OfficialSpecs.Folder)));

        run.MustSucceed();
        var counters = XDocument.Load(_temp["results/flow.trx"]).Descendants().Single(element => element.Name.LocalName == "Counters");
        Assert.True((int)counters.Attribute("passed")! > 3, $"Only few tests ran: {counters}");
        Assert.Equal((int)counters.Attribute("total")!, (int)counters.Attribute("passed")!);
    }
}
