namespace NumberVerify.Unit.Tests.Transport;

/// <summary>Which bodies are taken for UTF-8 JSON, by their header alone.</summary>
public sealed class MediaTypeTests
{
    [Theory]
    [InlineData("application/json", true)]
    [InlineData("APPLICATION/JSON", true)]
    [InlineData(" application/json ", true)]
    [InlineData("application/json;", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/json;charset=UTF-8", true)]
    [InlineData("application/json; charset=\"utf-8\"", true)]
    [InlineData("application/json; charset=utf-8; profile=x", true)]
    [InlineData("application/json; profile=x; charset=utf-8", true)]
    [InlineData("application/problem+json", true)]
    [InlineData("application/vnd.camara.v2+JSON; charset=utf-8", true)]
    [InlineData("application/json; charset=utf8", false)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/json; charset=utf-16; x=charset=utf-8", false)]
    [InlineData("application/json; charset=utf-7", false)]
    [InlineData("application/json; charset=us-ascii", false)]
    [InlineData("application/json; charset=", false)]
    [InlineData("application/json, text/html", false)]
    [InlineData("application/jsonx", false)]
    [InlineData("application/x-json", false)]
    [InlineData("json", false)]
    [InlineData("text/html; x=application/json", false)]
    [InlineData("text/html", false)]
    [InlineData(";", false)]
    public async Task A_media_type_is_JSON_or_not(string mediaType, bool isJson)
    {
        var exception = await Record.ExceptionAsync(() => CallAsync(mediaType));

        Assert.Equal(isJson ? null : typeof(ApiException), exception?.GetType());
    }

    [Fact]
    public async Task Whatever_the_header_is_it_is_judged_and_does_not_crash()
    {
        var random = new Random(20260114);
        for (var run = 0; run < 3_000; run++)
        {
            var header = random.Next(2) == 0 ? Texts.Random(random) : "application/json;" + Texts.Random(random);

            var exception = await Record.ExceptionAsync(() => CallAsync(header));

            Assert.True(exception is null or ApiException, exception?.ToString());
        }
    }

    private static Task CallAsync(string mediaType)
    {
        var http = new FakeHandler(_ => FakeHandler.Bytes("""{"keys":[]}"""u8.ToArray(), mediaType));
        return new OpenIdConnectClient(new HttpClient(http) { BaseAddress = new Uri("https://op.example") }).GetJsonWebKeySetAsync().AsTask();
    }
}
