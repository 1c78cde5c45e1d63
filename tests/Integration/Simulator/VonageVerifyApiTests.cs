using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class VonageVerifyApiTests
{
    private const string Request = "/verify/json";
    private const string Check = "/verify/check/json";
    private const string Search = "/verify/search/json";
    private const string Control = "/verify/control/json";
    private const string Psd2 = "/verify/psd2/json";
    private const string Key = "key1";
    private const string Secret = "the secret: 100%";
    private const string OtherKey = "key2";
    private const string Digits = "346661113334";
    private const string UnknownId = "00112233445566778899aabbccddeeff";

    [Fact]
    public async Task A_code_is_sent_and_is_right_once()
    {
        await using var op = await StartAsync();

        var started = await CallAsync(op, Request, ("number", Digits), ("brand", "Acme"));
        var id = Text(started, "request_id");
        var message = Assert.Single(op.Phone.Messages);
        var right = await CallAsync(op, Check, ("request_id", id), ("code", message.Code));
        var again = await CallAsync(op, Check, ("request_id", id), ("code", message.Code));

        Assert.Equal(["request_id", "status"], started.EnumerateObject().Select(member => member.Name));
        Assert.Equal("0", Text(started, "status"));
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Matches("^[0-9]{4}$", message.Code);
        Assert.Equal($"{message.Code} is your Acme code.", message.Text);
        Assert.Equal("VERIFY", message.Sender);
        Assert.False(message.IsVoiceCall);
        Assert.Equal(["request_id", "event_id", "status", "price", "currency", "estimated_price_messages_sent"], right.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["0", id, "0.05000000", "EUR", "0.04000000"], Texts(right, "status", "request_id", "price", "currency", "estimated_price_messages_sent"));
        AssertRefused("6", again);
    }

    [Fact]
    public async Task Get_and_post_query_and_form_the_two_parameters_and_a_Basic_header_are_all_the_same()
    {
        await using var op = await StartAsync();
        var id = Text(await CallAsync(op, Request, ("number", Digits), ("brand", "Acme")), "request_id");
        var credentials = $"api_key={Key}&api_secret={Uri.EscapeDataString(Secret)}";

        using var inQuery = await op.Http.GetAsync($"{Search}?{credentials}&request_id={id}");
        op.Time.Advance(TimeSpan.FromSeconds(1));
        using var split = await op.Http.PostAsync($"{Search}?request_id={id}", new StringContent(credentials, Encoding.UTF8, "application/x-www-form-urlencoded"));
        op.Time.Advance(TimeSpan.FromSeconds(1));
        using var inHeader = await op.PostAsync(Search, [new("request_id", id)], Basic(Key, Secret));

        foreach (var response in new[] { inQuery, split, inHeader })
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("IN PROGRESS", Text(await JsonAsync(response), "status"));
        }
    }

    [Theory]
    [InlineData(null, Secret, "2")]
    [InlineData(Key, null, "2")]
    [InlineData(Key, "wrong", "4")]
    [InlineData("wrong", Secret, "4")]
    [InlineData(OtherKey, Secret, "4")]
    public async Task Without_the_right_credentials_nothing_is_sent(string? key, string? secret, string status)
    {
        await using var op = await StartAsync();

        foreach (var path in new[] { Request, Check, Search, Control, Psd2 })
        {
            AssertRefused(status, await CallAsync(op, path, ("api_key", key), ("api_secret", secret), ("number", Digits), ("brand", "Acme")));
        }

        Assert.Empty(op.Simulator.Inbox);
    }

    [Theory]
    [InlineData("Basic a2V5MTp3cm9uZw==", "4")]
    [InlineData("Basic %%%", "4")]
    [InlineData("Basic", "4")]
    [InlineData("Bearer a2V5MTp3cm9uZw==", "2")]
    public async Task A_header_that_is_not_the_right_one_is_refused(string header, string status)
    {
        await using var op = await StartAsync();

        using var response = await op.PostAsync(Request, [new("number", Digits), new("brand", "Acme")], AuthenticationHeaderValue.Parse(header));

        AssertRefused(status, await JsonAsync(response));
    }

    [Fact]
    public async Task Nobody_has_an_account_by_default()
    {
        await using var op = await RunningOperator.StartAsync();

        AssertRefused("4", await CallAsync(op, Request, ("number", Digits), ("brand", "Acme")));
    }

    [Theory]
    [InlineData(Request, "number")]
    [InlineData(Request, "brand")]
    [InlineData(Psd2, "number")]
    [InlineData(Psd2, "payee")]
    [InlineData(Psd2, "amount")]
    [InlineData(Check, "request_id")]
    [InlineData(Check, "code")]
    [InlineData(Control, "request_id")]
    [InlineData(Control, "cmd")]
    [InlineData(Search, "request_id")]
    public async Task A_missing_parameter_is_named(string path, string missing)
    {
        await using var op = await StartAsync();
        (string, string?)[] all = [("number", Digits), ("brand", "Acme"), ("payee", "Shop"), ("amount", "1"), ("request_id", UnknownId), ("code", "1234"), ("cmd", "cancel")];

        var answer = await CallAsync(op, path, [.. all, (missing, "")]);

        AssertRefused("2", answer);
        Assert.Contains(missing, Text(answer, "error_text"), StringComparison.Ordinal);
        Assert.Empty(op.Simulator.Inbox);
    }

    public static TheoryData<string, string, string> InvalidValues => new()
    {
        { Request, "number", $"+{Digits}" },
        { Request, "number", "0612345678" },
        { Request, "number", "346" },
        { Request, "number", "3466611133341234" },
        { Request, "number", "34 666 111 333" },
        { Request, "country", "XX" },
        { Request, "country", "ESP" },
        { Request, "brand", new string('x', 19) },
        { Request, "sender_id", new string('x', 12) },
        { Request, "code_length", "5" },
        { Request, "code_length", "3" },
        { Request, "code_length", "8" },
        { Request, "code_length", "four" },
        { Request, "lg", "en" },
        { Request, "lg", "EN-US" },
        { Request, "lg", "bg-bg" },
        { Request, "pin_expiry", "59" },
        { Request, "pin_expiry", "3601" },
        { Request, "next_event_wait", "59" },
        { Request, "next_event_wait", "901" },
        { Request, "next_event_wait", "-60" },
        { Request, "workflow_id", "0" },
        { Request, "workflow_id", "8" },
        { Psd2, "payee", new string('x', 19) },
        { Psd2, "amount", "0" },
        { Psd2, "amount", "-1" },
        { Psd2, "amount", "1,50" },
        { Psd2, "amount", "1e3" },
        { Psd2, "lg", "en-us" },
        { Check, "code", "123" },
        { Check, "code", "1234567" },
        { Check, "code", "12 34" },
        { Control, "cmd", "stop" },
    };

    [Theory]
    [MemberData(nameof(InvalidValues))]
    public async Task A_value_out_of_its_limits_is_refused_by_name_and_not_repeated(string path, string parameter, string value)
    {
        await using var op = await StartAsync();

        var answer = await CallAsync(
            op, path, ("number", Digits), ("brand", "Acme"), ("payee", "Shop"), ("amount", "1"), ("request_id", UnknownId), ("code", "1234"), ("cmd", "cancel"), (parameter, value));

        AssertRefused("3", answer);
        Assert.Contains(parameter, Text(answer, "error_text"), StringComparison.Ordinal);
        Assert.DoesNotContain(value, Text(answer, "error_text"), StringComparison.Ordinal);
        Assert.Empty(op.Simulator.Inbox);
    }

    [Theory]
    [InlineData(Request, "brand", "eighteen character")]
    [InlineData(Request, "sender_id", "elevenchars")]
    [InlineData(Request, "code_length", "6")]
    [InlineData(Request, "lg", "yue-cn")]
    [InlineData(Request, "pin_expiry", "60")]
    [InlineData(Request, "pin_expiry", "3600")]
    [InlineData(Request, "next_event_wait", "60")]
    [InlineData(Request, "next_event_wait", "900")]
    [InlineData(Request, "workflow_id", "7")]
    [InlineData(Request, "colour", "unknown parameters mean nothing")]
    [InlineData(Psd2, "amount", "0.01")]
    [InlineData(Psd2, "lg", "ga-ie")]
    public async Task A_value_at_its_limit_is_taken(string path, string parameter, string value)
    {
        await using var op = await StartAsync();

        Assert.Equal("0", Text(await CallAsync(op, path, ("number", Digits), ("brand", "Acme"), ("payee", "Shop"), ("amount", "1"), (parameter, value)), "status"));
    }

    [Fact]
    public async Task A_parameter_that_comes_twice_counts_as_missing()
    {
        await using var op = await StartAsync();

        using var response = await op.Http.GetAsync($"{Request}?{Encode(Parameters(("brand", "Acme")))}&number={Digits}&number={Digits}");

        AssertRefused("2", await JsonAsync(response));
    }

    [Theory]
    [InlineData("%zz=1")]
    [InlineData("number=%FF")]
    public async Task What_cannot_be_decoded_is_refused(string query)
    {
        await using var op = await StartAsync();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"{op.Simulator.Issuer.OriginalString}{Request}?{query}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

        using var response = await op.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertRefused("2", await JsonAsync(response));
    }

    [Theory]
    [InlineData("ES", "666111333", "15")]
    [InlineData("es", "666 111-333.4", "0")]
    [InlineData("ES", Digits, "0")]
    [InlineData("ES", "+34 (666) 111-3334", "0")]
    [InlineData("GB", "07700 900000", "0")]
    public async Task A_country_makes_a_national_number_international(string country, string number, string status)
    {
        await using var op = await StartAsync();
        op.Simulator.AddSubscriber("+447700900000");

        var answer = await CallAsync(op, Request, ("number", number), ("country", country), ("brand", "Acme"));

        Assert.Equal(status, Text(answer, "status"));
    }

    /// <summary>Each workflow's events and the seconds between them, and the seconds from the last one to the end.</summary>
    public static TheoryData<int, string, int[], int> Workflows => new()
    {
        { 1, "sms tts tts", [125, 180], 300 },
        { 2, "sms sms tts", [125, 180], 300 },
        { 3, "tts tts", [150], 150 },
        { 4, "sms sms", [120], 180 },
        { 5, "sms tts", [120], 180 },
        { 6, "sms", [], 300 },
        { 7, "tts", [], 300 },
    };

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task A_workflow_sends_and_calls_in_its_order_and_time(int workflow, string kinds, int[] waits, int end)
    {
        await using var op = await StartAsync();
        var id = Text(await CallAsync(op, Request, ("number", Digits), ("brand", "Acme"), ("workflow_id", $"{workflow}")), "request_id");

        foreach (var (index, wait) in waits.Index())
        {
            op.Time.Advance(TimeSpan.FromSeconds(wait - 1));
            Assert.Equal(index + 1, op.Simulator.Inbox.Count);
            op.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(kinds, string.Join(' ', op.Simulator.Inbox.Select(message => message.IsVoiceCall ? "tts" : "sms")));
        op.Time.Advance(TimeSpan.FromSeconds(end - 1));
        Assert.Equal("IN PROGRESS", Text(await CallAsync(op, Search, ("request_id", id)), "status"));
        op.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("EXPIRED", Text(await CallAsync(op, Search, ("request_id", id)), "status"));
        AssertRefused("6", await CallAsync(op, Check, ("request_id", id), ("code", op.Simulator.Inbox[^1].Code)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Before_the_third_event_there_is_a_new_code_and_the_old_one_is_wrong(int workflow)
    {
        await using var op = await StartAsync();
        var id = Text(await CallAsync(op, Request, ("number", Digits), ("brand", "Acme"), ("workflow_id", $"{workflow}"), ("code_length", "6")), "request_id");
        op.Time.Advance(TimeSpan.FromSeconds(305));
        var codes = op.Simulator.Inbox.Select(message => message.Code).ToList();

        Assert.Equal(codes[0], codes[1]);
        Assert.NotEqual(codes[1], codes[2]);
        AssertRefused("16", await CallAsync(op, Check, ("request_id", id), ("code", codes[0])));
        Assert.Equal("0", Text(await CallAsync(op, Check, ("request_id", id), ("code", codes[2])), "status"));
    }

    [Theory]
    [InlineData("360", "120", 1, 360)]
    [InlineData("240", "120", 2, 480)]
    [InlineData("120", "120", 3, 360)]
    [InlineData("200", "120", 3, 360)]
    [InlineData(null, "60", 1, 300)]
    [InlineData("3600", null, 1, 3600)]
    public async Task A_code_is_sent_again_while_it_lives_and_its_life_is_a_multiple_of_the_wait(string? pinExpiry, string? wait, int codes, int end)
    {
        await using var op = await StartAsync();
        var id = Text(
            await CallAsync(op, Request, ("number", Digits), ("brand", "Acme"), ("workflow_id", "2"), ("pin_expiry", pinExpiry), ("next_event_wait", wait), ("code_length", "6")), "request_id");

        op.Time.Advance(TimeSpan.FromSeconds(end - 1));
        var before = Text(await CallAsync(op, Search, ("request_id", id)), "status");
        op.Time.Advance(TimeSpan.FromSeconds(1));
        var after = Text(await CallAsync(op, Search, ("request_id", id)), "status");

        Assert.Equal(3, op.Simulator.Inbox.Count);
        Assert.Equal(codes, op.Simulator.Inbox.DistinctBy(message => message.Code).Count());
        Assert.Equal(("IN PROGRESS", "EXPIRED"), (before, after));
    }

    [Fact]
    public async Task Between_two_events_an_expired_code_is_a_wrong_one()
    {
        await using var op = await StartAsync();
        var id = Text(await CallAsync(op, Request, ("number", Digits), ("brand", "Acme"), ("pin_expiry", "60")), "request_id");
        op.Time.Advance(TimeSpan.FromSeconds(60));

        AssertRefused("16", await CallAsync(op, Check, ("request_id", id), ("code", op.Simulator.Inbox[0].Code)));
    }

    [Fact]
    public async Task The_third_wrong_code_ends_the_verification()
    {
        await using var op = await StartAsync();
        var (id, code) = await RequestAsync(op);
        var answers = new List<JsonElement>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(await CallAsync(op, Check, ("request_id", id), ("code", "none")));
        }

        Assert.Equal(["16", "16", "17"], answers.Select(answer => Text(answer, "status")));
        Assert.All(answers, answer => Assert.Equal(["request_id", "status", "error_text"], answer.EnumerateObject().Select(member => member.Name)));
        AssertRefused("6", await CallAsync(op, Check, ("request_id", id), ("code", code)));
        Assert.Equal("FAILED", Text(await CallAsync(op, Search, ("request_id", id)), "status"));
        Assert.Equal("0", Text(await CallAsync(op, Request, ("number", Digits), ("brand", "Acme")), "status"));
    }

    [Fact]
    public async Task A_new_code_has_three_tries_of_its_own()
    {
        await using var op = await StartAsync();
        var (id, _) = await RequestAsync(op);
        await CallAsync(op, Check, ("request_id", id), ("code", "none"));
        await CallAsync(op, Check, ("request_id", id), ("code", "none"));
        op.Time.Advance(TimeSpan.FromSeconds(305));

        AssertRefused("16", await CallAsync(op, Check, ("request_id", id), ("code", "none")));
        Assert.Equal("0", Text(await CallAsync(op, Check, ("request_id", id), ("code", op.Simulator.Inbox[^1].Code)), "status"));
    }

    [Fact]
    public async Task Of_sixteen_right_tries_at_once_one_succeeds()
    {
        await using var op = await StartAsync();
        var (id, code) = await RequestAsync(op);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => CallAsync(op, Check, ("request_id", id), ("code", code))));

        Assert.Single(answers, answer => Text(answer, "status") == "0");
        Assert.Equal(15, answers.Count(answer => Text(answer, "status") == "6"));
    }

    [Fact]
    public async Task A_number_has_one_verification_of_an_account_at_a_time()
    {
        await using var op = await StartAsync();
        var (id, code) = await RequestAsync(op);

        var second = await CallAsync(op, Request, ("number", Digits), ("brand", "Acme"));
        var payment = await CallAsync(op, Psd2, ("number", Digits), ("payee", "Shop"), ("amount", "1"));
        var others = await CallAsync(op, Request, ("number", Digits), ("brand", "Acme"), ("api_key", OtherKey), ("api_secret", "other"));
        await CallAsync(op, Check, ("request_id", id), ("code", code));
        var later = await CallAsync(op, Request, ("number", Digits), ("brand", "Acme"));

        AssertRefused("10", second);
        Assert.Equal(id, Text(second, "request_id"));
        AssertRefused("10", payment);
        Assert.Equal("0", Text(others, "status"));
        Assert.Equal("0", Text(later, "status"));
        Assert.NotEqual(id, Text(later, "request_id"));
    }

    [Fact]
    public async Task Of_sixteen_requests_at_once_one_sends()
    {
        await using var op = await StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => CallAsync(op, Request, ("number", Digits), ("brand", "Acme"))));

        var id = Text(Assert.Single(answers, answer => Text(answer, "status") == "0"), "request_id");
        Assert.All(answers, answer => Assert.Equal(id, Text(answer, "request_id")));
        Assert.Single(op.Simulator.Inbox);
    }

    [Theory]
    [InlineData(0, "19")]
    [InlineData(29, "19")]
    [InlineData(30, "0")]
    [InlineData(124, "0")]
    [InlineData(125, "19")]
    public async Task It_is_cancelled_after_thirty_seconds_and_before_the_second_event(int seconds, string status)
    {
        await using var op = await StartAsync();
        var (id, code) = await RequestAsync(op);
        op.Time.Advance(TimeSpan.FromSeconds(seconds));

        var cancelled = await CallAsync(op, Control, ("request_id", id), ("cmd", "cancel"));

        Assert.Equal(status, Text(cancelled, "status"));
        if (status == "0")
        {
            Assert.Equal(["status", "command"], cancelled.EnumerateObject().Select(member => member.Name));
            Assert.Equal("cancel", Text(cancelled, "command"));
            Assert.Equal("CANCELLED", Text(await CallAsync(op, Search, ("request_id", id)), "status"));
            AssertRefused("6", await CallAsync(op, Check, ("request_id", id), ("code", code)));
            AssertRefused("6", await CallAsync(op, Control, ("request_id", id), ("cmd", "cancel")));
            op.Time.Advance(TimeSpan.FromMinutes(20));
            Assert.Single(op.Simulator.Inbox);
        }
    }

    [Fact]
    public async Task The_next_event_can_be_triggered_until_none_is_left()
    {
        await using var op = await StartAsync();
        var (id, code) = await RequestAsync(op);

        var second = await CallAsync(op, Control, ("request_id", id), ("cmd", "trigger_next_event"));
        op.Time.Advance(TimeSpan.FromSeconds(179));
        var onlyTwo = op.Simulator.Inbox.Count;
        op.Time.Advance(TimeSpan.FromSeconds(1));
        var none = await CallAsync(op, Control, ("request_id", id), ("cmd", "trigger_next_event"));

        Assert.Equal(["0", "trigger_next_event"], Texts(second, "status", "command"));
        Assert.Equal(2, onlyTwo);
        Assert.Equal([false, true, true], op.Simulator.Inbox.Select(message => message.IsVoiceCall));
        Assert.All(op.Simulator.Inbox, message => Assert.Equal(code, message.Code));
        AssertRefused("19", none);
    }

    [Fact]
    public async Task Once_the_second_event_was_triggered_nothing_is_cancelled()
    {
        await using var op = await StartAsync();
        var (id, _) = await RequestAsync(op);
        await CallAsync(op, Control, ("request_id", id), ("cmd", "trigger_next_event"));
        op.Time.Advance(TimeSpan.FromSeconds(30));

        AssertRefused("19", await CallAsync(op, Control, ("request_id", id), ("cmd", "cancel")));
    }

    [Fact]
    public async Task Another_accounts_verification_and_an_unknown_one_are_not_there()
    {
        await using var op = await StartAsync();
        var (id, code) = await RequestAsync(op);
        (string, string?)[] other = [("api_key", OtherKey), ("api_secret", "other")];

        AssertRefused("6", await CallAsync(op, Check, [("request_id", id), ("code", code), .. other]));
        AssertRefused("6", await CallAsync(op, Control, [("request_id", id), ("cmd", "trigger_next_event"), .. other]));
        AssertRefused("101", await CallAsync(op, Search, [("request_id", id), .. other]));
        AssertRefused("6", await CallAsync(op, Check, ("request_id", UnknownId), ("code", code)));
        AssertRefused("6", await CallAsync(op, Control, ("request_id", UnknownId), ("cmd", "cancel")));
        AssertRefused("101", await CallAsync(op, Search, ("request_id", UnknownId)));
    }

    [Fact]
    public async Task A_search_tells_what_happened()
    {
        await using var op = await StartAsync();
        var (id, code) = await RequestAsync(op, ("sender_id", "ACME"));
        await CallAsync(op, Check, ("request_id", id), ("code", "none"), ("ip_address", "192.0.2.1"));
        op.Time.Advance(TimeSpan.FromSeconds(125));
        await CallAsync(op, Check, ("request_id", id), ("code", code));

        var found = await CallAsync(op, Search, ("request_id", id));

        Assert.Equal(
            ["SUCCESS", Key, Digits, "ACME", "2026-01-02 03:04:05", "2026-01-02 03:06:10", "2026-01-02 03:04:05", "2026-01-02 03:06:10", "0.05000000", "EUR", "0.08000000"],
            Texts(
                found, "status", "account_id", "number", "sender_id", "date_submitted", "date_finalized", "first_event_date", "last_event_date", "price", "currency",
                "estimated_price_messages_sent"));
        Assert.Equal(
            [["2026-01-02 03:04:05", "none", "INVALID", "192.0.2.1"], ["2026-01-02 03:06:10", code, "VALID", ""]],
            found.GetProperty("checks").EnumerateArray().Select(check => Texts(check, "date_received", "code", "status", "ip_address")));
        Assert.Equal(["sms", "tts"], found.GetProperty("events").EnumerateArray().Select(happened => Text(happened, "type")));
        Assert.Equal(2, found.GetProperty("events").EnumerateArray().DistinctBy(happened => Text(happened, "id")).Count());
    }

    [Fact]
    public async Task Up_to_ten_are_searched_for_at_once_and_what_is_not_there_is_left_out()
    {
        await using var op = await StartAsync();
        var (first, _) = await RequestAsync(op);
        op.Simulator.AddSubscriber(OtherNumber);
        var second = Text(await CallAsync(op, Request, ("number", OtherNumber[1..]), ("brand", "Acme")), "request_id");

        var found = await SearchAsync(first, UnknownId, second);
        var none = await SearchAsync(UnknownId, UnknownId);
        var tooMany = await SearchAsync([.. Enumerable.Repeat(first, 11)]);
        var ten = await SearchAsync([.. Enumerable.Repeat(first, 10)]);

        Assert.Equal([first, second], found.GetProperty("verification_requests").EnumerateArray().Select(one => Text(one, "request_id")));
        AssertRefused("101", none);
        AssertRefused("18", tooMany);
        Assert.Equal(10, ten.GetProperty("verification_requests").GetArrayLength());

        async Task<JsonElement> SearchAsync(params string[] ids)
        {
            op.Time.Advance(TimeSpan.FromSeconds(1));
            using var response = await op.Http.GetAsync($"{Search}?{Encode(Parameters())}&{Encode(ids.Select(id => KeyValuePair.Create("request_ids", id)))}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return await JsonAsync(response);
        }
    }

    [Fact]
    public async Task A_search_may_lag_behind()
    {
        await using var op = await StartAsync(options => options.SearchLag = TimeSpan.FromSeconds(60));
        var (id, code) = await RequestAsync(op);

        var unknownYet = await CallAsync(op, Search, ("request_id", id));
        op.Time.Advance(TimeSpan.FromSeconds(60));
        await CallAsync(op, Check, ("request_id", id), ("code", code));
        var before = await CallAsync(op, Search, ("request_id", id));
        op.Time.Advance(TimeSpan.FromSeconds(60));
        var after = await CallAsync(op, Search, ("request_id", id));

        AssertRefused("101", unknownYet);
        Assert.Equal("IN PROGRESS", Text(before, "status"));
        Assert.Equal(0, before.GetProperty("checks").GetArrayLength());
        Assert.False(before.TryGetProperty("date_finalized", out _));
        Assert.Equal("0.00000000", Text(before, "price"));
        Assert.Equal("SUCCESS", Text(after, "status"));
        Assert.Equal(1, after.GetProperty("checks").GetArrayLength());
    }

    [Fact]
    public async Task Requests_are_throttled_by_the_second_and_each_account_for_itself()
    {
        await using var op = await StartAsync(options => options.RequestsPerSecond = 3);
        var answers = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            answers.Add(Text(await CallAsync(op, Check, ("request_id", UnknownId), ("code", "1234")), "status"));
        }

        var other = await CallAsync(op, Check, ("request_id", UnknownId), ("code", "1234"), ("api_key", OtherKey), ("api_secret", "other"));
        op.Time.Advance(TimeSpan.FromSeconds(1));
        var later = await CallAsync(op, Check, ("request_id", UnknownId), ("code", "1234"));

        Assert.Equal(["6", "6", "6", "1"], answers);
        AssertRefused("6", other);
        AssertRefused("6", later);
    }

    [Fact]
    public async Task Searches_are_throttled_more()
    {
        await using var op = await StartAsync();
        var (id, _) = await RequestAsync(op);

        var first = await CallAsync(op, Search, ("request_id", id));
        var second = await CallAsync(op, Search, ("request_id", id));
        op.Time.Advance(TimeSpan.FromSeconds(1));
        var third = await CallAsync(op, Search, ("request_id", id));

        Assert.Equal("IN PROGRESS", Text(first, "status"));
        AssertRefused("1", second);
        Assert.Equal("IN PROGRESS", Text(third, "status"));
    }

    [Theory]
    [InlineData("abcd", "0")]
    [InlineData("Ab34567890", "0")]
    [InlineData("abc", "3")]
    [InlineData("12345678901", "3")]
    [InlineData("12-4", "3")]
    public async Task A_code_of_ones_own_is_allowed_to_some(string pin, string status)
    {
        await using var op = await StartAsync(options => options.PinCodeAllowed = true);

        var answer = await CallAsync(op, Request, ("number", Digits), ("brand", "Acme"), ("pin_code", pin));

        Assert.Equal(status, Text(answer, "status"));
        if (status == "0")
        {
            op.Time.Advance(TimeSpan.FromSeconds(305));
            Assert.All(op.Simulator.Inbox, message => Assert.Equal(pin, message.Code));
            Assert.Equal("0", Text(await CallAsync(op, Check, ("request_id", Text(answer, "request_id")), ("code", pin)), "status"));
        }
    }

    [Fact]
    public async Task A_code_of_ones_own_is_not_allowed_to_others()
    {
        await using var op = await StartAsync();

        AssertRefused("20", await CallAsync(op, Request, ("number", Digits), ("brand", "Acme"), ("pin_code", "abcd")));
        Assert.Empty(op.Simulator.Inbox);
    }

    [Fact]
    public async Task A_payment_is_confirmed_with_its_amount_and_payee()
    {
        await using var op = await StartAsync();

        var answer = await CallAsync(op, Psd2, ("number", Digits), ("payee", "Corner Shop"), ("amount", "12.5"), ("workflow_id", "4"), ("code_length", "6"));
        var message = Assert.Single(op.Simulator.Inbox);
        op.Time.Advance(TimeSpan.FromSeconds(120));
        var right = await CallAsync(op, Check, ("request_id", Text(answer, "request_id")), ("code", message.Code));

        Assert.Equal($"{message.Code} confirms a payment of 12.50 EUR to Corner Shop.", message.Text);
        Assert.Matches("^[0-9]{6}$", message.Code);
        Assert.Equal(2, op.Simulator.Inbox.Count);
        Assert.Equal("0", Text(right, "status"));
    }

    [Fact]
    public async Task In_demo_mode_only_listed_numbers_are_verified()
    {
        await using var op = await StartAsync(options => options.DemoDestinations = [OtherNumber]);
        op.Simulator.AddSubscriber(OtherNumber);

        AssertRefused("29", await CallAsync(op, Request, ("number", Digits), ("brand", "Acme")));
        AssertRefused("29", await CallAsync(op, Psd2, ("number", Digits), ("payee", "Shop"), ("amount", "1")));
        Assert.Equal("0", Text(await CallAsync(op, Request, ("number", OtherNumber[1..]), ("brand", "Acme")), "status"));
        Assert.Single(op.Simulator.Inbox);
    }

    [Theory]
    [InlineData("+34910000001", SubscriberLine.Blacklisted, "7", "00101")]
    [InlineData("+34910000001", SubscriberLine.SmsBarred, "8", null)]
    [InlineData("+34910000001", null, "15", null)]
    [InlineData("+21012345678", SubscriberLine.Mobile, "6", null)]
    public async Task A_number_that_cannot_be_verified_says_why(string number, SubscriberLine? line, string status, string? network)
    {
        await using var op = await StartAsync();
        if (line is { } kind)
        {
            op.Simulator.AddSubscriber(number, kind);
        }

        foreach (var path in new[] { Request, Psd2 })
        {
            var answer = await CallAsync(op, path, ("number", number[1..]), ("brand", "Acme"), ("payee", "Shop"), ("amount", "1"));
            AssertRefused(status, answer);
            Assert.Equal(network, answer.TryGetProperty("network", out var said) ? said.GetString() : null);
        }

        Assert.Empty(op.Simulator.Inbox);
    }

    [Theory]
    [InlineData(SubscriberLine.Landline)]
    [InlineData(SubscriberLine.MobileWithoutSms)]
    public async Task A_line_without_text_messages_gets_the_calls(SubscriberLine line)
    {
        await using var op = await StartAsync();
        op.Simulator.AddSubscriber("+34910000001", line);
        var id = Text(await CallAsync(op, Request, ("number", "34910000001"), ("brand", "Acme")), "request_id");
        Assert.Empty(op.Simulator.Inbox);
        op.Time.Advance(TimeSpan.FromSeconds(125));

        var call = Assert.Single(op.Simulator.Inbox);

        Assert.True(call.IsVoiceCall);
        Assert.Null(call.Sender);
        Assert.Equal("0", Text(await CallAsync(op, Check, ("request_id", id), ("code", call.Code)), "status"));
    }

    [Fact]
    public async Task A_barred_account_starts_and_controls_nothing_and_may_still_check_and_search()
    {
        await using var op = await StartAsync();
        var (id, code) = await RequestAsync(op);
        op.Simulator.ChangeVonageVerify(new() { Accounts = [new() { ApiKey = Key, ApiSecret = Secret, IsBarred = true }] });

        AssertRefused("8", await CallAsync(op, Request, ("number", Digits), ("brand", "Acme")));
        AssertRefused("8", await CallAsync(op, Psd2, ("number", Digits), ("payee", "Shop"), ("amount", "1")));
        AssertRefused("8", await CallAsync(op, Control, ("request_id", id), ("cmd", "trigger_next_event")));
        Assert.Equal("IN PROGRESS", Text(await CallAsync(op, Search, ("request_id", id)), "status"));
        Assert.Equal("0", Text(await CallAsync(op, Check, ("request_id", id), ("code", code)), "status"));
    }

    [Fact]
    public async Task Without_credit_nothing_is_started_and_nothing_triggered()
    {
        await using var op = await StartAsync(options => options.MaxMessages = 2);
        op.Simulator.AddSubscriber(OtherNumber);
        var (id, _) = await RequestAsync(op);
        await CallAsync(op, Control, ("request_id", id), ("cmd", "trigger_next_event"));

        AssertRefused("9", await CallAsync(op, Control, ("request_id", id), ("cmd", "trigger_next_event")));
        AssertRefused("9", await CallAsync(op, Request, ("number", OtherNumber[1..]), ("brand", "Acme")));
        Assert.Equal("0", Text(await CallAsync(op, Request, ("number", OtherNumber[1..]), ("brand", "Acme"), ("api_key", OtherKey), ("api_secret", "other")), "status"));
    }

    [Fact]
    public async Task What_is_over_is_forgotten_an_hour_later()
    {
        await using var op = await StartAsync();
        var (id, code) = await RequestAsync(op);
        await CallAsync(op, Check, ("request_id", id), ("code", code));

        op.Time.Advance(TimeSpan.FromSeconds(3599));
        var known = await CallAsync(op, Search, ("request_id", id));
        op.Time.Advance(TimeSpan.FromSeconds(1));
        var unknown = await CallAsync(op, Search, ("request_id", id));

        Assert.Equal("SUCCESS", Text(known, "status"));
        AssertRefused("101", unknown);
        Assert.Single(op.Simulator.Inbox);
    }

    [Fact]
    public async Task A_simulator_that_is_gone_sends_nothing_more()
    {
        var op = await StartAsync();
        await RequestAsync(op);
        await op.DisposeAsync();

        op.Time.Advance(TimeSpan.FromMinutes(20));

        Assert.Single(op.Simulator.Inbox);
    }

    [Fact]
    public async Task There_is_no_xml()
    {
        await using var op = await StartAsync();

        using var response = await op.PostAsync("/verify/xml", Parameters(("number", Digits), ("brand", "Acme")));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task An_internal_error_is_a_planned_fault()
    {
        await using var op = await RunningOperator.StartAsync(options => options.FaultsEnabled = true);
        op.Simulator.AddFault(new SimulatorFault { Kind = SimulatorFaultKind.Status, Path = Request, StatusCode = 200, Body = """{"status":"5","error_text":"Internal error."}""" });

        AssertRefused("5", await CallAsync(op, Request, ("number", Digits), ("brand", "Acme")));
    }

    [Fact]
    public async Task Exchanges_show_how_it_went_and_neither_secrets_nor_codes_nor_numbers()
    {
        await using var op = await StartAsync(options => options.PinCodeAllowed = true);
        var started = await CallAsync(op, Request, ("number", Digits), ("brand", "Acme"), ("pin_code", "mypin"));
        var id = Text(started, "request_id");
        await CallAsync(op, Check, ("request_id", id), ("code", "wrong"), ("ip_address", "192.0.2.1"));
        await CallAsync(op, Check, ("request_id", id), ("code", "mypin"));
        using var inQuery = await op.Http.GetAsync($"{Search}?{Encode(Parameters(("request_id", id)))}");
        using var inHeader = await op.PostAsync(Request, [new("number", Digits), new("brand", "Acme")], Basic(Key, Secret));

        var parameters = op.Simulator.Exchanges.SelectMany(exchange => exchange.Request.Concat(exchange.Response)).ToList();

        foreach (var secret in new[] { Secret, Uri.EscapeDataString(Secret), Digits, "mypin", id, "192.0.2.1", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Key}:{Secret}")) })
        {
            Assert.DoesNotContain(parameters, parameter => parameter.Value.Contains(secret, StringComparison.Ordinal));
        }

        Assert.Contains(new ExchangeParameter(ParameterSource.Form, "brand", "Acme"), parameters);
        Assert.Contains(new ExchangeParameter(ParameterSource.Json, "status", "16"), parameters);
        Assert.Contains(new ExchangeParameter(ParameterSource.Form, "api_secret", ExchangeParameter.Mask), parameters);
    }

    public static TheoryData<string, VonageVerifySettings> FaultySettings => new()
    {
        { "VonageVerify is null", null! },
        { "Accounts", new() { Accounts = null! } },
        { "Accounts", new() { Accounts = [null!] } },
        { "Accounts", new() { Accounts = [new() { ApiKey = "", ApiSecret = "canary" }] } },
        { "Accounts", new() { Accounts = [new() { ApiKey = "a:b", ApiSecret = "canary" }] } },
        { "Accounts", new() { Accounts = [new() { ApiKey = "a", ApiSecret = "" }] } },
        { "twice", new() { Accounts = [new() { ApiKey = "a", ApiSecret = "canary" }, new() { ApiKey = "a", ApiSecret = "canary" }] } },
        { "RequestsPerSecond", new() { RequestsPerSecond = 0 } },
        { "SearchesPerSecond", new() { SearchesPerSecond = 10_001 } },
        { "MaxMessages", new() { MaxMessages = -1 } },
        { "SearchLag", new() { SearchLag = TimeSpan.FromSeconds(61) } },
        { "SearchLag", new() { SearchLag = TimeSpan.FromSeconds(-1) } },
        { "DemoDestinations", new() { DemoDestinations = ["canary"] } },
    };

    [Theory]
    [MemberData(nameof(FaultySettings))]
    public async Task Settings_out_of_range_are_refused_at_the_start_and_later(string fault, VonageVerifySettings settings)
    {
        await using var op = await StartAsync();
        var atStart = await Assert.ThrowsAsync<ArgumentException>(() => OperatorSimulator.StartAsync(options => options.VonageVerify = settings));

        var later = Assert.ThrowsAny<ArgumentException>(() => op.Simulator.ChangeVonageVerify(settings));

        Assert.Contains(fault, atStart.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", atStart.Message, StringComparison.Ordinal);
        Assert.Contains(settings is null ? "settings" : fault, later.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", later.Message, StringComparison.Ordinal);
        Assert.Equal("0", Text(await CallAsync(op, Request, ("number", Digits), ("brand", "Acme")), "status"));
    }

    [Fact]
    public async Task Settings_are_copied()
    {
        var settings = new VonageVerifySettings { Accounts = [new() { ApiKey = Key, ApiSecret = Secret }] };
        await using var op = await RunningOperator.StartAsync(options => options.VonageVerify = settings);
        settings.Accounts = [];

        Assert.Equal("0", Text(await CallAsync(op, Request, ("number", Digits), ("brand", "Acme")), "status"));
    }

    [Fact]
    public void The_text_form_of_an_account_holds_nothing() => Assert.Equal("VonageAccount", new VonageAccount { ApiKey = Key, ApiSecret = Secret }.ToString());

    private static Task<RunningOperator> StartAsync(Action<VonageVerifySettings>? configure = null) => RunningOperator.StartAsync(options =>
    {
        options.VonageVerify.Accounts = [new() { ApiKey = Key, ApiSecret = Secret }, new() { ApiKey = OtherKey, ApiSecret = "other" }];
        configure?.Invoke(options.VonageVerify);
    });

    private static List<KeyValuePair<string, string>> Parameters(params (string Name, string? Value)[] changes) => Change([new("api_key", Key), new("api_secret", Secret)], changes);

    private static async Task<JsonElement> CallAsync(RunningOperator op, string path, params (string Name, string? Value)[] changes)
    {
        using var response = await op.PostAsync(path, Parameters(changes));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonAsync(response);
    }

    private static async Task<(string Id, string Code)> RequestAsync(RunningOperator op, params (string Name, string? Value)[] changes)
    {
        var answer = await CallAsync(op, Request, [("number", Digits), ("brand", "Acme"), .. changes]);
        Assert.Equal("0", Text(answer, "status"));
        return (Text(answer, "request_id"), op.Simulator.Inbox[^1].Code);
    }

    private static AuthenticationHeaderValue Basic(string key, string secret) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:{secret}")));

    private static string Text(JsonElement answer, string member) => answer.GetProperty(member).GetString()!;

    private static string[] Texts(JsonElement answer, params string[] members) => [.. members.Select(member => Text(answer, member))];

    private static void AssertRefused(string status, JsonElement answer)
    {
        Assert.Equal(status, Text(answer, "status"));
        Assert.NotEmpty(Text(answer, "error_text"));
    }
}
