namespace NumberVerify.Unit.Tests.Callbacks;

/// <summary>Reading a callback: nothing in it is trusted, and only one type of exception comes out.</summary>
public sealed class AuthorizationResponseTests
{
    [Theory]
    [InlineData("https://app.example/callback?code=a-code&state=a-state&iss=https%3A%2F%2Fop.example")]
    [InlineData("?code=a-code&state=a-state&iss=https%3A%2F%2Fop.example")]
    [InlineData("code=a-code&state=a-state&iss=https%3A%2F%2Fop.example")]
    [InlineData("?iss=https://op.example&state=a-state&code=a-code")]
    [InlineData("iss=https://op.example&state=a-state&code=a-code")]
    [InlineData("com.example.app:/callback?code=a-code&state=a-state&iss=https://op.example")]
    [InlineData("com.example.app://callback?state=a-state&code=a-code&iss=https%3a%2f%2fop.example")]
    [InlineData("/callback?code=a-code&state=a-state&iss=https://op.example")]
    [InlineData("https://app.example/callback?code=a-code&state=a-state&iss=https://op.example#_=_")]
    [InlineData("?&code=a-code&&state=a-state&iss=https://op.example&")]
    public void A_callback_is_read_from_its_URL_or_its_query(string callback)
    {
        var response = AuthorizationResponse.Parse(callback);

        Assert.Equal(("a-code", "a-state", "https://op.example", null), (response.Code, response.State, response.Issuer, response.Error));
    }

    [Theory]
    [InlineData("?code=a%20code%2Bmore&state=s", "a code+more")]
    [InlineData("?code=a+code&state=s", "a code")]
    [InlineData("?code=a%26b%3Dc%23d&state=s", "a&b=c#d")]
    [InlineData("?code=a=b==&state=s", "a=b==")]
    [InlineData("?code=a/b?c&state=s", "a/b?c")]
    [InlineData("code=a/b?c&state=s", "a/b?c")]
    [InlineData("state=s&code=x://y", "x://y")]
    [InlineData("?%63ode=a&state=s", "a")]
    public void A_code_is_decoded_once(string callback, string code) => Assert.Equal(code, AuthorizationResponse.Parse(callback).Code);

    [Fact]
    public void A_Uri_is_read_as_its_text() =>
        Assert.Equal("a+b", AuthorizationResponse.Parse(new Uri("https://app.example/callback?code=a%2Bb&state=s")).Code);

    [Fact]
    public void An_error_is_read_without_its_description()
    {
        var response = AuthorizationResponse.Parse("?error=access_denied&error_description=%2B346661113334+refused&error_uri=https://op.example/e&state=s");

        Assert.Equal("access_denied", response.Error);
        Assert.Null(response.Code);
    }

    [Theory]
    [InlineData("?code=c&state=s&other=1&other=2")]
    [InlineData("?code=c&state=s&Code=d&STATE=t&ERROR=e")]
    [InlineData("?code=c&state=s&session_state=x&%00=1")]
    [InlineData("?code=c&state=s&token=x")]
    public void Unknown_parameters_and_other_cases_are_ignored(string callback)
    {
        var response = AuthorizationResponse.Parse(callback);

        Assert.Equal(("c", "s"), (response.Code, response.State));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("https://app.example/callback")]
    [InlineData("https://app.example/callback#code=c&state=s")]
    [InlineData("?state=s")]
    [InlineData("?Code=c&state=s")]
    [InlineData("?code=&state=s")]
    [InlineData("?code&state=s")]
    [InlineData("?error=&state=s")]
    [InlineData("?code=c&error=access_denied&state=s")]
    [InlineData("?code=c&code=c&state=s")]
    [InlineData("?code=c&%63ode=d&state=s")]
    [InlineData("?code=c&state=s&state=t")]
    [InlineData("?error=a&error=b&state=s")]
    [InlineData("?code=c&state=s&iss=a&iss=a")]
    [InlineData("?code=c&state=")]
    [InlineData("?code=c&state=s&iss=")]
    [InlineData("?code=a%0D%0Ab&state=s")]
    [InlineData("?code=a%00b&state=s")]
    [InlineData("?code=a\0b&state=s")]
    [InlineData("?code=a\nb&state=s")]
    [InlineData("?code=c&state=s%0A")]
    [InlineData("?code=caf%C3%A9&state=s")]
    [InlineData("?code=%D9%A3&state=s")]
    [InlineData("?code=%FF%FE&state=s")]
    [InlineData("?code=\ud83d&state=s")]
    [InlineData("?error=login%0Arequired&state=s")]
    [InlineData("?code=c&state=s&access_token=t")]
    [InlineData("?code=c&state=s&id_token=t")]
    [InlineData("?error=e&state=s&id_token=")]
    [InlineData("?access_token=t&token_type=Bearer&state=s")]
    public void A_malformed_callback_is_refused(string callback) => Assert.Throws<InvalidCallbackException>(() => AuthorizationResponse.Parse(callback));

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    [InlineData(65536, false)]
    [InlineData(10_000_000, false)]
    public void A_code_has_4096_characters_at_the_most(int length, bool isGood)
    {
        var callback = $"?code={new string('c', length)}&state=s";

        var exception = Record.Exception(() => AuthorizationResponse.Parse(callback));

        Assert.Equal(isGood ? null : typeof(InvalidCallbackException), exception?.GetType());
        Assert.InRange(exception?.Message.Length ?? 0, 0, 200);
    }

    [Fact]
    public void A_refusal_repeats_nothing_of_the_callback()
    {
        var exception = Assert.Throws<InvalidCallbackException>(() => AuthorizationResponse.Parse("?code=canary%0D%0A&state=canary&canary=1"));

        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        Assert.False(exception.RequestMayHaveBeenProcessed);
    }

    [Fact]
    public void Whatever_text_comes_only_a_refusal_of_the_callback_escapes()
    {
        var random = new Random(20260104);
        for (var run = 0; run < 50_000; run++)
        {
            var callback = Texts.Random(random);
            try
            {
                var response = AuthorizationResponse.Parse(callback);

                Assert.True(response.Code is null != response.Error is null);
                Assert.All(new[] { response.Code, response.State, response.Error, response.Issuer }, static value => Assert.False(value.AsSpan().ContainsAnyExceptInRange(' ', '~')));
            }
            catch (InvalidCallbackException)
            {
                // The one that may.
            }
        }
    }

    [Fact]
    public void A_generated_callback_is_read_exactly_if_it_is_one()
    {
        string[] names = ["code", "state", "error", "iss", "Code", "error_description", "session_state", "access_token", "id_token"];
        string[] malformed = ["", "%", "%4", "%zz", "%0a", "%00", "%7f", "%c3%a9", "\u00e9", "\0", "\r\n", "\ud83d", new string('c', 4097)];
        var random = new Random(20260112);
        var good = 0;
        for (var run = 0; run < 20_000; run++)
        {
            var pairs = Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
            {
                var isMalformed = random.Next(12) == 0;
                var text = Texts.Printable(random, random.Next(1, 30));
                var written = isMalformed ? malformed[random.Next(malformed.Length)] : random.Next(2) == 0 ? Uri.EscapeDataString(text) : Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
                return (Name: names[random.Next(random.Next(6) == 0 ? names.Length : 7)], Text: isMalformed ? null : text, Written: written);
            }).ToArray();
            var known = pairs.Where(static pair => pair.Name is "code" or "state" or "error" or "iss").ToArray();
            string? Value(string name) => known.SingleOrDefault(pair => pair.Name == name).Text;
            var isGood = known.All(static pair => pair.Text is not null) && known.DistinctBy(static pair => pair.Name).Count() == known.Length
                && !pairs.Any(static pair => pair.Name is "access_token" or "id_token") && Value("code") is null != Value("error") is null;

            var exception = Record.Exception(() => AuthorizationResponse.Parse("?" + string.Join('&', pairs.Select(static pair => $"{pair.Name}={pair.Written}"))));

            Assert.Equal(isGood ? null : typeof(InvalidCallbackException), exception?.GetType());
            if (isGood)
            {
                good++;
                var read = AuthorizationResponse.Parse(new Uri("https://app.example/callback?" + string.Join('&', pairs.Where(static pair => pair.Text is not null).Select(static pair => $"{pair.Name}={pair.Written}"))));
                Assert.Equal((Value("code"), Value("state"), Value("error"), Value("iss")), (read.Code, read.State, read.Error, read.Issuer));
            }
        }

        Assert.InRange(good, 2_000, 18_000);
    }

    [Fact]
    public void Nothing_given_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>(() => AuthorizationResponse.Parse((string)null!));
        Assert.Throws<ArgumentNullException>(() => AuthorizationResponse.Parse((Uri)null!));
    }
}
