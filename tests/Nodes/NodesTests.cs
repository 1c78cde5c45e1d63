using System.Net;
using System.Text.Json;
using NumberVerify.Simulator;

namespace NumberVerify.Nodes.Tests;

/// <summary>Two nodes in processes of their own behind nginx, with one PostgreSQL: what holds on one node holds on several.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private Backend? _backend;

    private Backend Backend => _backend!;

    public async Task InitializeAsync() => _backend = Programs.NoNodes is null ? await Backend.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (_backend is not null)
        {
            await _backend.DisposeAsync();
        }
    }

    [NodesFact]
    public async Task Nodes_that_start_at_once_make_the_tables_once_and_a_verification_that_starts_on_one_ends_on_the_other_either_way()
    {
        Assert.Equal(1L, await Backend.Database.ReadAsync("SELECT count(*) FROM numberverify.schema_version"));

        foreach (var (start, end) in new[] { (0, 1), (1, 0) })
        {
            using var browser = Backend.Open();
            var callback = await browser.StartAndOpenAsync(start);

            Assert.Equal((HttpStatusCode.OK, "Verified"), await browser.GetAsync(callback, end));
        }
    }

    [NodesFact]
    public async Task Of_fifty_parallel_replays_of_one_callback_over_both_nodes_one_is_exchanged_and_verified()
    {
        const int Replays = 50;
        using var browser = Backend.Open();
        var callback = await browser.StartAndOpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, Replays).Select(async _ =>
        {
            using var copy = browser.Copy();
            return await copy.GetAsync(callback);
        }));

        Assert.Equal(1, Backend.Exchanges);
        Assert.Equal((HttpStatusCode.OK, "Verified"), Assert.Single(answers, static answer => answer.Status == HttpStatusCode.OK));
        Assert.All(answers.Where(static answer => answer.Status != HttpStatusCode.OK), static answer => Assert.Equal((HttpStatusCode.BadRequest, "unknown-transaction"), (answer.Status, Browser.ProblemOf(answer.Text))));
    }

    [NodesFact]
    public async Task The_tries_of_a_code_are_counted_over_both_nodes()
    {
        using var browser = Backend.Open();
        Backend.Phone.Connection = DeviceConnection.WiFi;
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync(await browser.StartAndOpenAsync(0), 1)).Status);
        var code = Assert.Single(Backend.Operator.Inbox).Code;
        var wrong = JsonSerializer.Serialize(new { code = code == "000000" ? "111111" : "000000" });

        var answers = new List<(HttpStatusCode, string)>();
        for (var replay = 0; replay < 12; replay++)
        {
            // Each time with the cookie from before the first try.
            using var copy = browser.Copy();
            answers.Add(await copy.PostAsync("/verify/code", wrong, replay % 2));
        }

        Assert.DoesNotContain(answers, static answer => answer.Item2.Contains("Verified", StringComparison.Ordinal));
        Assert.Contains("Denied", answers[^1].Item2);
        Assert.InRange(Backend.Operator.Requests.Count(static request => request.Path.EndsWith("/validate-code", StringComparison.Ordinal)), 1, 5);
        using var late = browser.Copy();
        Assert.DoesNotContain("Verified", (await late.PostAsync("/verify/code", JsonSerializer.Serialize(new { code }), 1)).Text);
    }

    [NodesFact]
    public async Task A_verification_whose_node_is_killed_on_the_way_ends_on_the_other()
    {
        using var browser = Backend.Open();
        var callback = await browser.StartAndOpenAsync(0);

        Backend.Nodes[0].Kill();

        Assert.Equal((HttpStatusCode.OK, "Verified"), await browser.GetAsync(callback));
        using var next = Backend.Open();
        Assert.Equal((HttpStatusCode.OK, "Verified"), await next.GetAsync(await next.StartAndOpenAsync()));
    }

    [NodesFact]
    public async Task Without_the_database_everything_is_503_and_nobody_is_verified_until_it_is_back()
    {
        using var browser = Backend.Open();
        var callback = await browser.StartAndOpenAsync(0);
        using var copy = browser.Copy();
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await browser.GetAsync("/health", 0));

        await Backend.Database.StopAsync();

        for (var node = 0; node < 2; node++)
        {
            using var replay = copy.Copy();
            Refused(await replay.GetAsync(callback, node));
            Refused(await replay.PostAsync("/verify/start", $$"""{"phoneNumber":"{{Backend.Number}}"}""", node));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await replay.GetAsync("/health", node));
        }

        Assert.Equal(0, Backend.Exchanges);

        await Backend.Database.StartAsync();

        // Nothing of it was taken meanwhile.
        Assert.Equal((HttpStatusCode.OK, "Verified"), await copy.GetAsync(callback, 1));
        Assert.Equal((HttpStatusCode.OK, "Verified"), await browser.GetAsync(await browser.StartAndOpenAsync(0), 1));

        static void Refused((HttpStatusCode Status, string Text) answer) =>
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (answer.Status, Browser.ProblemOf(answer.Text)));
    }

    [NodesFact]
    public async Task The_database_holds_no_number_code_or_handle()
    {
        using var browser = Backend.Open();
        Backend.Phone.Connection = DeviceConnection.WiFi;
        await browser.StartAndOpenAsync(0);
        await browser.GetAsync(await browser.StartAndOpenAsync(0), 1);
        var code = Assert.Single(Backend.Operator.Inbox).Code;
        await browser.PostAsync("/verify/code", JsonSerializer.Serialize(new { code = code == "000000" ? "111111" : "000000" }), 0);

        var rows = (string)(await Backend.Database.ReadAsync(
            "SELECT string_agg(kept, ' ') FROM (SELECT id AS kept FROM numberverify.transactions UNION ALL SELECT key || '=' || count FROM numberverify.attempts) AS rows"))!;

        Assert.Matches("^([A-Za-z0-9_-]{22}(:(tries|codes)=[0-9]+)?( |$))+$", rows);
        Assert.DoesNotContain(Backend.Number[1..], rows);
        Assert.DoesNotContain(code, rows);
    }
}
