using NumberVerify.Packages.Tests.Running;
using static NumberVerify.Packages.Tests.Running.GeneratedProject;

namespace NumberVerify.Packages.Tests;

/// <summary>The generator may come from a NuGet feed; then nobody needs Node.js.</summary>
[Collection(nameof(WorkTree))]
public sealed class NuGetGeneratorTests(WorkTree tree) : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_generator_from_NuGet_writes_the_same_clients_without_nodejs()
    {
        (await tree.BuildAsync()).MustSucceed();
        NuGet.WriteGenerator(_temp["feed/NSwag.MSBuild.14.7.1.nupkg"], "14.7.1", tree["build/node_modules/nswag/bin/binaries/Net100"]);

        var build = await tree.BuildAsync(
            ["-p:NSwagSource=nuget", "--artifacts-path", _temp["artifacts"], .. NuGet.Properties(_temp["feed"])],
            NuGet.PrivateFolder(_temp).WithoutNode(_temp));

        build.MustSucceed();
        var fromNuGet = new GeneratedProject(_temp["artifacts/obj/NumberVerify.Generated/debug"], "");
        Assert.Equal(All, build.Generated);
        Assert.All(All, client => Assert.Equal(tree.Debug.SourceOf(client), fromNuGet.SourceOf(client)));
    }
}
