using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace NumberVerify.Unit.Tests.PhoneVerification;

/// <summary>
/// Every error of every channel, and what follows it, with the policy as it comes and with everything let through: the tables of docs/phone-verifier.md are written anew from what happens,
/// and compared.
/// </summary>
public sealed class DecisionTableTests
{
    private static readonly PhoneVerificationPolicy s_strict = new();
    private static readonly PhoneVerificationPolicy s_lax = new() { SendsCodeAfterAccessDenied = true, SendsCodeAfterUnknownRefusal = true, GoesOnAfterConfigurationFault = true };

    /// <summary>What is never let through, whatever the policy says.</summary>
    private static readonly string[] s_neverFollowedByACode =
        ["no match", "another state", "another issuer", "`invalid_grant`", "id_token for another nonce", "id_token missing"];

    private static readonly SilentRow[] s_silent =
    [
        .. new[] { "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK", "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_SUPPORTED_METHOD",
            "consent_required", "interaction_required", "login_required", "account_selection_required", "server_error", "temporarily_unavailable", "access_denied",
            "invalid_request", "invalid_scope", "unauthorized_client", "unsupported_response_type", "invalid_request_object", "invalid_request_uri", "request_not_supported", "request_uri_not_supported",
            "registration_not_supported" }.Select(static code => new SilentRow("callback", $"`{code}`") { Error = code }),
        new("callback", "an error of the operator's own") { Error = "op_404" },
        new("callback", "another state") { State = "forged" },
        new("callback", "another issuer") { Issuer = "https://evil.example" },
        .. new[] { "invalid_grant", "invalid_client", "invalid_request", "invalid_scope", "unauthorized_client", "unsupported_grant_type", "invalid_dpop_proof", "use_dpop_nonce", "access_denied",
            "expired_token", "authorization_pending", "slow_down", "unknown_user_id", "invalid_request_object", "consent_required", "interaction_required", "login_required" }.Select(static code => Token(400, code)),
        new("token", "401 without a code") { Arrange = Answers(401, null, isToken: true) },
        new("token", "an error of the operator's own") { Arrange = Answers(400, "op_404", isToken: true) },
        new("token", "id_token for another nonce") { Arrange = static chain => chain.Operator.OnToken = _ => FakeHandler.Json(With(chain.Operator, "nonce", "another")) },
        new("token", "id_token missing") { Arrange = static chain => chain.Operator.ChangeToken("id_token", null) },
        new("token", "a token of another scope") { Arrange = static chain => chain.Operator.ChangeToken("scope", "openid") },
        new("token", "an answer outside the contract") { Arrange = static chain => chain.Operator.OnToken = static _ => FakeHandler.Json("{}") },
        new("token", "429") { Arrange = Answers(429, "slow_down", isToken: true) },
        new("token", "500, 503") { Arrange = Answers(503, null, isToken: true) },
        new("token", "no connection") { Arrange = static chain => chain.Operator.OnToken = static _ => throw FakeHandler.Broken(HttpRequestError.ConnectionError) },
        new("token", "no answer in time") { Arrange = static chain => chain.Operator.OnToken = static _ => throw FakeHandler.TimedOut() },
        Api(400, "INVALID_ARGUMENT"), Api(400, "OUT_OF_RANGE"), Api(401, "UNAUTHENTICATED"), Api(401, "AUTHENTICATION_REQUIRED"), Api(403, "PERMISSION_DENIED"),
        Api(403, "INVALID_TOKEN_CONTEXT"), Api(403, "NUMBER_VERIFICATION.INVALID_TOKEN_CONTEXT"), Api(403, "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK"),
        Api(403, "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_SUPPORTED_METHOD"),
        Api(404, "NOT_FOUND"), Api(404, "IDENTIFIER_NOT_FOUND"), Api(405, "METHOD_NOT_ALLOWED"), Api(406, "NOT_ACCEPTABLE"), Api(415, "UNSUPPORTED_MEDIA_TYPE"), Api(422, "SERVICE_NOT_APPLICABLE"),
        Api(422, "UNSUPPORTED_IDENTIFIER"), Api(429, "TOO_MANY_REQUESTS"), Api(429, "QUOTA_EXCEEDED"), Api(500, "INTERNAL"), Api(501, "NOT_IMPLEMENTED"), Api(502, "BAD_GATEWAY"), Api(503, "UNAVAILABLE"),
        Api(504, "TIMEOUT"), Api(400, "OP.OWN"), Api(403, "OP.OWN"),
        new("API", "no connection") { Arrange = static chain => chain.Operator.OnVerify = static _ => throw FakeHandler.Broken(HttpRequestError.ConnectionError) },
        new("API", "no answer in time") { Arrange = static chain => chain.Operator.OnVerify = static _ => throw FakeHandler.TimedOut() },
        new("API", "an answer outside the contract") { Arrange = static chain => chain.Operator.OnVerify = static _ => FakeHandler.Json("""{"devicePhoneNumberVerified":null}""") },
        new("API", "no match") { Arrange = static chain => chain.Operator.OnVerify = static _ => FakeHandler.Json("""{"devicePhoneNumberVerified":false}""") },
    ];

    /// <summary>What the providers' own classes make of each status and code, wherever it comes.</summary>
    private static readonly CodeRow[] s_codes =
    [
        .. "0 1 2 3 4 5 6 7 8 9 10 15 16 17 18 19 20 29 101".Split(' ').Select(Vonage),
        .. new[] { "60000", "60002", "60004", "60005", "60032", "60033", "60042" }.Select(static code => Authy(400, code)),
        Authy(401, "60001"), Authy(401, "60022"), Authy(403, "60021"), Authy(403, "60078"), Authy(403, "60082"), Authy(403, "60083"), Authy(404, "60023"), Authy(429, "60003"), Authy(503, "60060"),
        .. new[] { "INVALID_ARGUMENT", "OUT_OF_RANGE", "ONE_TIME_PASSWORD_SMS.INVALID_OTP", "ONE_TIME_PASSWORD_SMS.VERIFICATION_EXPIRED", "ONE_TIME_PASSWORD_SMS.VERIFICATION_FAILED" }
            .Select(static code => Camara(400, code)),
        Camara(401, "UNAUTHENTICATED"), Camara(403, "PERMISSION_DENIED"),
        .. new[] { "ONE_TIME_PASSWORD_SMS.MAX_OTP_CODES_EXCEEDED", "ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_NOT_ALLOWED", "ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_BLOCKED" }
            .Select(static code => Camara(403, code)),
        Camara(404, "NOT_FOUND"), Camara(404, "IDENTIFIER_NOT_FOUND"), Camara(429, "TOO_MANY_REQUESTS"), Camara(429, "QUOTA_EXCEEDED"), Camara(500, "INTERNAL"), Camara(503, "UNAVAILABLE"), Camara(504, "TIMEOUT"),
        new("CAMARA", "`invalid_client`", static () => OneTimePasswords(static _ => FakeHandler.Json("""{"error":"invalid_client"}""", HttpStatusCode.Unauthorized))),
        new("any", "cannot do what is asked", Throws(static () => new ArgumentException(""))),
        new("any", "no connection", Throws(static () => new TransportException("", FakeChain.Cause(null, mayHaveBeenProcessed: false)))),
        new("any", "no answer in time", Throws(static () => new TransportException("", FakeChain.Cause(null, mayHaveBeenProcessed: true)))),
        new("any", "an answer outside the contract", Throws(static () => new UnexpectedResponseException("", FakeChain.Cause(null, mayHaveBeenProcessed: true)))),
        new("any", "an exception of no agreed type", Throws(static () => new InvalidOperationException(""))),
    ];

    public static TheoryData<string> SilentRows => [.. s_silent.Select(static row => row.Key)];

    [Fact]
    public async Task What_follows_each_answer_of_an_operator_is_what_the_documentation_says()
    {
        var table = new StringBuilder("| from | what | by default | everything let through | reason |\n|---|---|---|---|---|\n");
        foreach (var row in s_silent)
        {
            var (strict, reason) = await FollowAsync(row, s_strict);
            var (lax, _) = await FollowAsync(row, s_lax);
            table.Append($"| {row.From} | {row.What} | {strict} | {lax} | {reason} |\n");
        }

        AssertDocumented("silent", table.ToString());
    }

    [Fact]
    public async Task What_follows_each_answer_of_a_provider_is_what_the_documentation_says()
    {
        var table = new StringBuilder("| provider | what | at the start | at another send | at a check |\n|---|---|---|---|---|\n");
        foreach (var row in s_codes)
        {
            var provider = row.Create();
            var handle = new CodeHandle { Provider = provider.Name, Id = "an-id", PhoneNumber = PhoneNumber.Parse(FakeOperator.Number), ExpiresAt = DateTimeOffset.UnixEpoch };
            var start = await CellAsync(async () => await provider.StartAsync(new CodeRequest { PhoneNumber = handle.PhoneNumber! }), static failure => CodeDecisions.OfSend(failure, s_strict));
            var again = provider is ICodeResender resender ? await CellAsync(async () => await resender.ResendAsync(handle), CodeDecisions.OfResend) : "as the start";
            var check = await CellAsync(async () => await provider.CheckAsync(handle, "123456"), static failure => CodeDecisions.OfCheck(failure, attemptsLeft: 1));
            table.Append($"| {row.Provider} | {row.What} | {start} | {again} | {check} |\n");
        }

        AssertDocumented("codes", table.ToString());
    }

    [Theory]
    [MemberData(nameof(SilentRows))]
    public async Task A_code_follows_only_what_says_that_the_network_cannot_tell(string key)
    {
        var row = s_silent.Single(candidate => candidate.Key == key);
        var chain = Chain(s_strict);
        row.Arrange(chain);

        PhoneVerificationResult? result = null;
        var exception = await Record.ExceptionAsync(async () => result = await BringAsync(chain, row, await chain.Verifier.StartAsync(FakeOperator.Number)));

        Assert.Equal(result?.Status == PhoneVerificationStatus.CodeSent ? 1 : 0, chain.Codes.Asked.Count);
        Assert.NotEqual(PhoneVerificationStatus.Verified, result?.Status);
        Assert.True(exception is null || exception is NumberVerifyException { RequestMayHaveBeenProcessed: true } || row.From == "callback");
    }

    [Fact]
    public async Task No_policy_lets_a_code_follow_an_answer_or_a_failed_security_check()
    {
        var rows = s_silent.Where(static row => s_neverFollowedByACode.Contains(row.What, StringComparer.Ordinal)).ToList();
        Assert.Equal(s_neverFollowedByACode.Length, rows.Count);
        foreach (var row in rows)
        {
            Assert.DoesNotContain("code", (await FollowAsync(row, s_lax)).Outcome, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_code_the_library_knows_is_in_a_table()
    {
        var rows = s_silent.Select(static row => row.What).Concat(s_codes.Select(static row => row.What)).ToList();

        Assert.All(ErrorCodes.Known, code => Assert.Contains(rows, row => row.Contains($"`{code}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_exception_of_the_library_is_decided_and_none_verifies()
    {
        var failures = typeof(NumberVerifyException).Assembly.GetTypes().Concat(typeof(NumberVerifyClient).Assembly.GetTypes())
            .Where(static type => type.IsAssignableTo(typeof(NumberVerifyException)) && !type.IsAbstract)
            .Select(static type => (NumberVerifyException)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type))
            .ToList();

        Assert.InRange(failures.Count, 20, 50);
        foreach (var policy in new[] { s_strict, s_lax })
        {
            Assert.All(failures, failure => Assert.All(
                [SilentDecisions.Of(failure, policy), CodeDecisions.OfSend(failure, policy), CodeDecisions.OfResend(failure), CodeDecisions.OfCheck(failure, 1)],
                static decision => Assert.True(decision.Move != ChainMove.End || decision.Status is PhoneVerificationStatus.Denied or PhoneVerificationStatus.Unavailable)));
        }

        // What withholds a result withholds it here as well.
        var audit = failures.Single(static failure => failure is AuditFailedException);
        Assert.All([SilentDecisions.Of(audit, s_lax), CodeDecisions.OfSend(audit, s_lax), CodeDecisions.OfResend(audit), CodeDecisions.OfCheck(audit, 1)], static decision => Assert.Equal(ChainMove.Throw, decision.Move));
    }

    [Fact]
    public void Of_all_answers_to_a_code_one_verifies()
    {
        var verifying = Enumerable.Range(-5, 100).Where(static answer => CodeDecisions.OfAnswer((CodeCheck)answer, 3).Status == PhoneVerificationStatus.Verified);

        Assert.Equal([(int)CodeCheck.Correct], verifying);
    }

    private static async Task<(string Outcome, string Reason)> FollowAsync(SilentRow row, PhoneVerificationPolicy policy)
    {
        var chain = Chain(policy);
        row.Arrange(chain);
        try
        {
            var result = await BringAsync(chain, row, await chain.Verifier.StartAsync(FakeOperator.Number));
            return (result.Status switch
            {
                PhoneVerificationStatus.CodeSent => "code",
                PhoneVerificationStatus.NotMatched => "**NotMatched**",
                var status => $"**{status}**",
            }, result.Reason.ToString());
        }
        catch (NumberVerifyException exception)
        {
            return ($"throws {exception.GetType().Name}", PhoneVerificationReason.ConfigurationFault.ToString());
        }
    }

    private static Task<PhoneVerificationResult> BringAsync(FakeChain chain, SilentRow row, PhoneVerificationResult start)
    {
        var state = row.State ?? Query.Value(start.AuthUrl!, "state");
        chain.Callback(start);
        return chain.Verifier.ContinueAsync(
            start.Handle!, AuthorizationResponse.Parse($"?{(row.Error is null ? $"code={FakeOperator.Code}" : $"error={row.Error}")}&state={state}{(row.Issuer is null ? "" : $"&iss={Uri.EscapeDataString(row.Issuer)}")}"));
    }

    private static FakeChain Chain(PhoneVerificationPolicy policy)
    {
        var chain = new FakeChain();
        chain.Options.Policy = policy;
        return chain;
    }

    private static string With(FakeOperator mobileOperator, string claim, string value)
    {
        var claims = mobileOperator.Claims();
        claims[claim] = value;
        var body = mobileOperator.TokenBody();
        body["id_token"] = mobileOperator.Key.Sign(claims);
        return body.ToJsonString();
    }

    private static string Text(ChainDecision decision, string next) => decision.Move switch
    {
        ChainMove.GoOn => $"{next} ({decision.Reason})",
        ChainMove.Throw => "throws",
        _ when decision.Reason == PhoneVerificationReason.None => $"**{decision.Status}**",
        _ => $"**{decision.Status}** ({decision.Reason})",
    };

    private static SilentRow Token(int status, string code) => new("token", $"`{code}`") { Arrange = Answers(status, code, isToken: true) };

    private static SilentRow Api(int status, string code) => new("API", code == "OP.OWN" ? $"{status}, a code of the operator's own" : $"{status} `{code}`") { Arrange = Answers(status, code, isToken: false) };

    private static Action<FakeChain> Answers(int status, string? code, bool isToken) => chain =>
    {
        var body = new JsonObject();
        if (code is not null)
        {
            body[isToken ? "error" : "code"] = code;
        }

        HttpResponseMessage Answer(SentRequest request) => FakeHandler.Json(body.ToJsonString(), (HttpStatusCode)status);
        if (isToken)
        {
            chain.Operator.OnToken = Answer;
        }
        else
        {
            chain.Operator.OnVerify = Answer;
        }
    };

    private static CodeRow Vonage(string status) => new("Vonage Verify", $"`{status}`", () => new VonageVerifyClient(
        new VonageVerifyOptions { ApiKey = "a-key", ApiSecret = "a secret", Brand = "Acme" },
        new FakeHandler(_ => FakeHandler.Json($$"""{"request_id":"an-id","status":"{{status}}"}"""))));

    private static CodeRow Authy(int status, string code) => new("Authy", $"`{code}`", () => new AuthyPhoneVerificationClient(
        new AuthyPhoneVerificationOptions { ApiKey = "a-key" },
        new FakeHandler(_ => FakeHandler.Json($$"""{"success":false,"message":"m","error_code":"{{code}}"}""", (HttpStatusCode)status))));

    private static CodeRow Camara(int status, string code) => new("CAMARA", $"`{code}`", () => OneTimePasswords(request => request.Uri.AbsoluteUri == FakeOperator.TokenEndpoint
        ? FakeHandler.Json("""{"access_token":"t","token_type":"Bearer","expires_in":300}""")
        : FakeHandler.Json($$"""{"status":{{status}},"code":"{{code}}","message":"m"}""", (HttpStatusCode)status)));

    private static OneTimePasswordSmsClient OneTimePasswords(Func<SentRequest, HttpResponseMessage> answer) => new(new NumberVerifyClient(FakeOperator.StaticOptions(), new FakeHandler(answer)));

    private static Func<IOneTimePasswordProvider> Throws(Func<Exception> failure) => () => new ResendingCodeProvider { Refuses = _ => failure(), RefusesAgain = failure, Answers = _ => throw failure() };

    private static async Task<string> CellAsync(Func<Task<object>> call, Func<Exception, ChainDecision> decide)
    {
        try
        {
            return await call() is CodeCheck answer ? Text(CodeDecisions.OfAnswer(answer, attemptsLeft: 1), "") : "code";
        }
        catch (Exception failure)
        {
            return Text(decide(failure), "next provider");
        }
    }

    private static void AssertDocumented(string name, string table)
    {
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, $"phone-verifier.{name}.received.txt"), table);
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "phone-verifier.md")).ReplaceLineEndings("\n");
        var marker = $"<!-- {name} -->\n\n";
        var start = document.IndexOf(marker, StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/phone-verifier.md has no table {name}.");
        start += marker.Length;
        var documented = document[start..document.IndexOf($"\n<!-- /{name} -->", start, StringComparison.Ordinal)];

        Assert.True(documented == table, $"docs/phone-verifier.md tells otherwise:{Environment.NewLine}{TextDifference.Of(documented, table)}");
    }

    private sealed record SilentRow(string From, string What)
    {
        public string Key => $"{From}: {What}";

        public string? Error { get; init; }

        public string? State { get; init; }

        public string? Issuer { get; init; }

        public Action<FakeChain> Arrange { get; init; } = static _ => { };
    }

    private sealed record CodeRow(string Provider, string What, Func<IOneTimePasswordProvider> Create);
}
