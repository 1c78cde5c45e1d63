using System.Net;
using System.Text.Json;
using NumberVerify.Unit.Tests.Cultures;
using NumberVerify.Unit.Tests.LineWatch;

namespace NumberVerify.Unit.Tests.Generation;

/// <summary>A client of another document than ours, made by the same build: what goes on the wire, and what comes back.</summary>
public sealed class LineWatchTests
{
    private const string Id = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [CultureTheory]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public async Task A_path_and_a_query_are_percent_encoded_in_no_culture(string culture)
    {
        using var _ = new InCulture(culture);
        var (client, http) = Client("[]");

        await client.ListChangesAsync("a b/../c?d#e%2F\\é", -7, new DateTimeOffset(2026, 1, 31, 9, 8, 7, 60, TimeSpan.FromHours(-2)), ["SIM", "NEW KIND"]);
        await client.ListChangesAsync("...", 0);

        Assert.Equal(
            [
                "https://h.example/b/lines/a%20b%2F..%2Fc%3Fd%23e%252F%5C%C3%A9/changes/-7?since.gte=2026-01-31T09%3A08%3A07.06-02%3A00&kind=SIM&kind=NEW%20KIND",
                "https://h.example/b/lines/.../changes/0",
            ],
            http.Sent.Select(static sent => sent.Uri.AbsoluteUri));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_segment_that_would_change_the_path_is_refused_before_anything_is_sent(string segment)
    {
        var (client, http) = Client("[]");

        await Assert.ThrowsAsync<ArgumentException>(() => client.ListChangesAsync(segment, 1).AsTask());
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.ListChangesAsync(null!, 1).AsTask());

        Assert.Empty(http.Sent);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("A\n")]
    [InlineData("..")]
    public async Task A_segment_is_held_against_its_pattern(string code)
    {
        var (client, http) = Client("");

        await Assert.ThrowsAsync<ArgumentException>(() => client.PutTagsAsync([], code).AsTask());

        Assert.Empty(http.Sent);
    }

    [Fact]
    public async Task A_list_is_sent_as_an_array_and_every_status_without_a_body_succeeds()
    {
        var statuses = new Queue<HttpStatusCode>([HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Accepted]);
        var http = new FakeHandler(_ => new HttpResponseMessage(statuses.Dequeue()));
        var client = Over(http);

        Assert.Equal(HttpStatusCode.OK, (await client.PutTagsAsync(["a", "b+"], "A.B")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PutTagsAsync([], "A")).StatusCode);
        Assert.Equal(ApiFailure.Refused, (await Assert.ThrowsAsync<ApiException>(() => client.PutTagsAsync([], "A").AsTask())).Failure);
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.PutTagsAsync(null!, "A").AsTask());

        Assert.Equal(["""PUT https://h.example/b/lines/A.B/tags ["a","b+"]""", "PUT https://h.example/b/lines/A/tags []", "PUT https://h.example/b/lines/A/tags []"], http.Sent.Select(static sent => $"{sent} {sent.Text}"));
    }

    [Fact]
    public async Task An_array_is_read_into_a_list_and_a_date_has_no_time()
    {
        var (client, _) = Client("""[{"on":"2026-01-31","reason":"lost"},{"on":"2026-02-01"}]""");

        var changes = (await client.ListChangesAsync("a", 1)).Result;

        Assert.Equal([(new DateOnly(2026, 1, 31), "lost"), (new DateOnly(2026, 2, 1), null)], changes.Select(static change => (change.On, change.Reason)));
    }

    [Theory]
    [InlineData("""[{"on":"2026-01-31"},null]""")]
    [InlineData("""[{"on":"2026-01-31"},{"on":"2026-01-31","reason":"NOT THIS"}]""")]
    [InlineData("""[{"on":"2026-01-31T00:00:00Z"}]""")]
    [InlineData("""[{}]""")]
    [InlineData("""{"on":"2026-01-31"}""")]
    [InlineData("null")]
    public async Task An_array_with_one_item_outside_the_contract_is_no_answer(string body)
    {
        var (client, _) = Client(body);

        Assert.Equal(ApiFailure.UnexpectedResponse, (await Assert.ThrowsAsync<ApiException>(() => client.ListChangesAsync("a", 1).AsTask())).Failure);
    }

    [Fact]
    public async Task A_schema_that_others_extend_is_written_with_the_members_that_are_set()
    {
        var (client, http) = Client($$$"""{"watchId":"{{{Id}}}","area":{"areaType":"CIRCLE","radius":5}}""", HttpStatusCode.Created);

        await client.CreateWatchAsync(new WatchRequest
        {
            Area = new Area { AreaType = "POLYGON", Corners = [new Corner { Name = "n" }] },
            Sink = "https://sink.example",
            Headers = new Dictionary<string, string> { ["X-Api"] = "1" },
            Settings = JsonSerializer.Deserialize<JsonElement>("""{"any":[1]}"""),
            Device = new Device { Address = "192.0.2.1", Port = 5 },
        });

        Assert.Equal(
            """{"area":{"areaType":"POLYGON","corners":[{"name":"n"}]},"sink":"https://sink.example","headers":{"X-Api":"1"},"settings":{"any":[1]},"device":{"address":"192.0.2.1","port":5}}""",
            http.Sent.Single().Text);
    }

    [Fact]
    public async Task What_lies_deeper_in_a_request_is_held_against_its_form_too()
    {
        var (client, http) = Client("{}");
        var deep = new WatchRequest { Area = new Area { AreaType = "POLYGON", Corners = [new Corner { Name = "fine" }] } };
        var shallow = new WatchRequest { Area = new Area { AreaType = "CIRCLE", Radius = 1 }, Sink = "http://sink.example" };

        Assert.Contains("area.corners.name", (await Assert.ThrowsAsync<ArgumentException>(() => client.CreateWatchAsync(deep).AsTask())).Message, StringComparison.Ordinal);
        Assert.Contains("sink", (await Assert.ThrowsAsync<ArgumentException>(() => client.CreateWatchAsync(shallow).AsTask())).Message, StringComparison.Ordinal);

        Assert.Empty(http.Sent);
    }

    [Fact]
    public async Task What_lies_deeper_in_an_answer_is_held_against_its_form_too()
    {
        var (client, _) = Client($$$"""{"watchId":"{{{Id}}}","area":{"areaType":"POLYGON","corners":[{"name":"too long"}]}}""", HttpStatusCode.Created);

        Assert.Equal(ApiFailure.UnexpectedResponse, (await Assert.ThrowsAsync<ApiException>(() => client.CreateWatchAsync(Request()).AsTask())).Failure);
    }

    [Fact]
    public async Task Successes_with_different_bodies_are_told_apart_by_their_status()
    {
        var (made, _) = Client($$$"""{"watchId":"{{{Id}}}","area":{"areaType":"CIRCLE","radius":5},"extra":{"a":1}}""", HttpStatusCode.Created);
        var (later, _) = Client($$$"""{"watchId":"{{{Id}}}"}""", HttpStatusCode.Accepted);
        var (other, _) = Client($$$"""{"watchId":"{{{Id}}}"}""", HttpStatusCode.OK);

        var watch = await made.CreateWatchAsync(Request());
        var promise = await later.CreateWatchAsync(Request());

        Assert.Equal((HttpStatusCode.Created, Guid.Parse(Id), 5, """{"a":1}"""), (watch.StatusCode, watch.Result.WatchId, watch.Result.Area!.Radius, watch.Result.Extra!.Value.GetRawText()));
        Assert.Equal((HttpStatusCode.Accepted, Guid.Parse(Id), null), (promise.StatusCode, promise.Result.WatchId, promise.Result.Area));
        Assert.Equal(ApiFailure.Refused, (await Assert.ThrowsAsync<ApiException>(() => other.CreateWatchAsync(Request()).AsTask())).Failure);
    }

    [Fact]
    public async Task A_success_without_a_body_beside_one_with_a_body_gives_null()
    {
        var (ended, http) = Client("", HttpStatusCode.NoContent);
        var (later, _) = Client($$$"""{"watchId":"{{{Id}}}"}""", HttpStatusCode.Accepted);
        var (empty, _) = Client("", HttpStatusCode.Accepted);

        var answer = await ended.DeleteWatchAsync(Guid.Parse(Id));

        Assert.Equal((HttpStatusCode.NoContent, null), (answer.StatusCode, answer.Result));
        Assert.Equal($"DELETE https://h.example/b/watches/{Id}", http.Sent.Single().ToString());
        Assert.Equal(Guid.Parse(Id), (await later.DeleteWatchAsync(Guid.Parse(Id))).Result?.WatchId);
        Assert.Equal(ApiFailure.UnexpectedResponse, (await Assert.ThrowsAsync<ApiException>(() => empty.DeleteWatchAsync(Guid.Parse(Id)).AsTask())).Failure);
    }

    private static WatchRequest Request() => new() { Area = new Area { AreaType = "CIRCLE", Radius = 5 } };

    private static (LineWatchClient Client, FakeHandler Http) Client(string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        var http = new FakeHandler(_ => FakeHandler.Json(body, status));
        return (Over(http), http);
    }

    private static LineWatchClient Over(FakeHandler http) => new(new HttpClient(http) { BaseAddress = new Uri("https://h.example/b") });
}
