using System.Security.Cryptography;
using NumberVerify.Packages.Tests.Running;

namespace NumberVerify.Packages.Tests;

/// <summary>The packages as a user gets them.</summary>
[Collection(nameof(WorkTree))]
public sealed class PackageTests(WorkTree tree) : IAsyncLifetime
{
    private readonly TempFolder _temp = new();

    private PackedFeed _feed = null!;

    public async Task InitializeAsync() => _feed = await tree.PackAsync();

    public Task DisposeAsync()
    {
        _temp.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The dependencies are complete: what builds our packages (the preparation tool, the generator) is none of a user's.</summary>
    [Theory]
    [InlineData("NumberVerify.Frontend", "NumberVerify.Analyzers")]
    [InlineData("NumberVerify.Generated", "Microsoft.Kiota.Abstractions")]
    [InlineData("NumberVerify", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Http", "Microsoft.Extensions.Options.ConfigurationExtensions",
        "Microsoft.IdentityModel.JsonWebTokens", "Microsoft.Kiota.Abstractions", "Microsoft.Kiota.Http.HttpClientLibrary", "NumberVerify.Analyzers", "NumberVerify.Frontend", "NumberVerify.Generated",
        "System.Threading.RateLimiting")]
    [InlineData("NumberVerify.AspNetCore", "Microsoft.IdentityModel.JsonWebTokens", "Microsoft.Kiota.Abstractions", "Microsoft.Kiota.Http.HttpClientLibrary", "NumberVerify")]
    [InlineData("NumberVerify.AspNetCore.PostgreSql", "Npgsql", "NumberVerify.AspNetCore")]
    [InlineData("NumberVerify.Simulator", "Microsoft.IdentityModel.JsonWebTokens")]
    public void A_package_holds_its_library_with_documentation_a_readme_a_license_and_names_what_it_needs(string name, params string[] dependencies)
    {
        var package = _feed[name];

        Assert.Contains($"lib/net10.0/{name}.dll", package.Files);
        Assert.Contains($"lib/net10.0/{name}.xml", package.Files);
        Assert.DoesNotContain(package.Files, file => file.Contains("nswag", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(name == "NumberVerify.Generated" ? ["lib/net10.0", "tools/spec"] : ["lib/net10.0"], package.Files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).Select(file => Path.GetDirectoryName(file)!.Replace('\\', '/')).Distinct());
        Assert.Contains("README.md", package.Files);
        Assert.Equal("README.md", package.Readme);
        Assert.Equal("Apache-2.0", package.LicenseExpression);
        Assert.False(string.IsNullOrWhiteSpace(package.Description));
        Assert.Equal(["net10.0"], package.Frameworks);
        Assert.Equal(dependencies, package.Dependencies);
    }

    /// <summary>For the project that refers to it and no other: what a library brings along must not generate in its users' projects.</summary>
    [Fact]
    public void The_package_of_the_clients_holds_what_generates_a_users_own()
    {
        var package = _feed["NumberVerify.Generated"];

        Assert.Equal(
            [
                "build/GenerateClient.proj", "build/NumberVerify.Generated.targets", "build/NumberVerify.OpenApi.targets", "build/overlays", "build/package-lock.json", "build/package.json", "build/templates",
                "build/transport", "tools/spec",
            ],
            package.Files.Where(file => file.StartsWith("build", StringComparison.Ordinal) || file.StartsWith("tools/", StringComparison.Ordinal))
                .Select(file => file.Split('/').Length > 2 ? string.Join('/', file.Split('/')[..2]) : file).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("tools/spec/NumberVerify.SpecTool.runtimeconfig.json", package.Files);
        Assert.Contains("build/transport/ApiTransport.g.cs", package.Files);
        Assert.Contains("build/overlays/openid-connect.overlay.yaml", package.Files);
    }

    [Fact]
    public void The_package_of_the_store_holds_the_script_that_makes_its_tables() =>
        Assert.Contains("sql/1.sql", _feed["NumberVerify.AspNetCore.PostgreSql"].Files);

    [Fact]
    public void The_package_of_the_rules_holds_rules_fixes_and_build_files_and_nothing_to_link()
    {
        var package = _feed["NumberVerify.Analyzers"];

        Assert.Equal(
            [
                "analyzers/dotnet/cs/NumberVerify.Analyzers.CodeFixes.dll", "analyzers/dotnet/cs/NumberVerify.Analyzers.dll",
                "build/NumberVerify.Analyzers.props", "build/NumberVerify.Analyzers.targets",
                "buildTransitive/NumberVerify.Analyzers.props", "buildTransitive/NumberVerify.Analyzers.targets",
            ],
            package.Files.Where(file => file.StartsWith("analyzers/", StringComparison.Ordinal) || file.StartsWith("build", StringComparison.Ordinal) || file.EndsWith(".dll", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        Assert.Empty(package.Dependencies);
        Assert.Equal("README.md", package.Readme);
    }

    [Fact]
    public async Task A_program_that_knows_the_packages_alone_builds_and_verifies_a_number()
    {
        _temp.Write("app/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <WarningsNotAsErrors>NU1900;NU1901;NU1902;NU1903;NU1904</WarningsNotAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NumberVerify" Version="{_feed.Version}" />
                <PackageReference Include="NumberVerify.Simulator" Version="{_feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        _temp.Write("app/Program.cs", """"
            using System.Buffers.Text;
            using System.Security.Cryptography;
            using Microsoft.Extensions.DependencyInjection;
            using NumberVerify;
            using NumberVerify.Simulator;

            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var point = key.ExportParameters(includePrivateParameters: false).Q;
            await using var mobileOperator = await OperatorSimulator.StartAsync(options => options.Clients.Add(new SimulatedClient
            {
                ClientId = "app",
                RedirectUris = ["https://app.example/callback"],
                JsonWebKeySet = $$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"key","use":"sig","alg":"ES256","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}]}""",
            }));
            var services = new ServiceCollection();
            services.AddNumberVerify(options =>
            {
                options.ClientId = "app";
                options.RedirectUri = new Uri("https://app.example/callback");
                options.Issuer = mobileOperator.Issuer.OriginalString;
                options.ApiRoot = mobileOperator.ApiRoot;
                options.Signer = Signer.FromPem(key.ExportPkcs8PrivateKeyPem(), "key");
                options.AllowLoopbackHttp = true;
            });
            await using var provider = services.BuildServiceProvider();
            var client = provider.GetRequiredService<NumberVerifyClient>();
            await client.DiscoverAsync();

            var request = AuthorizationRequest.Create();
            var callback = await mobileOperator.AddDevice("+346661113334").OpenAsync(client.GetAuthUrl(request));
            var answer = await client.ForUser(request, AuthorizationResponse.Parse(callback), "+346661113334").VerifyNumberAsync();
            Console.WriteLine($"Verified: {answer.DevicePhoneNumberVerified}");
            """");

        var run = await Programs.RunDotNetAsync(_temp["app"], ["run", .. NuGet.Properties(_feed.Folder)], NuGet.PrivateFolder(_temp));

        run.MustSucceed();
        Assert.Contains("Verified: True", run.Output);
        Assert.DoesNotContain(": warning ", run.Output);
        Assert.DoesNotContain(Directory.EnumerateFiles(_temp["app"], "*", SearchOption.AllDirectories), file => file.Contains("SpecTool"));
    }

    /// <summary>As it stands in the README; only the operator is one in the same process.</summary>
    [Fact]
    public async Task The_readmes_first_program_builds_from_the_packages_and_sends_a_device_to_the_operator()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var program = tree.Read("README.md").Split("## A first program")[1].Split("```csharp\n")[1].Split("```")[0];
        _temp.Write("first/client-key.pem", key.ExportPkcs8PrivateKeyPem());
        _temp.Write("first/First.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NumberVerify" Version="{_feed.Version}" />
                <PackageReference Include="NumberVerify.Simulator" Version="{_feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        _temp.Write("first/Program.cs", "using NumberVerify.Simulator;\n" + program
            .ReplaceFirst("var services", "await using var simulator = await OperatorSimulator.StartAsync(options => options.Clients.Add(new SimulatedClient { ClientId = \"my-backend\", ClientSecret = \"for tests only\", RedirectUris = [\"https://app.example/callback\"] }));\nvar services")
            .ReplaceFirst("\"https://operator.example\"", "simulator.Issuer.OriginalString")
            .ReplaceFirst("new Uri(\"https://api.operator.example\")", "simulator.ApiRoot;\n    options.AllowLoopbackHttp = true")
            + "Console.WriteLine(await simulator.AddDevice(\"+346661113334\").OpenAsync(client.GetAuthUrl(AuthorizationRequest.Create())));\n");

        var run = await Programs.RunDotNetAsync(_temp["first"], ["run", .. NuGet.Properties(_feed.Folder)], NuGet.PrivateFolder(_temp));

        run.MustSucceed();
        Assert.Matches(@"http://127\.0\.0\.1:\d+/\S+\?\S*client_id=my-backend", run.Output);
        Assert.Matches(@"https://app\.example/callback\?\S*code=", run.Output);
    }
}
