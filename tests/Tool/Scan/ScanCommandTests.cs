using System.Text.Json;
using NumberVerify.Tool.Scan.Assemblies;
using NumberVerify.Tool.Tests.Running;

namespace NumberVerify.Tool.Tests.Scan;

public sealed class ScanCommandTests
{
    private static readonly byte[] s_secret = Pack.Text($"{{ \"ClientSecret\": \"{Secrets.Client}\" }}");

    [Fact]
    public async Task Nothing_found_is_0_and_says_how_much_was_looked_into()
    {
        using var folder = new ScannedFolder();
        folder.Add("a.txt", Pack.Text("nothing"));
        folder.Add("empty.txt", []);

        var run = await folder.RunAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("No secret found; 2 files, 0.0 MB.\n", run.Output);
    }

    [Fact]
    public async Task A_finding_is_1_and_its_line_says_where_what_and_what_to_do()
    {
        using var folder = new ScannedFolder();
        folder.Add("wwwroot/appsettings.json", s_secret);
        folder.Add("cut.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]);

        var run = await folder.RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("wwwroot/appsettings.json(1,4): error NV1004: secret in a text 'ClientSecret'. Delete it there, revoke it", run.Output);
        Assert.Contains("cut.7z: error not-looked-into: not looked into: packed as 7z.", run.Output);
        Assert.Contains("1 found, 1 not looked into; 2 files", run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_2()
    {
        var run = await ToolRun.OfAsync(["scan", "no-such-folder-here"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no-such-folder-here", run.Error);
    }

    [Fact]
    public async Task What_could_not_be_looked_into_is_3()
    {
        using var folder = new ScannedFolder();
        folder.Add("cut.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]);

        Assert.Equal(3, (await folder.RunAsync()).ExitCode);
    }

    [Fact]
    public async Task One_file_is_scanned_by_its_name_and_relative_to_where_the_command_was_started()
    {
        using var folder = new ScannedFolder();
        folder.Add("shop/appsettings.json", s_secret);

        var run = await ToolRun.OfAsync(["scan", "shop/appsettings.json"], surroundings => surroundings with { Folder = folder.Path });

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("appsettings.json(1,4): error NV1004", run.Output);
    }

    [Fact]
    public async Task Json_is_one_value_with_every_finding_and_every_omission()
    {
        using var folder = new ScannedFolder();
        folder.Add("appsettings.json", s_secret);
        folder.Add("cut.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]);

        var run = await folder.RunAsync("--json");

        using var json = JsonDocument.Parse(run.Output);
        var finding = Assert.Single(json.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal(("NV1004", "error", "appsettings.json", "ClientSecret", 1), (finding.GetProperty("rule").GetString(), finding.GetProperty("level").GetString(), finding.GetProperty("place").GetString(), finding.GetProperty("name").GetString(), finding.GetProperty("line").GetInt32()));
        Assert.Equal("cut.7z", Assert.Single(json.RootElement.GetProperty("notLookedInto").EnumerateArray()).GetProperty("place").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("files").GetInt32());
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_3()
    {
        using var folder = new ScannedFolder();
        folder.Add("a.txt", Pack.Text("nothing"));

        var run = await folder.RunAsync("--sarif", Path.Combine(folder.Path, "missing", "a.sarif"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("cannot be written", run.Error);
    }

    [Fact]
    public async Task Links_are_followed_once_and_a_link_to_nothing_is_named()
    {
        using var folder = new ScannedFolder();
        folder.Add("real/appsettings.json", s_secret);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "real", "loop"), folder.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "lost"), Path.Combine(folder.Path, "nowhere"));

        var report = await folder.ReportAsync();

        Assert.Equal("real/appsettings.json", Assert.Single(report.Findings).Place);
        Assert.Equal("lost", Assert.Single(report.NotLookedInto).Place);
    }

    [Fact]
    public async Task A_scan_that_is_interrupted_says_so()
    {
        using var folder = new ScannedFolder();
        folder.Add("a.txt", Pack.Text("nothing"));

        var run = await ToolRun.OfAsync(["scan", folder.Path], cancellationToken: new CancellationToken(canceled: true));

        Assert.Equal(130, run.ExitCode);
    }

    /// <summary>The analyzer knows the parameter by its name; an assembly keeps its place alone.</summary>
    [Fact]
    public void Every_method_of_the_table_of_the_analyzer_has_a_place_for_its_secret()
    {
        foreach (var (type, method, _) in NumberVerify.Analyzers.KnownSinks.SecretParameters)
        {
            Assert.InRange(SecretArguments.Of(type, method) ?? -1, 0, 4);
        }

        Assert.Equal(2, SecretArguments.Of("Azure.Identity.ClientSecretCredential", ".ctor"));
        Assert.Equal(0, SecretArguments.Of("Any.Builder", "WithClientSecret"));
        Assert.Null(SecretArguments.Of("Any.Builder", "WithClientId"));
    }
}
