using System.Security.Cryptography;
using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>The network first, a code where it cannot tell: the verifier and an operator, over real sockets.</summary>
public sealed class PhoneVerifierFlowTests
{
    private static readonly ProtectionKeys s_keys = new(SHA256.HashData("a key of the tests"u8));

    [Fact]
    public async Task On_mobile_data_a_number_is_verified_without_a_message()
    {
        await using var flow = await FlowFixture.StartAsync();
        var verifier = Verifier(flow);

        var end = await BringAsync(verifier, flow.Operator.Phone, await verifier.StartAsync(RunningOperator.Number));

        Assert.Equal((PhoneVerificationStatus.Verified, PhoneVerificationChannel.Silent, RunningOperator.Number), (end.Status, end.Channel, end.PhoneNumber?.Value));
        Assert.Empty(flow.Operator.Phone.Messages);
    }

    [Theory]
    [MemberData(nameof(WifiBehaviors))]
    public async Task On_Wi_Fi_a_text_message_verifies_it_however_the_operator_says_no(WifiBehavior behavior)
    {
        await using var flow = await FlowFixture.StartAsync(configureOperator: options => options.WifiBehavior = behavior);
        flow.Operator.Phone.Connection = DeviceConnection.WiFi;
        var verifier = Verifier(flow);

        var sent = await BringAsync(verifier, flow.Operator.Phone, await verifier.StartAsync(RunningOperator.Number));
        var wrong = await Verifier(flow).SubmitCodeAsync(sent.Handle!, "0000");
        var end = await Verifier(flow).SubmitCodeAsync(wrong.Handle!, flow.Operator.Phone.Messages.Single().Code);

        Assert.Equal((PhoneVerificationStatus.CodeSent, PhoneVerificationChannel.Sms), (sent.Status, sent.Channel));
        Assert.Equal(PhoneVerificationStatus.WrongCode, wrong.Status);
        Assert.Equal((PhoneVerificationStatus.Verified, PhoneVerificationChannel.Sms), (end.Status, end.Channel));
    }

    public static TheoryData<WifiBehavior> WifiBehaviors => [.. Enum.GetValues<WifiBehavior>()];

    [Fact]
    public async Task A_device_that_is_left_on_the_operators_page_is_sent_a_message_when_the_application_goes_on()
    {
        await using var flow = await FlowFixture.StartAsync();
        var verifier = Verifier(flow);
        var start = await verifier.StartAsync(RunningOperator.Number);

        var sent = await verifier.SkipAsync(start.Handle!);
        var end = await verifier.SubmitCodeAsync(sent.Handle!, flow.Operator.Phone.Messages.Single().Code);

        Assert.Equal(PhoneVerificationReason.Skipped, sent.Reason);
        Assert.Equal(PhoneVerificationStatus.Verified, end.Status);
        Assert.Equal(0, flow.CountRequests("/number-verification/v2/verify"));
    }

    [Fact]
    public async Task Another_number_gets_no_message_whoever_asks()
    {
        await using var flow = await FlowFixture.StartAsync();
        var victim = flow.Operator.Simulator.AddDevice(RunningOperator.OtherNumber);
        var verifier = Verifier(flow);

        var end = await BringAsync(verifier, flow.Operator.Phone, await verifier.StartAsync(RunningOperator.OtherNumber));

        Assert.Equal((PhoneVerificationStatus.NotMatched, null), (end.Status, end.Handle));
        Assert.Empty(victim.Messages);
    }

    [Fact]
    public async Task A_user_who_never_consented_is_sent_a_message_and_one_who_refuses_is_not()
    {
        await using var flow = await FlowFixture.StartAsync();
        var phone = flow.Operator.Phone;
        var verifier = Verifier(flow);
        phone.AnswerNextAuthorizationWith("access_denied");
        var denied = await BringAsync(verifier, phone, await verifier.StartAsync(RunningOperator.Number));
        phone.AnswerNextAuthorizationWith("consent_required");

        var sent = await BringAsync(verifier, phone, await verifier.StartAsync(RunningOperator.Number));

        Assert.Equal((PhoneVerificationStatus.Denied, PhoneVerificationReason.AccessDenied), (denied.Status, denied.Reason));
        Assert.Equal((PhoneVerificationStatus.CodeSent, PhoneVerificationReason.InteractionRequired), (sent.Status, sent.Reason));
        Assert.Single(phone.Messages);
    }

    [Fact]
    public async Task A_second_message_takes_the_place_of_the_first()
    {
        await using var flow = await FlowFixture.StartAsync();
        var verifier = Verifier(flow);
        var first = await verifier.SkipAsync((await verifier.StartAsync(RunningOperator.Number)).Handle!);
        var early = await verifier.ResendAsync(first.Handle!);
        flow.Operator.Time.Advance(TimeSpan.FromSeconds(30));

        var second = await verifier.ResendAsync(first.Handle!);
        var messages = flow.Operator.Phone.Messages;
        var end = await verifier.SubmitCodeAsync(second.Handle!, messages[^1].Code);

        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.CoolDown), (early.Status, early.Reason));
        Assert.Equal(2, messages.Count);
        Assert.Equal(PhoneVerificationStatus.Verified, end.Status);
    }

    /// <summary>Each time another node of the same backend.</summary>
    private static PhoneVerifier Verifier(FlowFixture flow) => new(
        new PhoneVerifierOptions { Keys = s_keys },
        new Dictionary<string, NumberVerifyClient> { [""] = flow.Client },
        [new OneTimePasswordSmsClient(flow.Client)],
        flow.Operator.Time);

    private static async Task<PhoneVerificationResult> BringAsync(PhoneVerifier verifier, SimulatedDevice phone, PhoneVerificationResult start) =>
        await verifier.ContinueAsync(start.Handle!, AuthorizationResponse.Parse(await phone.OpenAsync(start.AuthUrl!)));
}
