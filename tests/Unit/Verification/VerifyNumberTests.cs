using System.Text;
using System.Text.Json;

namespace NumberVerify.Unit.Tests.Verification;

/// <summary>What goes over the wire for one verification, and what its answer means.</summary>
public sealed class VerifyNumberTests
{
    private const string Hash = "6dd5d20f257c1f3620662454064e3aa25ba9a6c7a4d1e99e965bbadd3a7e07d6";

    private readonly FakeOperator _operator = new();

    private SentRequest Request => _operator.Sent(FakeOperator.VerifyUri).Single();

    [Fact]
    public async Task The_request_is_exactly_this()
    {
        await _operator.SignIn().VerifyNumberAsync();

        Assert.Equal(HttpMethod.Post, Request.Method);
        Assert.Equal([KeyValuePair.Create("phoneNumber", FakeOperator.Number)], JsonSerializer.Deserialize<Dictionary<string, string>>(Request.Body)!);
        Assert.Equal(["Authorization", "Content-Length", "Content-Type", "x-correlator"], Request.HeaderNames.Append("Content-Length").Distinct().Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal("application/json", Request.Header("Content-Type"));
        Assert.Equal("Bearer " + FakeOperator.Token, Request.Header("Authorization"));
    }

    [Fact]
    public async Task The_plus_of_the_number_is_written_as_it_is()
    {
        await _operator.SignIn().VerifyNumberAsync();

        Assert.Equal("""{"phoneNumber":"+346661113334"}""", Request.Text);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task Yes_and_no_are_answers(string flag, bool isVerified)
    {
        _operator.OnVerify = _ => FakeHandler.Json($$"""{"devicePhoneNumberVerified":{{flag}}}""");

        Assert.Equal(isVerified, (await _operator.SignIn().VerifyNumberAsync()).DevicePhoneNumberVerified);
    }

    [Theory]
    [InlineData("""{"assessedAt":"2026-01-01","devicePhoneNumberVerified":true,"more":{"a":[1,null]},"none":null}""", "application/json")]
    [InlineData(""" { "devicePhoneNumberVerified" : true } """, "application/json;charset=UTF-8")]
    [InlineData("""{"devicePhoneNumberVerified":true}""", "Application/JSON; charset=\"utf-8\"")]
    [InlineData("""{"devicePhoneNumberVerified":true}""", "application/vnd.operator+json")]
    [InlineData("\ufeff{\"devicePhoneNumberVerified\":true}", "application/json")]
    public async Task A_tolerable_answer_is_read(string body, string mediaType)
    {
        _operator.OnVerify = _ => FakeHandler.Bytes(Encoding.UTF8.GetBytes(body), mediaType);

        Assert.True((await _operator.SignIn().VerifyNumberAsync()).DevicePhoneNumberVerified);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"devicePhoneNumberVerified":null}""")]
    [InlineData("""{"devicePhoneNumberVerified":"true"}""")]
    [InlineData("""{"devicePhoneNumberVerified":1}""")]
    [InlineData("""{"devicePhoneNumberVerified":0}""")]
    [InlineData("""{"devicePhoneNumberVerified":[true]}""")]
    [InlineData("""{"DevicePhoneNumberVerified":true}""")]
    [InlineData("""{"devicePhoneNumberVerified":false,"devicePhoneNumberVerified":true}""")]
    [InlineData("""{"devicePhoneNumberVerified":true}x""")]
    [InlineData("""{"devicePhoneNumberVerified":true}{"devicePhoneNumberVerified":true}""")]
    [InlineData("""{"devicePhoneNumberVerified":true""")]
    [InlineData("""[{"devicePhoneNumberVerified":true}]""")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("/* no */{\"devicePhoneNumberVerified\":true}")]
    [InlineData("{\"devicePhoneNumberVerified\":true,}")]
    public async Task A_flag_that_is_not_there_is_a_failure_and_never_a_no(string body)
    {
        _operator.OnVerify = _ => FakeHandler.Json(body);

        var exception = await Assert.ThrowsAsync<UnexpectedResponseException>(() => _operator.SignIn().VerifyNumberAsync());

        Assert.Equal(200, (int)exception.StatusCode!);
        Assert.True(exception.RequestMayHaveBeenProcessed);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/json")]
    [InlineData("application/xml")]
    [InlineData("application/jsonp")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Another_media_type_is_a_failure(string? mediaType)
    {
        _operator.OnVerify = _ => FakeHandler.Bytes("""{"devicePhoneNumberVerified":true}"""u8.ToArray(), mediaType);

        await Assert.ThrowsAsync<UnexpectedResponseException>(() => _operator.SignIn().VerifyNumberAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("unknown")]
    public async Task A_compressed_body_is_a_failure(string encoding)
    {
        _operator.OnVerify = _ => FakeHandler.Json("""{"devicePhoneNumberVerified":true}""").With("Content-Encoding", encoding);

        await Assert.ThrowsAsync<UnexpectedResponseException>(() => _operator.SignIn().VerifyNumberAsync());
    }

    [Fact]
    public async Task A_hash_given_before_is_sent_in_place_of_the_number()
    {
        await _operator.SignIn(Hash).VerifyNumberAsync();

        Assert.Equal($$"""{"hashedPhoneNumber":"{{Hash}}"}""", Request.Text);
    }

    [Fact]
    public async Task A_number_of_the_call_goes_before_the_one_given_earlier()
    {
        await _operator.SignIn("+12345").VerifyNumberAsync("+123456789");

        Assert.Contains("123456789", Request.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, FakeOperator.Number, Hash)]
    [InlineData(null, Hash, Hash)]
    [InlineData(Hash, "+12345", Hash)]
    public async Task The_hashed_form_sends_the_hash_alone(string? given, string before, string sent)
    {
        await _operator.SignIn(before).VerifyHashedNumberAsync(given);

        Assert.Equal($$"""{"hashedPhoneNumber":"{{sent}}"}""", Request.Text);
    }

    [Fact]
    public async Task A_hash_may_be_upper_case()
    {
        await _operator.SignIn().VerifyHashedNumberAsync(Hash.ToUpperInvariant());

        Assert.Contains(Hash.ToUpperInvariant(), Request.Text, StringComparison.Ordinal);
    }

    public static TheoryData<string> BadHashes => ["", Hash[..63], Hash + "0", Hash[..63] + "g", Hash[..63] + "\n", Hash + "\n", Hash[..63] + "٣", FakeOperator.Number];

    [Theory]
    [MemberData(nameof(BadHashes))]
    public async Task A_malformed_hash_is_refused_before_anything_is_sent(string hash)
    {
        await Assert.ThrowsAsync<ArgumentException>("hashedPhoneNumber", () => _operator.SignIn().VerifyHashedNumberAsync(hash));

        Assert.Empty(_operator.Http.Sent);
    }

    [Theory]
    [MemberData(nameof(Numbers.Malformed), MemberType = typeof(Numbers))]
    public async Task A_malformed_number_is_refused_before_anything_is_sent(string number)
    {
        await Assert.ThrowsAsync<ArgumentException>("phoneNumber", () => _operator.SignIn(null).VerifyNumberAsync(number));

        Assert.Empty(_operator.Http.Sent);
    }

    [Fact]
    public async Task Without_any_number_nothing_is_sent()
    {
        var user = _operator.SignIn(null);

        await Assert.ThrowsAsync<ArgumentException>(() => user.VerifyNumberAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => user.VerifyHashedNumberAsync());
        Assert.Empty(_operator.Http.Sent);
    }

    [Fact]
    public async Task An_authorization_for_the_device_number_verifies_none()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _operator.SignInForDevicePhoneNumber().VerifyNumberAsync(FakeOperator.Number));

        Assert.Empty(_operator.Http.Sent);
    }

    [Theory]
    [InlineData("https://api.example/camara")]
    [InlineData("https://api.example/camara/")]
    [InlineData("https://API.example:443/camara")]
    public async Task The_API_root_is_joined_with_or_without_its_last_slash(string root)
    {
        _operator.Options.ApiRoot = new Uri(root);

        await _operator.SignIn().VerifyNumberAsync();

        Assert.Single(_operator.Sent(FakeOperator.VerifyUri));
    }
}
