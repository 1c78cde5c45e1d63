using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NumberVerify.Unit.Tests.Exchange;

/// <summary>What is believed of a token endpoint's answer.</summary>
public sealed class TokenResponseTests
{
    private readonly FakeOperator _operator = new();

    [Fact]
    public async Task A_session_holds_the_token_its_end_and_its_scopes()
    {
        var session = await _operator.SignIn().GetSessionAsync();

        Assert.Equal(FakeOperator.Token, session.AccessToken);
        Assert.Equal(_operator.Time.GetUtcNow().AddSeconds(300), session.ExpiresAt);
        Assert.Equal(FakeOperator.VerifyScope.Split(' '), session.Scopes);
    }

    [Theory]
    [InlineData("60", 60)]
    [InlineData("1", 1)]
    [InlineData("300", 300)]
    [InlineData("301", 300)]
    [InlineData("3600", 300)]
    [InlineData("2147483647", 300)]
    [InlineData("\"3600\"", 300)]
    [InlineData("\"7\"", 7)]
    [InlineData("\"007\"", 7)]
    [InlineData("null", 300)]
    [InlineData(null, 300)]
    public async Task A_token_lives_as_long_as_it_is_said_but_300_seconds_at_the_most(string? expiresIn, int seconds)
    {
        Change("expires_in", expiresIn);

        Assert.Equal(_operator.Time.GetUtcNow().AddSeconds(seconds), (await _operator.SignIn().GetSessionAsync()).ExpiresAt);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("\"0\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"+1\"")]
    [InlineData("\"\"")]
    [InlineData("\" 3600\"")]
    [InlineData("\"3600 \"")]
    [InlineData("\"3600.0\"")]
    [InlineData("\"1e3\"")]
    [InlineData("\"٣٦٠\"")]
    [InlineData("\"\\u0033\"")]
    [InlineData("\"1234567890\"")]
    [InlineData("3600.0")]
    [InlineData("3600.5")]
    [InlineData("1e3")]
    [InlineData("2147483648")]
    [InlineData("true")]
    [InlineData("[3600]")]
    [InlineData("{}")]
    public Task A_lifetime_that_is_no_whole_positive_number_is_refused(string expiresIn)
    {
        Change("expires_in", expiresIn);

        return RefusedAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("[\"t\"]")]
    [InlineData("\"a\\r\\nX-Evil: 1\"")]
    [InlineData("\"a\\nb\"")]
    [InlineData("\"a b\"")]
    [InlineData("\"a\\u0000\"")]
    [InlineData("\"caf\\u00e9\"")]
    [InlineData("\"a\\u007f\"")]
    [InlineData("\"\\ud800\"")]
    public Task A_token_that_is_no_header_value_is_refused(string? token)
    {
        Change("access_token", token);

        return RefusedAsync();
    }

    [Theory]
    [InlineData(16 * 1024, true)]
    [InlineData(16 * 1024 + 1, false)]
    [InlineData(20_000, false)]
    public async Task A_token_has_sixteen_kibibytes_at_the_most(int length, bool isGood)
    {
        _operator.ChangeToken("access_token", new string('t', length));

        if (isGood)
        {
            Assert.Equal(length, (await _operator.SignIn().GetSessionAsync()).AccessToken.Length);
        }
        else
        {
            await RefusedAsync();
        }
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    [InlineData("Bearer")]
    public async Task The_type_is_Bearer_in_any_case(string type)
    {
        _operator.ChangeToken("token_type", type);

        Assert.NotNull(await _operator.SignIn().GetSessionAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"mac\"")]
    [InlineData("\"DPoP\"")]
    [InlineData("\"Bearer \"")]
    [InlineData("\"N_A\"")]
    [InlineData("1")]
    public Task Another_type_is_refused(string? type)
    {
        Change("token_type", type);

        return RefusedAsync();
    }

    [Theory]
    [InlineData("number-verification:verify")]
    [InlineData("a  number-verification:verify b")]
    public async Task The_scopes_are_those_the_operator_grants(string scope)
    {
        _operator.ChangeToken("scope", scope);

        Assert.Equal(scope.Split(' ', StringSplitOptions.RemoveEmptyEntries), (await _operator.SignIn().GetSessionAsync()).Scopes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("openid")]
    [InlineData("openid dpv:FraudPreventionAndDetection")]
    [InlineData("openid number-verification:device-phone-number:read")]
    [InlineData("number-verification:verify2")]
    [InlineData("Number-Verification:Verify")]
    public async Task A_token_without_the_API_scope_is_refused_before_any_API_is_called(string scope)
    {
        _operator.ChangeToken("scope", scope);
        var user = _operator.SignIn();

        var exception = await Assert.ThrowsAsync<InsufficientScopeException>(() => user.VerifyNumberAsync());

        Assert.True(exception.RequestMayHaveBeenProcessed);
        Assert.Empty(_operator.Sent(FakeOperator.VerifyUri));
    }

    [Fact]
    public async Task Other_members_are_ignored_and_a_refresh_token_is_nowhere()
    {
        _operator.OnToken = _ =>
        {
            var body = _operator.TokenBody();
            body["refresh_token"] = "canary-refresh";
            body["refresh_token_expires_in"] = 86400;
            body["more"] = new JsonObject { ["deep"] = new JsonArray(1, null, "x") };
            return FakeHandler.Json(body.ToJsonString());
        };
        var user = _operator.SignIn();

        var session = await user.GetSessionAsync();

        Assert.Equal([], ObjectGraph.TextsOf(session).Where(static text => text.Contains("canary-refresh", StringComparison.Ordinal)));
        Assert.Equal([], ObjectGraph.TextsOf(user).Where(static text => text.Contains("canary-refresh", StringComparison.Ordinal)));
        Assert.Contains(FakeOperator.Token, ObjectGraph.TextsOf(user));
        Assert.DoesNotContain("canary-refresh", JsonSerializer.Serialize(session), StringComparison.Ordinal);
        Assert.DoesNotContain(typeof(TokenResponse).GetProperties(), static property => property.Name.Contains("Refresh", StringComparison.OrdinalIgnoreCase));
    }

    public static TheoryData<string> BrokenBodies => new(
    [
        "", " ", "null", "[]", "true", "\"text\"", "{}", "{", "{\"access_token\":\"t\"", "<html>", "\0", "\ufeff",
        """{"access_token":"t","token_type":"Bearer"}x""", """{"access_token":"t","token_type":"Bearer"}{}""",
        """{"access_token":"t","access_token":"u","token_type":"Bearer"}""", """{"access_token":"t","token_type":"Bearer","token_type":"mac"}""", """{"access_token":"t","\u0061ccess_token":"u","token_type":"Bearer"}""",
        """{"Access_Token":"t","token_type":"Bearer"}""",
        """{"access_token":"t","token_type":"Bearer","more":""" + new string('[', 1000) + new string(']', 1000) + "}",
        new string('[', 1000), """{"access_token":"t","token_type":"Bearer","scope":7}""", """{"access_token":"t","token_type":"Bearer","id_token":{}}""",
    ]);

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public Task A_body_that_is_not_the_contracts_JSON_is_refused(string body)
    {
        _operator.OnToken = _ => FakeHandler.Json(body);

        return RefusedAsync();
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        foreach (var body in new[] { Encoding.Unicode.GetBytes(Good()), Encoding.BigEndianUnicode.GetBytes(Good()), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Good())], "{\"access_token\":\""u8.ToArray().Concat(new byte[] { 0xC3, 0x28 }).Concat("\",\"token_type\":\"Bearer\"}"u8.ToArray()).ToArray() })
        {
            _operator.OnToken = _ => FakeHandler.Bytes(body, "application/json");

            await RefusedAsync();
        }
    }

    [Fact]
    public async Task A_byte_order_mark_is_tolerated()
    {
        var user = _operator.SignIn();
        _operator.OnToken = _ => FakeHandler.Bytes([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good())], "application/json");

        Assert.Equal(FakeOperator.Token, (await user.GetSessionAsync()).AccessToken);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=latin1")]
    [InlineData("application/json; charset=")]
    [InlineData(null)]
    public async Task Another_media_type_is_refused_even_with_JSON_inside(string? mediaType)
    {
        var user = _operator.SignIn();
        _operator.OnToken = _ => FakeHandler.Bytes(Encoding.UTF8.GetBytes(Good()), mediaType);

        await RefusedAsync(user);
    }

    [Fact]
    public async Task A_compressed_body_is_refused_whether_it_is_compressed_or_only_says_so()
    {
        using var compressed = new MemoryStream();
        await using (var zip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(new byte[64 * 1024 * 1024]);
        }

        foreach (var body in new[] { compressed.ToArray(), Encoding.UTF8.GetBytes(Good()) })
        {
            _operator.OnToken = _ => FakeHandler.Bytes(body, "application/json").With("Content-Encoding", "gzip");

            await RefusedAsync();
        }
    }

    [Theory]
    [InlineData(64 * 1024, true)]
    [InlineData(64 * 1024 + 1, false)]
    [InlineData(100_000_000, false)]
    public async Task A_body_has_64_kibibytes_at_the_most(int length, bool isGood)
    {
        var user = _operator.SignIn();
        var body = Encoding.UTF8.GetBytes(Good());
        var stream = new PaddedStream(body, length);
        _operator.OnToken = _ => new HttpResponseMessage { Content = new StreamContent(stream) { Headers = { ContentType = new("application/json") } } };

        var exception = await Record.ExceptionAsync(() => user.GetSessionAsync());

        Assert.Equal(isGood ? null : typeof(UnexpectedResponseException), exception?.GetType());
        Assert.InRange(stream.Position, 0, 256 * 1024);
    }

    [Fact]
    public async Task A_body_that_a_handler_can_only_write_asynchronously_is_read_too()
    {
        var user = _operator.SignIn();
        _operator.OnToken = _ => new HttpResponseMessage { Content = new AsynchronousContent(Encoding.UTF8.GetBytes(Good())) };

        Assert.Equal(FakeOperator.Token, (await user.GetSessionAsync()).AccessToken);
    }

    [Fact]
    public async Task Whatever_bytes_come_only_our_own_exceptions_escape()
    {
        var random = new Random(20260107);
        var user = _operator.SignIn();
        var good = Encoding.UTF8.GetBytes(Good());
        for (var run = 0; run < 2_000; run++)
        {
            var body = (byte[])good.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                body[random.Next(Math.Min(body.Length, 80))] = (byte)random.Next(256);
            }

            _operator.OnToken = _ => FakeHandler.Bytes(body[..random.Next(1, body.Length + 1)], "application/json", (HttpStatusCode)(random.Next(3) == 0 ? random.Next(200, 600) : 200));
            user = _operator.SignIn();

            var exception = await Record.ExceptionAsync(() => user.GetSessionAsync());

            Assert.True(exception is null or NumberVerifyException, exception?.ToString());
        }
    }

    [Fact]
    public async Task Whatever_JSON_comes_only_our_own_exceptions_escape_and_they_say_that_the_code_is_spent()
    {
        var random = new Random(20260110);
        string[] members = ["access_token", "token_type", "expires_in", "scope", "id_token", "refresh_token", "more"];
        var (good, refused) = (0, 0);
        for (var run = 0; run < 5_000; run++)
        {
            var user = _operator.SignIn();
            var body = _operator.TokenBody().ToDictionary(static member => member.Key, static member => member.Value!.ToJsonString());
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                body[members[random.Next(members.Length)]] = Texts.Json(random);
            }

            var text = $"{{{string.Join(',', body.OrderBy(_ => random.Next()).Select(static member => $"\"{member.Key}\":{member.Value}"))}}}";
            _operator.OnToken = _ => FakeHandler.Json(random.Next(20) == 0 ? text[..random.Next(text.Length)] : text);

            var exception = await Record.ExceptionAsync(() => user.GetSessionAsync());

            Assert.True(exception is null or UnexpectedResponseException { RequestMayHaveBeenProcessed: true } or InsufficientScopeException { RequestMayHaveBeenProcessed: true } or IdTokenRejectedException { RequestMayHaveBeenProcessed: true }, $"{text}: {exception}");
            _ = exception is null ? good++ : refused++;
        }

        Assert.InRange(good, 200, 4_800);
        Assert.InRange(refused, 200, 4_800);
    }

    private string Good() => _operator.TokenBody().ToJsonString();

    /// <summary>The member as this JSON text; null takes it out.</summary>
    private void Change(string member, string? json) => _operator.OnToken = _ =>
    {
        var body = _operator.TokenBody();
        body.Remove(member);
        var text = body.ToJsonString();
        return FakeHandler.Json(json is null ? text : $"{text[..^1]},\"{member}\":{json}}}");
    };

    private async Task RefusedAsync(NumberVerifyUserClient? user = null)
    {
        user ??= _operator.SignIn();
        var before = _operator.Sent(FakeOperator.TokenEndpoint).Count;

        var exception = await Assert.ThrowsAsync<UnexpectedResponseException>(() => user.GetSessionAsync());

        Assert.True(exception.RequestMayHaveBeenProcessed);
        Assert.Same(exception, await Assert.ThrowsAsync<UnexpectedResponseException>(() => user.VerifyNumberAsync()));
        Assert.Equal(before + 1, _operator.Sent(FakeOperator.TokenEndpoint).Count);
        Assert.Empty(_operator.Sent(FakeOperator.VerifyUri));
    }

    /// <summary>As a handler of the user's own may make it: HttpContent asks for no more than these two.</summary>
    private sealed class AsynchronousContent : HttpContent
    {
        private readonly byte[] _body;

        public AsynchronousContent(byte[] body)
        {
            _body = body;
            Headers.ContentType = new("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_body, 0, _body.Length);

        protected override bool TryComputeLength(out long length)
        {
            length = _body.Length;
            return true;
        }
    }
}
