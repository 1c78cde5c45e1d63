namespace NumberVerify.Packages.Tests.Running;

/// <summary>
/// A program of a user's that knows the package NumberVerify.Generated alone and has an operator's document of its own, restored and built once. Its warnings are errors, it
/// has none of the conveniences that generated code could lean on, and its folder and name are no C# names.
/// </summary>
internal sealed class OperatorApp : IDisposable
{
    public const string Document = "apis/sim-changes.yaml";
    public const string Client = "SimChangesClient";

    private const string Api = """
        openapi: 3.0.3
        info:
          title: SIM changes
          version: 1.2.0
        servers:
          - url: '{apiRoot}/sim-changes/v1'
            variables:
              apiRoot:
                default: http://localhost:9091
        paths:
          /lines/{lineId}/changes:
            get:
              summary: Lists when the SIM of a line was changed.
              operationId: getChanges
              parameters:
                - name: lineId
                  in: path
                  required: true
                  schema:
                    type: string
              responses:
                '200':
                  description: All that are known.
                  content:
                    application/json:
                      schema:
                        type: array
                        items:
                          $ref: '#/components/schemas/SimChange'
        components:
          schemas:
            SimChange:
              type: object
              required: [changedOn]
              properties:
                changedOn:
                  type: string
                  format: date
                reason:
                  type: string
                  pattern: '^[a-z]+$'

        """;

    private readonly TempFolder _temp = new();
    private readonly PackedFeed _feed;

    private OperatorApp(PackedFeed feed) => _feed = feed;

    public BuildResult FirstBuild { get; private set; } = null!;

    public GeneratedProject Debug => new(_temp["my-shop/obj/Debug/net10.0"], _temp["my-shop/bin/Debug/net10.0/my-shop.dll"]);

    /// <summary>Where the generator is installed for all projects of a user.</summary>
    public string UserFolder => _temp["user data"];

    public string this[string file] => _temp[$"my-shop/{file}"];

    public static async Task<OperatorApp> CreateAsync(PackedFeed feed)
    {
        var app = new OperatorApp(feed);
        Directory.CreateDirectory(app.UserFolder);
        app._temp.Write("my-shop/my-shop.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <WarningsNotAsErrors>NU1900;NU1901;NU1902;NU1903;NU1904</WarningsNotAsErrors>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <IsAotCompatible>true</IsAotCompatible>
                <AnalysisLevel>latest-recommended</AnalysisLevel>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NumberVerify.Generated" Version="{feed.Version}" />
                <NumberVerifyOpenApi Include="{Document}" />
              </ItemGroup>
              <Import Project="more.props" Condition="Exists('more.props')" />
            </Project>
            """);
        app._temp.Write("my-shop/Program.cs", """
            using System;
            using System.Net;
            using System.Net.Http;
            using System.Text;
            using System.Threading;
            using System.Threading.Tasks;
            using my_shop.SimChanges;

            using var handler = new FakeOperator();
            using var http = new HttpClient(handler) { BaseAddress = new Uri("https://operator.example/" + SimChangesClient.BasePath + "/") };
            var changes = await new SimChangesClient(http).GetChangesAsync("+34 600/1");
            foreach (var change in changes.Result)
            {
                Console.WriteLine($"{change.ChangedOn:yyyy-MM-dd} {change.Reason}");
            }

            internal sealed class FakeOperator : HttpMessageHandler
            {
                protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
                {
                    Console.WriteLine($"{request.Method} {request.RequestUri.AbsoluteUri}");
                    return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("[{\"changedOn\":\"2026-01-31\",\"reason\":\"lost\"}]", Encoding.UTF8, "application/json") });
                }
            }
            """);
        app.Reset();
        app.FirstBuild = await app.BuildAsync();
        return app;
    }

    /// <summary>Undoes what a test changed, and gives the document's text.</summary>
    public string Reset()
    {
        File.Delete(this["more.props"]);
        Write(Document, Api);
        return Api;
    }

    public string Write(string file, string text) => _temp.Write($"my-shop/{file}", text);

    public async Task<BuildResult> BuildAsync(params IEnumerable<string> options)
    {
        var log = _temp["build.log"];
        File.Delete(log);
        var process = await RunDotNetAsync(["build", "--nodeReuse:false", $"-flp:v=detailed;logfile={log}", .. options]);
        return new BuildResult(process, File.Exists(log) ? File.ReadAllText(log) : "");
    }

    public Task<ProcessResult> RunDotNetAsync(IEnumerable<string> arguments) =>
        Programs.RunDotNetAsync(_temp["my-shop"], [.. arguments, .. NuGet.Properties(_feed.Folder)], NuGet.PrivateFolder(_temp).With(("XDG_DATA_HOME", UserFolder), ("LOCALAPPDATA", UserFolder)));

    public void Dispose() => _temp.Dispose();
}
