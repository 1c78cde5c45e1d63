using System.Net;
using System.Text.Json;
using NumberVerify.Tool.Tests.Running;

namespace NumberVerify.Tool.Tests.Simulate;

public sealed class SimulateTests
{
    [Fact]
    public async Task It_tells_its_addresses_serves_its_page_and_ends_with_0_when_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var output = new ObservedOutput();
        var run = ToolRun.OfAsync(["simulate", "--port", "0", "--seed", "1"], surroundings => surroundings with { Output = output }, stop.Token);
        var page = (await output.LineAsync("Page"))["Page".Length..].Trim();
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri(page));
        await stop.CancelAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, (await run).ExitCode);
        Assert.Contains("Ctrl+C stops it.", output.ToString());
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(page)));
    }

    [Fact]
    public async Task With_json_it_prints_one_value_once_it_listens()
    {
        using var stop = new CancellationTokenSource();
        var output = new ObservedOutput();
        var run = ToolRun.OfAsync(["simulate", "--port", "0", "--json"], surroundings => surroundings with { Output = output }, stop.Token);
        await output.LineAsync("}");
        using var json = JsonDocument.Parse(output.ToString());
        using var client = new HttpClient();

        var metadata = await client.GetStringAsync(new Uri(json.RootElement.GetProperty("issuer").GetString() + "/.well-known/openid-configuration"));
        await stop.CancelAsync();

        Assert.Contains(json.RootElement.GetProperty("tokenEndpoint").GetString()!, metadata);
        Assert.Equal(0, (await run).ExitCode);
    }

    [Fact]
    public async Task A_seed_makes_what_is_drawn_repeat()
    {
        var one = await DevicesAsync("7");
        var same = await DevicesAsync("7");
        var other = await DevicesAsync("8");

        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task A_file_takes_the_place_of_the_demo()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Of("operator.json"), """{"clients":[{"clientId":"mine","clientSecret":"very-secret","redirectUris":["http://localhost:1/callback"]}],"devices":[]}""");
        using var stop = new CancellationTokenSource();
        var output = new ObservedOutput();
        var run = ToolRun.OfAsync(["simulate", "--port", "0", "--config", "operator.json"], surroundings => surroundings with { Output = output, Folder = folder.Path }, stop.Token);

        await output.LineAsync("Ctrl+C");
        await stop.CancelAsync();
        await run;

        Assert.Contains("mine", output.ToString());
        Assert.DoesNotContain("demo-client", output.ToString());
        Assert.DoesNotContain("very-secret", output.ToString());
    }

    [Theory]
    [InlineData("""{"nonsense":1}""", 3, "not valid")]
    [InlineData("""{"dialect":"nonsense"}""", 3, "dialect is unknown")]
    [InlineData(null, 2, "does not exist")]
    public async Task A_file_that_cannot_be_used_is_refused(string? content, int exitCode, string said)
    {
        using var folder = new TempFolder();
        if (content is not null)
        {
            await File.WriteAllTextAsync(folder.Of("operator.json"), content);
        }

        var run = await ToolRun.OfAsync(["simulate", "--port", "0", "--config", "operator.json"], surroundings => surroundings with { Folder = folder.Path });

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(said, run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_port_in_use_ends_with_3_and_one_that_is_none_with_2()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var inUse = await ToolRun.OfAsync(["simulate", "--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}"]);
        var none = await ToolRun.OfAsync(["simulate", "--port", "65536"]);

        Assert.Equal(3, inUse.ExitCode);
        Assert.Contains("in use", inUse.Error);
        Assert.Equal(2, none.ExitCode);
    }

    private static async Task<string> DevicesAsync(string seed)
    {
        using var stop = new CancellationTokenSource();
        var output = new ObservedOutput();
        var run = ToolRun.OfAsync(["simulate", "--port", "0", "--json", "--seed", seed], surroundings => surroundings with { Output = output }, stop.Token);
        await output.LineAsync("}");
        using var json = JsonDocument.Parse(output.ToString());
        using var client = new HttpClient();
        var devices = await client.GetStringAsync(new Uri(json.RootElement.GetProperty("issuer").GetString() + "/simulator/devices"));
        await stop.CancelAsync();
        await run;
        return devices;
    }
}
