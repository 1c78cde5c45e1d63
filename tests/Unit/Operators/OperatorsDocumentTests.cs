using System.Text;

namespace NumberVerify.Unit.Tests.Operators;

/// <summary>The requests in docs/operators.md are those that go out: each block is written anew from what a client sends, and compared.</summary>
public sealed class OperatorsDocumentTests
{
    public static IEnumerable<object[]> Blocks =>
        OperatorProfile.Presets.SelectMany(static preset => Enum.GetValues<NumberVerifyOperation>().Select(operation => new object[] { preset.Name, operation }));

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task The_requests_are_those_that_are_sent(string profile, NumberVerifyOperation operation)
    {
        var sent = await RequestsAsync(profile, operation);
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, $"operators.{profile}.{operation}.received.txt"), sent);

        var documented = Documented($"<!-- {profile} {operation} -->");

        Assert.True(documented == sent, $"docs/operators.md does not show what {profile} sends for {operation}:{Environment.NewLine}{TextDifference.Of(documented, sent)}");
    }

    [Fact]
    public void The_document_shows_no_other_requests() =>
        Assert.Equal(OperatorProfile.Presets.Count * 2, Document().Split("\n```http\n").Length - 1);

    [Theory]
    [InlineData("camara")]
    [InlineData("glide")]
    [InlineData("telefonica-v0")]
    [InlineData("telefonica-v1")]
    [InlineData("telefonica-v2")]
    [InlineData("vonage")]
    public void Each_profile_is_named_where_it_is_configured(string name) => Assert.Contains($"`{name}`", Document(), StringComparison.Ordinal);

    [Fact]
    public void All_sixteen_flaws_of_the_samples_are_named() =>
        Assert.All(Enumerable.Range(1, 16), static number => Assert.Contains($"\n| S{number} |", Document(), StringComparison.Ordinal));

    private static string Document() => File.ReadAllText(Path.Combine(Repository.Root, "docs", "operators.md")).ReplaceLineEndings("\n");

    private static string Documented(string marker)
    {
        const string Fence = "\n```http\n";
        var document = Document();
        var start = document.IndexOf(marker + Fence, StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/operators.md has no block {marker}.");
        start += marker.Length + Fence.Length;
        return document[start..document.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static async Task<string> RequestsAsync(string name, NumberVerifyOperation operation)
    {
        var profile = OperatorProfile.Presets.Single(preset => preset.Name == name);
        var mobileOperator = new FakeOperator();
        var http = profile == OperatorProfile.Camara ? mobileOperator.Http : new FakeHandler(Answer);
        var client = profile == OperatorProfile.Camara ? mobileOperator.Client : new NumberVerifyClient(OperatorProfileTests.OptionsOf(name), http, mobileOperator.Time);
        var request = AuthorizationRequest.Create(useDevNumber: profile.RequiresLoginHint ? FakeOperator.Number : null, operation: operation);
        mobileOperator.SignIn(request: request);
        var url = client.GetAuthUrl(request);
        var user = client.ForUser(request, AuthorizationResponse.Parse($"?code={FakeOperator.Code}&state={request.State}"), FakeOperator.Number);
        _ = operation == NumberVerifyOperation.VerifyNumber ? (object)await user.VerifyNumberAsync() : await user.GetDevicePhoneNumberAsync();

        var calls = http.Sent.Where(static sent => sent.Uri.AbsoluteUri != FakeOperator.JwksUri).ToList();
        var text = new StringBuilder($"GET {url.GetLeftPart(UriPartial.Path)}\n    ?{string.Join("\n    &", url.Query[1..].Split('&'))}\n");
        foreach (var call in calls)
        {
            text.Append($"\n{call.Method} {call.Uri.AbsoluteUri}\n");
            foreach (var header in call.HeaderNames.Where(static header => header != "Content-Length"))
            {
                text.Append($"{header}: {(header == "x-correlator" ? "{x-correlator}" : call.Header(header))}\n");
            }

            text.Append(call.Body.Length == 0 ? "" : $"\n{call.Text.Replace("&", "\n&", StringComparison.Ordinal)}\n");
        }

        var exchange = calls[0];
        foreach (var (value, placeholder) in new[]
        {
            (request.State, "{state}"),
            (request.Nonce, "{nonce}"),
            (client.GetParameters(request).CodeChallenge, "{code_challenge}"),
            (request.CodeVerifier, "{code_verifier}"),
            (exchange.Field("client_assertion"), "{client_assertion}"),
            (exchange.Header("Authorization")?.Split(' ')[1], exchange.Header("Authorization")?.StartsWith("Basic ", StringComparison.Ordinal) == true ? "{client_id:client_secret}" : "{application_jwt}"),
            (FakeOperator.Token, "{access_token}"),
            (FakeOperator.Code, "{code}"),
        })
        {
            text.Replace(value ?? "(none)", placeholder);
        }

        return text.ToString();
    }

    private static HttpResponseMessage Answer(SentRequest request) => request.Uri.Segments[^1] switch
    {
        "verify" => FakeHandler.Json("""{"devicePhoneNumberVerified":true}"""),
        "device-phone-number" => FakeHandler.Json($$"""{"devicePhoneNumber":"{{FakeOperator.Number}}"}"""),
        _ => FakeHandler.Json($$"""{"access_token":"{{FakeOperator.Token}}","token_type":"bearer","expires_in":300}"""),
    };
}
