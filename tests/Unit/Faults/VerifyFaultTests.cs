namespace NumberVerify.Unit.Tests.Faults;

/// <summary>The fault catalogue, part C: each way the API fails ends in one attempt and one typed exception that keeps quiet; only true and false are answers.</summary>
public sealed class VerifyFaultTests
{
    private const string NotOnNetwork = "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK";
    private const string Verified = """{"devicePhoneNumberVerified":true}""";

    private static readonly string[] s_catalogue =
        ["C1", "C3", "C4", "C5", "C8", "C9", "C10", "C11", "C12", "C13", "C14", "C15", "C16", "C17", "C18", "C19", "C20", "C22", "C23", "C24", "C25", "C26"];

    private static readonly Fault[] s_faults =
    [
        Text("C1", """{"devicePhoneNumberVerified":true}"""),
        Text("C1", """{"devicePhoneNumberVerified":false}"""),
        Text("C3", """{"devicePhoneNumberVerified":null}""", typeof(UnexpectedResponseException)),
        Text("C3", "{}", typeof(UnexpectedResponseException)),
        Text("C4", """{"devicePhoneNumberVerified":"true"}""", typeof(UnexpectedResponseException)),
        Text("C5", """{"devicePhoneNumberVerified":1}""", typeof(UnexpectedResponseException)),
        Text("C5", """{"devicePhoneNumberVerified":0}""", typeof(UnexpectedResponseException)),
        Text("C8", "", typeof(UnexpectedResponseException)),
        new("C9", "204", On(static () => Fault.Answer(204, "", null)), typeof(UnexpectedResponseException)) { Status = 204 },
        new("C10", "201 with a good body", On(static () => Fault.Answer(201, Verified)), typeof(UnexpectedResponseException)) { Status = 201 },
        Refusal("C11", 400, "INVALID_ARGUMENT", typeof(RequestRejectedException)),
        Refusal("C12", 401, "UNAUTHENTICATED", typeof(UnauthenticatedException)),
        Refusal("C13", 403, "PERMISSION_DENIED", typeof(PermissionDeniedException)),
        Refusal("C14", 403, NotOnNetwork, typeof(NotOnMobileNetworkException)),
        Refusal("C15", 403, "OPERATORS.OWN_CODE", typeof(PermissionDeniedException)),
        new("C16", "a body that claims another status", On(static () => Fault.Answer(403, """{"status":200,"code":"UNAUTHENTICATED"}""")), typeof(PermissionDeniedException)) { Status = 403, Code = "UNAUTHENTICATED" },
        new("C16", "a good body under a bad status", On(static () => Fault.Answer(500, Verified)), typeof(OperatorUnavailableException)) { Status = 500 },
        new("C17", "a code of 50 kB", On(static () => Fault.Answer(403, $$"""{"code":"{{new string('C', 50_000)}}"}""")), typeof(PermissionDeniedException)) { Status = 403, Code = new string('C', 96) },
        new("C17", "a code of 100 kB", On(static () => Fault.Answer(403, $$"""{"code":"{{new string('C', 100_000)}}"}""")), typeof(PermissionDeniedException)) { Status = 403 },
        new("C17", "a code with a line break", On(static () => Fault.Answer(403, """{"code":"ODD\r\ncanary"}""")), typeof(PermissionDeniedException)) { Status = 403, Code = "ODD" },
        .. new[] { 404, 405, 415, 422 }.Select(static status => Refusal("C18", status, "SOME_CODE", typeof(RequestRejectedException))),
        Refusal("C18", 429, "QUOTA_EXCEEDED", typeof(RateLimitedException)) with { RetryAfter = 7 },
        .. new[] { 500, 501, 503, 504 }.Select(static status => Refusal("C18", status, "SOME_CODE", typeof(OperatorUnavailableException))),
        new("C19", "the page of a gateway", On(static () => Fault.Answer(502, "<html>canary</html>", "text/html")), typeof(OperatorUnavailableException)) { Status = 502 },
        new("C20", "another correlator", On(static () => Fault.Answer(200, Verified, headers: ("x-correlator", "another")))),
        new("C20", "no correlator", On(static () => Fault.Answer(200, Verified))),
        new("C22", "a timeout after the sending", On(static () => throw FakeHandler.TimedOut()), typeof(TransportException)) { TimedOut = true },
        new("C22", "a reset after the sending", On(static () => throw FakeHandler.Broken(HttpRequestError.ResponseEnded)), typeof(TransportException)),
        new("C22", "a handler of the caller's that gives up in its own way", On(static () => throw new InvalidOperationException("canary +346661113334")), typeof(TransportException)),
        Device("C23", "canary"),
        Device("C23", "+34666 111333"),
        Device("C24", "+٣٤٦٦٦١١١٣٣٣٤"),
        Device("C24", "+３４６６６１１１３３３"),
        new("C25", "a root with a slash at its end", static mobileOperator => mobileOperator.Options.ApiRoot = new Uri("https://api.example/camara/")),
        new("C25", "a root without", static mobileOperator => mobileOperator.Options.ApiRoot = new Uri("https://api.example/camara")),
        .. new[] { 301, 302, 303, 307, 308 }.Select(static status => new Fault(
            "C26", $"a redirect {status}", On(() => Fault.Answer(status, "", null, ("Location", "https://canary.example/verify"))), typeof(UnexpectedResponseException)) { Status = status }),
    ];

    public static TheoryData<string> Faults => [.. s_faults.Select(static fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_ends_as_the_catalogue_says(string name)
    {
        var fault = s_faults.Single(fault => fault.Name == name);
        var mobileOperator = new FakeOperator();
        fault.Cause(mobileOperator);
        var isDevice = fault.Id is "C23" or "C24";
        var user = isDevice ? mobileOperator.SignInForDevicePhoneNumber() : mobileOperator.SignIn();
        Task CallAsync() => isDevice ? user.GetDevicePhoneNumberAsync() : user.VerifyNumberAsync();

        if (fault.Failure is null)
        {
            var answer = await user.VerifyNumberAsync(config: new ApiConfig { CorrelationId = "mine" });

            Assert.Equal(!fault.What.Contains("false", StringComparison.Ordinal), answer.DevicePhoneNumberVerified);
            Assert.Equal(fault.What == "another correlator" ? "another" : "mine", answer.CorrelationId);
        }
        else
        {
            var exception = await Assert.ThrowsAnyAsync<NumberVerifyException>(CallAsync);

            fault.Check(exception, FakeOperator.Code, FakeOperator.Token, FakeOperator.Number[1..], FakeOperator.Number[3..9]);
        }

        // One call and no second, whatever came of the first.
        await Assert.ThrowsAsync<SessionAlreadyUsedException>(CallAsync);
        Assert.Single(mobileOperator.Sent(isDevice ? FakeOperator.DevicePhoneNumberUri : FakeOperator.VerifyUri));
        Assert.Single(mobileOperator.Sent(FakeOperator.TokenEndpoint));
        Assert.DoesNotContain(mobileOperator.Http.Sent, static sent => sent.Uri.Host == "canary.example");
    }

    [Fact]
    public void Every_row_of_the_catalogue_is_here() => Assert.Equal(s_catalogue, s_faults.Select(static fault => fault.Id).Distinct());

    private static Action<FakeOperator> On(Func<HttpResponseMessage> answer) => mobileOperator => mobileOperator.OnVerify = _ => answer();

    private static Fault Text(string id, string body, Type? failure = null) => new(id, $"the body '{body}'", On(() => FakeHandler.Json(body)), failure) { Status = failure is null ? null : 200 };

    private static Fault Refusal(string id, int status, string code, Type failure) => new(
        id,
        $"{status} {code}",
        On(() => Fault.Answer(status, $$"""{"status":{{status}},"code":"{{code}}","message":"canary +346661113334"}""", headers: status == 429 ? [("Retry-After", "7")] : [])),
        failure) { Status = status, Code = code };

    private static Fault Device(string id, string number) => new(
        id, $"the device number '{number}'", mobileOperator => mobileOperator.OnDevicePhoneNumber = _ => Fault.Answer(200, $$"""{"devicePhoneNumber":"{{number}}"}"""), typeof(UnexpectedResponseException)) { Status = 200 };
}
