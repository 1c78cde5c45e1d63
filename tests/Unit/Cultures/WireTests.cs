using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace NumberVerify.Unit.Tests.Cultures;

/// <summary>The culture of the process is for its users: no byte of a request depends on it.</summary>
public sealed class WireTests
{
    public static TheoryData<string> Cultures => ["tr-TR", "ar-SA", "th-TH", "fa-IR"];

    [CultureTheory]
    [MemberData(nameof(Cultures))]
    public async Task Every_request_is_the_same_in_every_culture(string culture)
    {
        foreach (var method in Enum.GetValues<ClientAuthenticationMethod>())
        {
            var expected = await RunAsync("", method);
            var actual = await RunAsync(culture, method);

            Assert.Equal(expected, actual);
            Assert.Equal(14, expected.Count);
        }
    }

    /// <summary>Were the cultures not on the machine, the tests above would compare nothing.</summary>
    [CultureTheory]
    [InlineData("2026")]
    public void The_cultures_differ(string year)
    {
        Assert.Equal("İ", "i".ToUpper(CultureInfo.GetCultureInfo("tr-TR")));
        Assert.Equal(2569, CultureInfo.GetCultureInfo("th-TH").Calendar.GetYear(new DateTime(2026, 1, 2)));
        Assert.NotEqual(year, new DateTime(2026, 1, 2).ToString("yyyy", CultureInfo.GetCultureInfo("ar-SA")));
        Assert.NotEqual("-1", (-1).ToString(CultureInfo.GetCultureInfo("ar-SA")));
    }

    private static async Task<List<string>> RunAsync(string culture, ClientAuthenticationMethod method)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return await RunAsync(method);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }

    private static async Task<List<string>> RunAsync(ClientAuthenticationMethod method)
    {
        var mobileOperator = new FakeOperator(options =>
        {
            FakeOperator.Discovered(options);
            options.Profile = options.Profile with { ClientAuthentication = method, IsSandbox = true };
            if (method != ClientAuthenticationMethod.PrivateKeyJwt)
            {
                (options.Signer, options.ClientSecret) = (null, "SECRET: i+%");
            }
        });
        var client = mobileOperator.Client;
        await client.DiscoverAsync();
        var urls = new List<string>();
        var config = new ApiConfig { CorrelationId = "CORRELATOR-i" };
        foreach (var operation in Enum.GetValues<NumberVerifyOperation>())
        {
            foreach (var hashed in new[] { false, true })
            {
                var request = Requests.Rfc7636() with { Operation = operation, UseDevNumber = "+99012345678" };
                urls.Add(client.GetAuthUrl(request).AbsoluteUri);
                var user = SignIn(request);
                await (operation == NumberVerifyOperation.GetDevicePhoneNumber ? (Task)user.GetDevicePhoneNumberAsync(config)
                    : hashed ? user.VerifyHashedNumberAsync(config: config) : user.VerifyNumberAsync(config: config));
            }
        }

        return [.. urls, .. mobileOperator.Http.Sent.Select(Text)];

        NumberVerifyUserClient SignIn(AuthorizationRequest request)
        {
            mobileOperator.Expect(request);
            return client.ForUser(request, AuthorizationResponse.Parse($"?code=a-CODE-i&state={Uri.EscapeDataString(request.State)}"), FakeOperator.Number);
        }
    }

    private static string Text(SentRequest request)
    {
        var body = request.Text;
        if (request.Header("Content-Type") == "application/x-www-form-urlencoded" && request.Field("client_assertion") is { } assertion)
        {
            // All but its random identifier.
            var claims = JsonNode.Parse(Base64Url.DecodeFromChars(assertion.Split('.')[1]))!;
            Assert.Equal(22, claims["jti"]!.GetValue<string>().Length);
            claims["jti"] = "";
            body = body.Replace(assertion, $"{Encoding.ASCII.GetString(Base64Url.DecodeFromChars(assertion.Split('.')[0]))}{claims.ToJsonString()}", StringComparison.Ordinal);
        }

        return $"{request} {string.Join(", ", request.HeaderNames.Select(name => $"{name}: {request.Header(name)}"))} {body}";
    }
}
