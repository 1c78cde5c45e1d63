using System.Text.Json.Nodes;

namespace NumberVerify.Unit.Tests.Operators;

/// <summary>The name of the operator behind an aggregator: read without trust, so whatever it is must not hurt.</summary>
public sealed class OperatorNameTests
{
    private const string Payload = """{"ext":{"operator":"Example Mobile"}}""";

    private readonly FakeOperator _operator = new(static options =>
    {
        FakeOperator.Plain(options);
        options.Profile = options.Profile with { OperatorNameClaim = "ext.operator" };
    });

    [Fact]
    public async Task The_name_is_that_of_the_claim() => Assert.Equal("Example Mobile", await ReadAsync(Jwt(Payload)));

    [Fact]
    public async Task A_profile_that_knows_no_claim_reads_no_token()
    {
        _operator.Options.Profile = _operator.Options.Profile with { OperatorNameClaim = null };

        Assert.Null(await ReadAsync(Jwt(Payload)));
    }

    public static TheoryData<string> Unreadable =>
    [
        "opaque", "a.b", "a.b.c", "..", "a.!.c", "a.b.c.d", Jwt(""), Jwt("null"), Jwt("[]"), Jwt("1"), Jwt("{"), Jwt("{}"), Jwt("""{"ext":null}"""), Jwt("""{"ext":"operator"}"""), Jwt("""{"ext":{}}"""), Jwt("""{"ext":{"operator":null}}"""),
        Jwt("""{"ext":{"operator":1}}"""), Jwt("""{"ext":{"operator":""}}"""), Jwt("""{"ext":{"operator":["a"]}}"""), Jwt("""{"ext":{"operator":"a\r\nb"}}"""), Jwt("""{"ext":{"operator":"<b>"}}"""), Jwt("""{"ext":{"operator":"\ud83d"}}"""),
        Jwt("""{"ext":{"operator":"Exämple"}}"""), Jwt("{\"ext\":{\"operator\":\"" + new string('a', 65) + "\"}}"), Jwt("""{"ext":{"operator":"346661113334"}}"""), Jwt("""{"ext.operator":"a"}"""),
        Jwt(string.Concat(Enumerable.Repeat("{\"ext\":", 200))),
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_token_without_a_readable_name_is_a_token_all_the_same(string token) => Assert.Null(await ReadAsync(token));

    [Fact]
    public void Whatever_token_comes_reading_it_does_not_fail()
    {
        var random = new Random(20260111);
        for (var run = 0; run < 20_000; run++)
        {
            var payload = random.Next(3) switch
            {
                0 => OperatorKey.Encode("{\"ext\":{\"operator\":" + Texts.Json(random) + "}}"),
                1 => OperatorKey.Encode(Texts.Json(random)),
                _ => Texts.Random(random).Replace(".", "", StringComparison.Ordinal),
            };
            if (random.Next(3) == 0 && payload.Length > 0)
            {
                payload = payload[..^1] + "ABCXYZ019-_="[random.Next(12)];
            }

            var name = OperatorNameReader.Read($"e30.{payload}.c2ln", "ext.operator");

            Assert.True(name is null or { Length: > 0 and <= 64 });
        }
    }

    [Fact]
    public async Task The_name_shows_in_no_text_of_the_session()
    {
        _operator.ChangeToken("access_token", Jwt(Payload));

        Assert.DoesNotContain("Example", (await _operator.SignIn().GetSessionAsync()).ToString(), StringComparison.Ordinal);
    }

    private static string Jwt(string payload) => $"e30.{OperatorKey.Encode(payload)}.c2ln";

    private async Task<string?> ReadAsync(string token)
    {
        _operator.ChangeToken("access_token", JsonValue.Create(token));
        return (await _operator.SignIn().GetSessionAsync()).OperatorName;
    }
}
