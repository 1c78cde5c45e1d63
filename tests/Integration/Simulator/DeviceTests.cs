using System.Net;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class DeviceTests
{
    private const string ThirdNumber = "+34600000003";

    [Theory]
    [InlineData(DeviceConnection.WiFi)]
    [InlineData(DeviceConnection.Vpn)]
    public async Task A_device_that_is_not_on_the_mobile_network_is_not_recognised(DeviceConnection connection)
    {
        await using var op = await StartAsync();
        op.Phone.Connection = connection;

        using var response = await op.AuthorizeAsync();

        Assert.Equal("login_required", Callback(response)["error"]);
    }

    [Fact]
    public async Task Of_two_sims_the_operator_sees_the_one_mobile_data_goes_over()
    {
        await using var op = await StartAsync();
        op.Phone.AddSim(OtherNumber);

        var before = await SharedNumberAsync(op);
        op.Phone.UseDataSim(OtherNumber);
        var after = await SharedNumberAsync(op);

        Assert.Equal(Number, before);
        Assert.Equal(OtherNumber, after);
        Assert.Equal(OtherNumber, op.Phone.PhoneNumber);
        Assert.Equal([Number, OtherNumber], op.Phone.PhoneNumbers);
    }

    [Fact]
    public async Task A_token_stays_good_when_data_moves_to_the_other_sim_because_none_has_left_the_device()
    {
        await using var op = await StartAsync();
        op.Phone.AddSim(OtherNumber);
        var token = await op.GetAccessTokenAsync(ShareScope);
        op.Phone.UseDataSim(OtherNumber);

        using var response = await op.ShareAsync(token);

        Assert.Equal(Number, (await JsonAsync(response)).GetProperty("devicePhoneNumber").GetString());
    }

    [Theory]
    [InlineData(OtherNumber)]
    [InlineData(Number)]
    public async Task A_token_issued_before_the_sim_was_changed_is_refused_even_if_the_number_moved_to_the_new_sim(string newNumber)
    {
        await using var op = await StartAsync();
        var token = await op.GetAccessTokenAsync();
        op.Phone.ChangeSim(newNumber);

        using var response = await op.VerifyAsync(token, $$"""{"phoneNumber":"{{Number}}"}""");

        await AssertApiErrorAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_code_issued_before_the_sim_was_changed_is_refused()
    {
        await using var op = await StartAsync();
        var code = await op.GetCodeAsync();
        op.Phone.ChangeSim(OtherNumber);

        using var response = await op.RedeemAsync(code);

        await AssertOAuthErrorAsync(response, HttpStatusCode.BadRequest, "invalid_grant");
    }

    public static TheoryData<string> Grants => ["authorization_code", "ciba", "jwt-bearer", "one-time password by code", "one-time password by number"];

    [Theory]
    [MemberData(nameof(Grants))]
    public async Task Whatever_grant_a_token_came_by_it_ends_with_the_sim(string grant)
    {
        await using var op = await StartAsync();
        var scope = grant.StartsWith("one-time", StringComparison.Ordinal) ? OtpScope : VerifyScope;
        var token = grant switch
        {
            "ciba" => await PollAsync(op, await StartBackchannelAsync(op, $"operatortoken:{op.Phone.CreateOperatorToken()}", scope)),
            "one-time password by number" => await PollAsync(op, await StartBackchannelAsync(op, $"tel:{Number}", scope)),
            "jwt-bearer" => await AssertAsync(op, op.Phone.CreateOperatorToken()),
            _ => await op.GetAccessTokenAsync(scope),
        };
        op.Phone.ChangeSim(Number);

        using var response = scope == OtpScope ? await op.PostSendCodeAsync(token, SendBody()) : await op.VerifyAsync(token, $$"""{"phoneNumber":"{{Number}}"}""");

        await AssertApiErrorAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_backchannel_request_that_waits_for_its_answer_ends_with_the_sim()
    {
        await using var op = await StartAsync();
        var id = await StartBackchannelAsync(op, $"operatortoken:{op.Phone.CreateOperatorToken()}", VerifyScope);
        op.Phone.ChangeSim(Number);

        using var first = await op.PostTokenAsync(Poll(id));
        using var second = await op.PostTokenAsync(Poll(id));

        await AssertOAuthErrorAsync(first, HttpStatusCode.BadRequest, "access_denied");
        await AssertOAuthErrorAsync(second, HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task An_operator_token_ends_with_its_sim()
    {
        await using var op = await StartAsync();
        var token = op.Phone.CreateOperatorToken();
        op.Phone.ChangeSim(Number);

        using var backchannel = await op.PostAsync("/bc-authorize", Backchannel($"operatortoken:{token}", VerifyScope));

        await AssertOAuthErrorAsync(backchannel, HttpStatusCode.BadRequest, "unknown_user_id");
    }

    [Fact]
    public async Task A_number_finds_its_sim_wherever_it_is_in_a_device()
    {
        await using var op = await StartAsync();
        op.Phone.AddSim(OtherNumber);

        using var second = await op.PostAsync("/bc-authorize", Backchannel($"tel:{OtherNumber}", OtpScope));
        op.Phone.ChangeSim(ThirdNumber);
        using var removed = await op.PostAsync("/bc-authorize", Backchannel($"tel:{Number}", OtpScope));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        await AssertOAuthErrorAsync(removed, HttpStatusCode.BadRequest, "unknown_user_id");
    }

    [Fact]
    public async Task After_the_change_the_device_is_the_new_sims()
    {
        await using var op = await StartAsync();
        op.Phone.AddSim(OtherNumber);
        op.Phone.ChangeSim(ThirdNumber);

        Assert.Equal(ThirdNumber, await SharedNumberAsync(op));
        Assert.Equal([ThirdNumber, OtherNumber], op.Phone.PhoneNumbers);
    }

    [Fact]
    public async Task The_sim_that_stays_keeps_its_tokens_when_another_is_changed()
    {
        await using var op = await StartAsync();
        op.Phone.AddSim(OtherNumber);
        var token = await op.GetAccessTokenAsync(ShareScope);
        op.Phone.UseDataSim(OtherNumber);
        op.Phone.ChangeSim(ThirdNumber);

        using var response = await op.ShareAsync(token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_sim_is_in_a_device_once()
    {
        await using var op = await StartAsync();
        op.Phone.AddSim(OtherNumber);

        Assert.Throws<ArgumentException>(() => op.Phone.AddSim(Number));
        Assert.Throws<ArgumentException>(() => op.Phone.ChangeSim(OtherNumber));
        Assert.Throws<ArgumentException>(() => op.Phone.UseDataSim(ThirdNumber));
        Assert.Equal([Number, OtherNumber], op.Phone.PhoneNumbers);
    }

    [Theory]
    [InlineData("34600000003")]
    [InlineData("+34600000003\n")]
    public async Task Every_sim_and_subscriber_needs_a_number_in_e164_form_and_a_wrong_one_is_not_repeated(string number)
    {
        await using var op = await StartAsync();

        foreach (var act in new Action[] { () => op.Phone.AddSim(number), () => op.Phone.ChangeSim(number), () => op.Simulator.AddSubscriber(number) })
        {
            Assert.DoesNotContain(number, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_line_must_be_known()
    {
        await using var op = await StartAsync();

        Assert.Throws<ArgumentOutOfRangeException>(() => op.Simulator.AddSubscriber(Number, (SubscriberLine)9));
    }

    [Fact]
    public async Task A_device_reads_the_messages_of_its_own_numbers_and_the_operator_all()
    {
        await using var op = await StartAsync();
        var other = op.Simulator.AddDevice(OtherNumber);
        op.Phone.AddSim(ThirdNumber);
        var token = await op.GetAccessTokenAsync(OtpScope);
        await op.SendCodeAsync(token, OtherNumber);
        await op.SendCodeAsync(token, ThirdNumber);

        Assert.Equal(OtherNumber, Assert.Single(other.Messages).PhoneNumber);
        Assert.Equal(ThirdNumber, Assert.Single(op.Phone.Messages).PhoneNumber);
        Assert.Equal([OtherNumber, ThirdNumber], op.Simulator.Inbox.Select(message => message.PhoneNumber));
        Assert.Equal([op.Phone, other], op.Simulator.Devices);
    }

    [Fact]
    public async Task A_message_prints_neither_the_number_nor_the_code()
    {
        await using var op = await StartAsync();
        await op.SendCodeAsync(await op.GetAccessTokenAsync(OtpScope));

        var message = Assert.Single(op.Simulator.Inbox);

        Assert.Equal("SmsMessage 2026-01-02T03:04:05.0000000+00:00", message.ToString());
        Assert.Equal($"{message.Code} is your code", message.Text);
    }

    private static async Task<string?> SharedNumberAsync(RunningOperator op)
    {
        using var response = await op.ShareAsync(await op.GetAccessTokenAsync(ShareScope));
        return (await JsonAsync(response)).GetProperty("devicePhoneNumber").GetString();
    }

    private static List<KeyValuePair<string, string>> Backchannel(string hint, string scope) =>
        [new("login_hint", hint), new("scope", $"{Purpose} {scope}"), new("client_id", ClientId), new("client_secret", ClientSecret)];

    private static async Task<string> StartBackchannelAsync(RunningOperator op, string hint, string scope)
    {
        using var response = await op.PostAsync("/bc-authorize", Backchannel(hint, scope));
        return (await JsonAsync(response)).GetProperty("auth_req_id").GetString()!;
    }

    private static List<KeyValuePair<string, string>> Poll(string id) =>
        [new("grant_type", "urn:openid:params:grant-type:ciba"), new("auth_req_id", id), new("client_id", ClientId), new("client_secret", ClientSecret)];

    private static async Task<string> PollAsync(RunningOperator op, string id)
    {
        using var response = await op.PostTokenAsync(Poll(id));
        return (await JsonAsync(response)).GetProperty("access_token").GetString()!;
    }

    private static async Task<string> AssertAsync(RunningOperator op, string operatorToken)
    {
        var claims = AssertionKey.Claims(op);
        claims["sub"] = $"operatortoken:{operatorToken}";
        claims["scope"] = $"{Purpose} {VerifyScope}";
        using var response = await op.PostTokenAsync([new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), new("assertion", op.Key.Sign(claims))]);
        return (await JsonAsync(response)).GetProperty("access_token").GetString()!;
    }
}
