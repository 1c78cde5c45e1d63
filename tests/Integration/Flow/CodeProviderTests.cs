using NumberVerify.Integration.Tests.Simulator;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>The providers of one-time codes against the simulator, which shares no code with them and has the quirks of the real ones.</summary>
public sealed class CodeProviderTests
{
    private const string Key = "key1";
    private const string Secret = "the secret: 100%";
    private static readonly PhoneNumber s_number = PhoneNumber.Parse(RunningOperator.Number);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Vonage_sends_a_code_and_tells_wrong_right_and_used_apart(bool sendsCredentialsInForm)
    {
        await using var op = await StartAsync();
        var client = Vonage(op, options => options.SendsCredentialsInForm = sendsCredentialsInForm);
        IOneTimePasswordProvider provider = client;

        var handle = await provider.StartAsync(new CodeRequest { PhoneNumber = s_number, CodeLength = 6, Locale = "es" });
        var code = Assert.Single(op.Phone.Messages).Code;

        Assert.Equal(6, code.Length);
        Assert.Equal(CodeCheck.Wrong, await provider.CheckAsync(handle, Other(code)));
        Assert.Equal(VonageVerificationState.InProgress, (await client.SearchAsync(handle.Id))!.State);
        Assert.Equal(CodeCheck.Correct, await provider.CheckAsync(handle, code));
        Assert.Equal(CodeCheck.NonePending, await provider.CheckAsync(handle, code));
        op.Time.Advance(TimeSpan.FromSeconds(61));
        var found = await client.SearchAsync([handle.Id, "00112233445566778899aabbccddeeff"]);
        Assert.Equal((VonageVerificationState.Success, s_number), (Assert.Single(found).State, found[0].PhoneNumber));
        Assert.Equal([false, true], found[0].Checks.Select(check => check.IsValid));
    }

    [Fact]
    public async Task Vonage_is_stepped_on_cancelled_and_ended_by_wrong_codes()
    {
        await using var op = await StartAsync();
        var client = Vonage(op);
        IOneTimePasswordProvider provider = client;
        var first = await client.StartAsync(new VonageVerifyRequest { PhoneNumber = s_number, Workflow = VonageWorkflow.SmsSms });

        Assert.Equal(first with { WasUnderWay = true }, await client.StartAsync(new VonageVerifyRequest { PhoneNumber = s_number }));
        Assert.False(await client.CancelAsync(first.RequestId));
        op.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.True(await client.CancelAsync(first.RequestId));
        Assert.Single(op.Phone.Messages);

        var handle = await provider.StartAsync(new CodeRequest { PhoneNumber = s_number });
        Assert.Equal(handle, await ((ICodeResender)client).ResendAsync(handle));
        Assert.Equal(3, op.Phone.Messages.Count);
        Assert.Equal("19", (await Assert.ThrowsAsync<RequestRejectedException>(() => ((ICodeResender)client).ResendAsync(handle))).Code);
        var code = op.Phone.Messages[^1].Code;
        Assert.Equal(
            [CodeCheck.Wrong, CodeCheck.Wrong, CodeCheck.TooManyAttempts],
            new[] { await provider.CheckAsync(handle, Other(code)), await provider.CheckAsync(handle, Other(code)), await provider.CheckAsync(handle, Other(code)) });
        Assert.NotEqual(CodeCheck.Correct, await provider.CheckAsync(handle, code));
    }

    [Fact]
    public async Task Vonage_names_a_payment_and_refuses_a_wrong_secret()
    {
        await using var op = await StartAsync();

        await Vonage(op).StartPaymentAsync(new VonagePaymentRequest { PhoneNumber = s_number, Payee = "The shop", Amount = 12.50m });

        Assert.Contains("The shop", Assert.Single(op.Phone.Messages).Text, StringComparison.Ordinal);
        Assert.Equal("4", (await Assert.ThrowsAsync<ClientRejectedException>(() => Vonage(op, static options => options.ApiSecret = "wrong").StartAsync(new VonageVerifyRequest { PhoneNumber = s_number }))).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Authy_sends_a_code_and_tells_a_wrong_one_from_a_wrong_key(bool stringBooleans)
    {
        await using var op = await StartAsync(stringBooleans);
        var client = Authy(op);
        IOneTimePasswordProvider provider = client;

        var handle = await provider.StartAsync(new CodeRequest { PhoneNumber = s_number, CodeLength = 6 });
        Assert.Equal(handle, await ((ICodeResender)client).ResendAsync(handle) with { Id = handle.Id, ExpiresAt = handle.ExpiresAt });
        var codes = op.Phone.Messages.Select(static message => message.Code).ToList();

        Assert.Equal(2, codes.Count);
        Assert.Single(codes.Distinct());
        Assert.Equal(CodeCheck.Wrong, await provider.CheckAsync(handle, Other(codes[0])));
        Assert.Equal("60001", (await Assert.ThrowsAsync<ClientRejectedException>(() => Authy(op, "wrong").CheckAsync(s_number, codes[0]))).Code);
        Assert.Equal(AuthyVerificationState.Pending, (await client.GetStatusAsync(s_number))!.State);
        Assert.True((await client.CheckAsync(s_number, codes[0])).Ok);
        Assert.Equal(CodeCheck.NonePending, await provider.CheckAsync(handle, codes[0]));
        Assert.Equal(AuthyVerificationState.Verified, (await client.GetStatusAsync(handle.Id))!.State);
    }

    [Fact]
    public async Task Authy_knows_no_code_once_its_time_has_passed()
    {
        await using var op = await StartAsync();
        var client = Authy(op);
        var started = await client.StartAsync(new AuthyStartRequest { PhoneNumber = s_number, Channel = CodeChannel.Voice });
        var call = Assert.Single(op.Phone.Messages);

        op.Time.Advance(TimeSpan.FromSeconds(601));

        Assert.True(call.IsVoiceCall);
        Assert.Equal(("60023", CodeCheck.NonePending), await client.CheckAsync(s_number, call.Code) is var result ? (result.ErrorCode, result.Outcome) : default);
        Assert.Equal(AuthyVerificationState.Expired, (await client.GetStatusAsync(started.Uuid))!.State);
    }

    private static string Other(string code) => code.Replace(code[0], code[0] == '0' ? '1' : '0');

    private static Task<RunningOperator> StartAsync(bool stringBooleans = false) => RunningOperator.StartAsync(options =>
    {
        options.VonageVerify.Accounts = [new() { ApiKey = Key, ApiSecret = Secret }];
        options.AuthyVerification.Accounts = [new() { ApiKey = Key }];
        options.AuthyVerification.StringBooleans = stringBooleans;
    });

    private static VonageVerifyClient Vonage(RunningOperator op, Action<VonageVerifyOptions>? configure = null)
    {
        var options = new VonageVerifyOptions { ApiKey = Key, ApiSecret = Secret, Brand = "Example", ApiRoot = op.Simulator.ApiRoot, AllowLoopbackHttp = true };
        configure?.Invoke(options);
        return new VonageVerifyClient(options, timeProvider: op.Time);
    }

    private static AuthyPhoneVerificationClient Authy(RunningOperator op, string key = Key) =>
        new(new AuthyPhoneVerificationOptions { ApiKey = key, ApiRoot = op.Simulator.ApiRoot, AllowLoopbackHttp = true }, timeProvider: op.Time);
}
