using NumberVerify.Packages.Tests.Running;

namespace NumberVerify.Packages.Tests;

/// <summary>The rules as they come with the packages: which projects they speak in, and that each diagnostic appears once.</summary>
[Collection(nameof(WorkTree))]
public sealed class AnalyzerPackageTests(AnalyzerPackageTests.Build build) : IClassFixture<AnalyzerPackageTests.Build>
{
    private const string Frontend = "NumberVerify.Frontend";
    private const string Backend = "NumberVerify";
    private const string Rules = "NumberVerify.Analyzers";
    private const string Secret = $"error NV1001 {Consumer.FlawLine}";
    private const string Reached = "error NV1005";
    private const string WpfProperties = "<UseWPF>true</UseWPF>";
    private const string MauiProperties = "<UseMaui>true</UseMaui>";

    private const string Settings = """
        {
          "ClientId": "shop",
          "ClientSecret": "kq7Wv2Zr9TnX4bLd"
        }
        """;

    private const string SharedSource = "public static class Shared { public static NumberVerify.NumberVerifyClient Client { get; set; } }";

    private static readonly string s_overOneMegabyte = $"const clientSecret = 'kq7Wv2Zr9TnX4bLd';{new string(' ', 1 << 20)}";

    private static readonly Consumer[] s_consumers =
    [
        new Consumer("Console").Referring(Backend),
        new Consumer("Web", "Microsoft.NET.Sdk.Web") { Properties = "<RequiresAspNetWebAssets>false</RequiresAspNetWebAssets>", Files = [("wwwroot/appsettings.json", Settings), ("wwwroot/large.js", s_overOneMegabyte)] }.Referring(Backend),
        new Consumer("Worker", "Microsoft.NET.Sdk.Worker").Referring(Backend),
        new Consumer("Tests") { Properties = "<IsTestProject>true</IsTestProject>", LateProperties = MauiProperties }.Referring(Backend),

        Consumer.Blazor("Blazor").Referring(Frontend) with { Says = [Secret] },
        Consumer.Blazor("BlazorFiles").Referring(Frontend).With("""<FrameworkReference Include="Microsoft.AspNetCore.App" /><AdditionalFiles Include="wwwroot/appsettings.json" />""") with
        {
            Flawed = false,
            Files =
            [
                ("Login.razor", "<p>Log in</p>\n\n@code {\n    private readonly Account _account = new() { ClientSecret = \"kq7Wv2Zr9TnX4bLd\" };\n}\n"),
                ("Account.cs", "internal sealed class Account { public string ClientId { get; set; } = \"\"; public string ClientSecret { get; set; } = \"\"; }"),
                ("wwwroot/appsettings.json", Settings),
                ("wwwroot/js/login.js", "const clientSecret = 'kq7Wv2Zr9TnX4bLd';"),
                ("wwwroot/it's one (1).json", Settings),
                ("wwwroot/broken.json", "{ \"clientSecret\": [ { \"a\": \"unclosed"),
                ("wwwroot/deep.json", new string('[', 100_000)),
                ("wwwroot/large.js", s_overOneMegabyte),
                ("wwwroot/style.css", "/* clientSecret = 'kq7Wv2Zr9TnX4bLd' */"),
            ],
            Says = ["error NV1001 Login.razor:4", "error NV1004 appsettings.json:3", "error NV1004 it's one (1).json:3", "error NV1004 login.js:1", "message NV9001"],
        },
        Consumer.Blazor("BlazorByThreeWays").Referring(Backend, Frontend, Rules) with { Says = [Secret, Reached] },
        Consumer.Blazor("BlazorByPackage").Referring(Backend) with { Flawed = false, Says = [Reached] },
        Consumer.Blazor("BlazorAsBackend").Referring(Backend) with { Properties = Consumer.Blazor("").Properties + "<NumberVerifyProjectKind>Backend</NumberVerifyProjectKind>", Files = [("wwwroot/appsettings.json", Settings)] },
        new Consumer("ConsoleAsFrontend") { Properties = "<NumberVerifyProjectKind>Frontend</NumberVerifyProjectKind>", Files = [("wwwroot/appsettings.json", Settings)] }.Referring(Frontend) with { Says = [Secret, "error NV1004 appsettings.json:3"] },
        new Consumer("Misspelt") { Properties = "<NumberVerifyProjectKind>Client</NumberVerifyProjectKind>" }.Referring(Frontend) with { Says = ["warning NV9001"] },

        new Consumer("Maui") { LateProperties = MauiProperties, Files = [("Resources/Raw/settings.json", Settings), ("Assets/more.json", Settings)] }
            .Referring(Frontend).With("""<MauiAsset Include="Resources/Raw/**;Assets/more.json" />""") with { Says = [Secret, "error NV1004 more.json:3", "error NV1004 settings.json:3"] },
        new Consumer("MauiFrameworks") { Frameworks = "net10.0;net10.0-windows", LateProperties = MauiProperties }.Referring(Backend) with
        {
            Says = [$"{Secret} net10.0", $"{Secret} net10.0-windows", $"{Reached} net10.0", $"{Reached} net10.0-windows"],
        },
        new Consumer("Browser") { LateProperties = "<RuntimeIdentifier>browser-wasm</RuntimeIdentifier>" }.Referring(Frontend) with { Says = [Secret] },
        new Consumer("Android") { LateProperties = "<RuntimeIdentifier>android-arm64</RuntimeIdentifier>" }.Referring(Frontend) with { Says = [Secret] },
        new Consumer("Ios") { LateProperties = "<RuntimeIdentifier>ios-arm64</RuntimeIdentifier>" }.Referring(Frontend) with { Says = [Secret] },
        new Consumer("HostByType") { Files = [("Host.cs", "namespace Microsoft.AspNetCore.Components.WebAssembly.Hosting { public sealed class WebAssemblyHostBuilder { } }")] }
            .Referring(Frontend) with { Says = [Secret] },
        new Consumer("Wpf") { Frameworks = "net10.0-windows", LateProperties = WpfProperties }.Referring(Backend) with { Says = ["warning NV1001 Flaw.cs:7", "warning NV1005"] },

        new Consumer("Shared") { OutputType = "Library", Files = [("Shared.cs", SharedSource)] }.Referring(Backend),
        new Consumer("SharedAlone") { OutputType = "Library", Files = [("Shared.cs", SharedSource)] }
            .With($"""<PackageReference Include="{Backend}" Version="$(Ours)" PrivateAssets="all" />"""),
        new Consumer("SharedHidden") { OutputType = "Library", Files = [("Shared.cs", SharedSource)] }
            .With($"""<PackageReference Include="{Backend}" Version="$(Ours)" PrivateAssets="compile;contentfiles;analyzers;build" />"""),
        Consumer.Blazor("BlazorThroughShared").With("""<ProjectReference Include="../Shared/Shared.csproj" />""") with { Says = [Secret, Reached] },
        Consumer.Blazor("BlazorThroughAlone").Referring(Frontend).With("""<ProjectReference Include="../SharedAlone/SharedAlone.csproj" />""") with { Says = [Secret] },
        Consumer.Blazor("BlazorThroughHidden").With("""<ProjectReference Include="../SharedHidden/SharedHidden.csproj" />""") with { Flawed = false, Says = [Reached] },
        Consumer.Blazor("BlazorAfterShared").Referring(Frontend).With("""<ProjectReference Include="../Shared/Shared.csproj" ReferenceOutputAssembly="false" />""") with { Says = [Secret] },
        Consumer.Blazor("Client").Referring(Frontend) with { Flawed = false },
        new Consumer("Host", "Microsoft.NET.Sdk.Web") { Properties = "<RequiresAspNetWebAssets>false</RequiresAspNetWebAssets>" }
            .Referring(Backend).With("""<ProjectReference Include="../Client/Client.csproj" />"""),
    ];

    public static TheoryData<string> Projects { get; } = [.. s_consumers.Select(consumer => consumer.Name)];

    /// <summary>To the letter: a diagnostic that appears twice, another rule's or the compiler's is a failure too.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_is_told_exactly_what_its_kind_deserves(string project)
    {
        var expected = s_consumers.Single(consumer => consumer.Name == project).Says;

        Assert.Equal(expected, build.Solution.Said(project));
        Assert.Equal(!expected.Any(line => line.StartsWith("error", StringComparison.Ordinal)), build.Output.Contains($"  {project} -> ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_over_one_megabyte_is_named_in_the_note_that_it_is_not_searched()
    {
        var note = Assert.Single(build.Output.Split('\n'), line => line.Contains("NV9001: Not searched", StringComparison.Ordinal));

        Assert.Contains("large.js", note);
        Assert.DoesNotContain("login.js", note);
    }

    [Fact]
    public void No_message_holds_the_secret() => Assert.DoesNotContain("kq7Wv2Zr9TnX4bLd", build.Output);

    [Fact]
    public void The_library_that_brings_a_backend_assembly_along_unseen_is_named() => Assert.Contains("'NumberVerify' (through 'SharedHidden')", build.Output);

    [Fact]
    public void Nothing_of_the_rules_is_in_what_is_shipped() =>
        Assert.DoesNotContain(Directory.EnumerateFiles(build.Solution["Client/bin"], "*", SearchOption.AllDirectories), file => Path.GetFileName(file).Contains(Rules, StringComparison.Ordinal));

    /// <summary>All projects, built once.</summary>
    public sealed class Build(WorkTree tree) : IAsyncLifetime
    {
        internal ConsumerSolution Solution { get; } = new();

        /// <summary>What the build printed, without its summary.</summary>
        internal string Output { get; private set; } = "";

        public async Task InitializeAsync() => Output = (await Solution.BuildAsync(await tree.PackAsync(), s_consumers)).WithoutSummary;

        public Task DisposeAsync()
        {
            Solution.Dispose();
            return Task.CompletedTask;
        }
    }
}
