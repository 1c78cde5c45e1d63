using System.Text.Json;
using Microsoft.Extensions.Options;

namespace NumberVerify.Unit.Tests.Faults;

/// <summary>The fault catalogue, part D: what a caller gives in is refused before anything is sent, without being repeated, or arrives as it is.</summary>
public sealed class InputFaultTests
{
    private const string Hash = "6dd5d20f257c1f3620662454064e3aa25ba9a6c7a4d1e99e965bbadd3a7e07d6";
    private static readonly AuthorizationParameters s_parameters = new() { Scope = FakeOperator.VerifyScope, State = "a-state" };

    private static readonly string[] s_catalogue = ["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13", "D14", "D15"];

    private static readonly Scenario[] s_scenarios =
    [
        Number("D1", "+123456789\n"),
        Number("D1", "+123456789\r\n"),
        Number("D2", "+١٢٣٤٥٦٧٨٩"),
        Number("D2", "+１２３４５６７８９"),
        Number("D3", "＋123456789"),
        .. new[]
        {
            "+0123456789", "+1234", "+1234567890123456", "+34 666 111 333", "+34-666-111-333", "tel:+123456789", "0034666111333", " +123456789", "+123456789 ",
            "\u202e+123456789", "+1234\u200b56789", "+123456789\0", "",
        }.Select(static number => Number("D4", number)),
        new("D4", "null is no number", static mobileOperator =>
        {
            Assert.False(PhoneNumber.TryParse(null, out _));
            Assert.ThrowsAny<ArgumentException>(() => PhoneNumber.Parse(null!));
            Refused(mobileOperator, "no secret", static user => user.VerifyNumberAsync(), number: null);
        }),
        Accepted("D5", Hash),
        Accepted("D5", Hash.ToUpperInvariant()),
        .. new[] { Hash[1..], Hash + "0", Hash[1..] + "g", Hash[1..] + "\n", Hash + "\n" }.Select(static hash => new Scenario("D5", $"The hash '{hash}' is refused", mobileOperator =>
        {
            Refused(mobileOperator, hash, user => user.VerifyHashedNumberAsync(hash));
            Assert.Throws<ArgumentException>("phoneNumber", () => mobileOperator.SignIn(hash));
        })),
        new("D6", "A call carries the number or its hash, never both and never neither", OneOfTwoAsync),
        new("D7", "The hash is SHA-256 over the number with its plus", static _ => Assert.Equal(Hash, HashedPhoneNumber.Compute(FakeOperator.Number))),
        new("D7", "A number without its plus is not hashed", static _ => Assert.Throws<ArgumentException>(static () => HashedPhoneNumber.Compute(FakeOperator.Number[1..]))),
        .. new[] { "", "a", new string('a', 256), "<>{}/;:_.-" }.Select(static correlator => new Scenario("D8", $"The correlator '{correlator}' arrives as it is", mobileOperator => CorrelatedAsync(mobileOperator, correlator))),
        .. new[] { new string('a', 257), "a\r\nX-Evil: 1", "a\0b", "é", "٣" }.Select(static correlator => new Scenario(
            "D8", $"The correlator '{correlator}' is refused", mobileOperator => Refused(mobileOperator, correlator, user => user.VerifyNumberAsync(config: new ApiConfig { CorrelationId = correlator })))),
        new("D9", "A state of the caller's is kept and not sent", static mobileOperator =>
        {
            var request = AuthorizationRequest.Create("mine");
            Assert.Equal("mine", request.ApplicationState);
            Assert.Equal(request.State, Query.Value(mobileOperator.Client.GetAuthUrl(request), "state"));
            Assert.DoesNotContain("mine", mobileOperator.Client.GetAuthUrl(request).AbsoluteUri, StringComparison.Ordinal);
        }),
        new("D9", "A number is no state of the caller's", static _ => Refused(FakeOperator.Number, static () => AuthorizationRequest.Create(FakeOperator.Number))),
        .. new[] { "hush\r\nhush", new string('s', 8192), "hush\ud83d", "\ude00hush", FakeOperator.Number }.Select(static state => new Scenario(
            "D10", $"The state '{Shown(state)}' is refused", _ => Refused(state, () => Build(s_parameters with { State = state })))),
        .. new[] { "a&b=c", "a#b", "100%", "a%20b", "a+b", "a b", "a/b?c" }.Select(static clientId => new Scenario("D11", $"The client identifier '{clientId}' arrives as it is", mobileOperator =>
        {
            mobileOperator.Options.ClientId = clientId;
            Assert.Equal(clientId, Query.Value(mobileOperator.Client.GetAuthUrl(AuthorizationRequest.Create()), "client_id"));
        })),
        .. new[] { "é", "😀", "a\nb", "" }.Select(static clientId => Option("D11", $"The client identifier '{clientId}' is refused", options => options.ClientId = clientId)),
        .. new[] { "openid \"hush\"", "openid\nhush", "openid openid", "openid dpv:A dpv:B", "openid  hush", "openid offline_access", "" }.Select(static scope => new Scenario(
            "D12", $"The scope '{Shown(scope)}' is refused", _ => Refused(scope, () => Build(s_parameters with { Scope = scope })))),
        Option("D12", "A purpose that is two is refused", static options => options.Purpose = "dpv:A dpv:B"),
        new("D13", "A query of the endpoint is kept, and no parameter stands there twice", static mobileOperator =>
        {
            mobileOperator.Options.AuthorizationEndpoint = new Uri(FakeOperator.AuthorizationEndpoint + "?tenant=a%26b");
            var names = Query.Of(mobileOperator.Client.GetAuthUrl(AuthorizationRequest.Create()));
            Assert.Equal("a&b", names[0].Value);
            Assert.Equal(names.Count, names.DistinctBy(static pair => pair.Key).Count());
        }),
        .. new[] { "state", "nonce", "code_challenge", "code_challenge_method", "redirect_uri", "client_id", "response_type", "prompt", "scope", "request", "request_uri", "%73tate" }.Select(static name => Option(
            "D14", $"An endpoint that brings its own '{name}' is refused", options => options.AuthorizationEndpoint = new Uri($"{FakeOperator.AuthorizationEndpoint}?{name}=hush"))),
        .. new[] { "https://app.example/callback", "https://app.example", "http://localhost:53123/callback", "http://127.0.0.1:53123/", "http://[::1]:53123/callback", "com.example.app:/callback" }.Select(static uri => new Scenario(
            "D15", $"The redirect URI '{uri}' arrives as it is", mobileOperator =>
            {
                mobileOperator.Options.RedirectUri = new Uri(uri);
                Assert.Equal(uri, Query.Value(mobileOperator.Client.GetAuthUrl(AuthorizationRequest.Create()), "redirect_uri"));
            })),
        .. new[]
        {
            "http://app.example/callback", "http://localhost.hush.example/callback", "myapp:callback", "https://app.example/callback#hush", "https://hush@app.example/callback", "callback", "//app.example/callback",
            "https://app.example/*", "https://app.example./callback", "https://аpp.example/callback", "https://app.example/x/../callback", "https://app.example/%2e%2e/callback", "javascript:hush",
        }.Select(static uri => Option("D15", $"The redirect URI '{uri}' is refused", options => options.RedirectUri = new Uri(uri, UriKind.RelativeOrAbsolute))),
    ];

    public static TheoryData<int> Scenarios => [.. Enumerable.Range(0, s_scenarios.Length)];

    /// <summary>By their places: some of these texts are no names a test runner could print.</summary>
    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task It_holds(int place)
    {
        var exception = await Record.ExceptionAsync(() => s_scenarios[place].RunAsync(new FakeOperator()));

        Assert.True(exception is null, $"{s_scenarios[place].Name}: {exception}");
    }

    [Fact]
    public void Every_row_of_the_catalogue_is_here() => Assert.Equal(s_catalogue, s_scenarios.Select(static scenario => scenario.Id).Distinct());

    private static Scenario Number(string id, string number) => new(id, $"The number '{number}' is refused", mobileOperator =>
    {
        Refused(number, () => PhoneNumber.Parse(number));
        Refused(number, () => HashedPhoneNumber.Compute(number));
        Refused(number, () => AuthorizationRequest.Create(useDevNumber: number));
        Refused(number, () => mobileOperator.SignIn(number));
        Refused(mobileOperator, number, user => user.VerifyNumberAsync(number));
    });

    private static Scenario Accepted(string id, string hash) => new(id, $"The hash '{hash}' is sent as it is", async mobileOperator =>
    {
        await mobileOperator.SignIn(hash).VerifyHashedNumberAsync();

        Assert.Equal($$"""{"hashedPhoneNumber":"{{hash}}"}""", mobileOperator.Sent(FakeOperator.VerifyUri).Single().Text);
    });

    private static Scenario Option(string id, string what, Action<NumberVerifyClientOptions> change) => new(id, what, mobileOperator =>
    {
        change(mobileOperator.Options);

        var exception = Assert.Throws<OptionsValidationException>(() => mobileOperator.Client);

        Assert.DoesNotContain("hush", exception.ToString(), StringComparison.Ordinal);
    });

    private static async Task OneOfTwoAsync(FakeOperator mobileOperator)
    {
        await mobileOperator.SignIn().VerifyNumberAsync();
        await mobileOperator.SignIn(Hash).VerifyNumberAsync();
        await mobileOperator.SignIn().VerifyHashedNumberAsync();
        await mobileOperator.SignIn(Hash).VerifyHashedNumberAsync(Hash);
        Refused(mobileOperator, "no secret", static user => user.VerifyHashedNumberAsync(), number: null);

        Assert.Equal(
            ["phoneNumber", "hashedPhoneNumber", "hashedPhoneNumber", "hashedPhoneNumber"],
            mobileOperator.Sent(FakeOperator.VerifyUri).Select(static request => JsonSerializer.Deserialize<Dictionary<string, string>>(request.Body)!.Keys.Single()));
    }

    private static async Task CorrelatedAsync(FakeOperator mobileOperator, string correlator)
    {
        await mobileOperator.SignIn().VerifyNumberAsync(config: new ApiConfig { CorrelationId = correlator });

        Assert.Equal(correlator, mobileOperator.Sent(FakeOperator.VerifyUri).Single().Header("x-correlator"));
    }

    /// <summary>The call throws at once or by its task, and nothing was sent by it.</summary>
    private static void Refused(FakeOperator mobileOperator, string secret, Func<NumberVerifyUserClient, Task> call, string? number = FakeOperator.Number)
    {
        var before = mobileOperator.Http.Sent.Count;
        var user = mobileOperator.SignIn(number);

        Refused(secret, () => call(user).GetAwaiter().GetResult());

        Assert.Equal(before, mobileOperator.Http.Sent.Count);
    }

    private static void Refused(string secret, Action act)
    {
        var exception = Assert.ThrowsAny<ArgumentException>(act);

        Assert.True(secret.Trim().Length < 2 || !exception.Message.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain("hush", exception.ToString(), StringComparison.Ordinal);
    }

    private static Uri Build(AuthorizationParameters parameters) =>
        new NumberVerifyFrontendClient("app", new Uri(FakeOperator.AuthorizationEndpoint), new Uri(FakeOperator.RedirectUri)).GetAuthUrl(parameters);

    private static string Shown(string text) => text.Length > 40 ? text[..40] : text;
}
