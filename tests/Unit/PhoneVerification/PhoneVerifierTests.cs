namespace NumberVerify.Unit.Tests.PhoneVerification;

/// <summary>Silent first; a code only where the network cannot tell; one result that says how it stands.</summary>
public sealed class PhoneVerifierTests
{
    private readonly FakeChain _chain = new();

    [Fact]
    public async Task The_network_verifies_and_no_code_is_sent()
    {
        var start = await _chain.Verifier.StartAsync(FakeOperator.Number, subject: "user 7");

        var end = await _chain.ContinueAsync(start);

        Assert.Equal((PhoneVerificationStatus.RedirectToOperator, PhoneVerificationChannel.Silent, "user 7"), (start.Status, start.Channel, start.Subject));
        Assert.StartsWith(FakeOperator.AuthorizationEndpoint, start.AuthUrl!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal((PhoneVerificationStatus.Verified, PhoneVerificationChannel.Silent, FakeOperator.Number, "user 7"), (end.Status, end.Channel, end.PhoneNumber?.Value, end.Subject));
        Assert.Null(end.Handle);
        Assert.Empty(_chain.Codes.Asked);
    }

    [Fact]
    public async Task A_number_that_does_not_match_ends_it_without_a_code()
    {
        _chain.Operator.OnVerify = static _ => FakeHandler.Json("""{"devicePhoneNumberVerified":false}""");

        var end = await _chain.ContinueAsync(await _chain.StartAsync());

        Assert.Equal((PhoneVerificationStatus.NotMatched, null, null), (end.Status, end.Handle, end.PhoneNumber));
        Assert.Empty(_chain.Codes.Asked);
    }

    [Theory]
    [InlineData("NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK", PhoneVerificationReason.NotOnMobileNetwork)]
    [InlineData("consent_required", PhoneVerificationReason.InteractionRequired)]
    public async Task A_device_on_Wi_Fi_gets_a_code_and_is_verified_by_it(string error, PhoneVerificationReason reason)
    {
        var sent = await _chain.ContinueAsync(await _chain.StartAsync(), error);

        var end = await _chain.Verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code);

        Assert.Equal((PhoneVerificationStatus.CodeSent, PhoneVerificationChannel.Sms, reason, 5), (sent.Status, sent.Channel, sent.Reason, sent.AttemptsLeft));
        Assert.Equal((PhoneVerificationStatus.Verified, PhoneVerificationChannel.Sms, FakeOperator.Number), (end.Status, end.Channel, end.PhoneNumber?.Value));
        Assert.Equal(FakeOperator.Number, _chain.Codes.Asked.Single().PhoneNumber.Value);
    }

    [Fact]
    public async Task A_device_that_never_came_back_is_sent_a_code()
    {
        var start = await _chain.StartAsync();

        var sent = await _chain.Verifier.SkipAsync(start.Handle!);
        var late = await _chain.ContinueAsync(start);

        Assert.Equal((PhoneVerificationStatus.CodeSent, PhoneVerificationReason.Skipped), (sent.Status, sent.Reason));
        Assert.Equal((PhoneVerificationStatus.Denied, PhoneVerificationReason.AlreadyUsed), (late.Status, late.Reason));
        Assert.Empty(_chain.Operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Fact]
    public async Task Nobody_skips_past_an_answer()
    {
        _chain.Operator.OnVerify = static _ => FakeHandler.Json("""{"devicePhoneNumberVerified":false}""");
        var start = await _chain.StartAsync();
        await _chain.ContinueAsync(start);

        var skipped = await _chain.Verifier.SkipAsync(start.Handle!);

        Assert.Equal((PhoneVerificationStatus.Denied, PhoneVerificationReason.AlreadyUsed), (skipped.Status, skipped.Reason));
        Assert.Empty(_chain.Codes.Asked);
    }

    [Fact]
    public async Task A_forged_state_ends_it_without_a_code()
    {
        var start = await _chain.StartAsync();

        var end = await _chain.Verifier.ContinueAsync(start.Handle!, AuthorizationResponse.Parse("?code=stolen&state=forged"));

        Assert.Equal((PhoneVerificationStatus.Denied, PhoneVerificationReason.SecurityCheckFailed, null), (end.Status, end.Reason, end.Handle));
        Assert.Empty(_chain.Operator.Http.Sent);
        Assert.Empty(_chain.Codes.Asked);
    }

    [Fact]
    public async Task An_operator_that_is_down_at_the_start_is_gone_past()
    {
        var chain = new FakeChain();
        FakeOperator.Discovered(chain.Operator.Options);
        chain.Operator.OnMetadata = static _ => throw FakeHandler.Broken(HttpRequestError.ConnectionError);

        var sent = await chain.StartAsync();

        Assert.Equal((PhoneVerificationStatus.CodeSent, PhoneVerificationReason.OperatorUnavailable), (sent.Status, sent.Reason));
    }

    [Fact]
    public async Task The_next_operator_is_asked_where_the_first_cannot_tell()
    {
        var other = new FakeOperator();
        var clients = new Dictionary<string, NumberVerifyClient> { ["one"] = _chain.Operator.Client, ["two"] = other.Client };
        var verifier = new PhoneVerifier(_chain.Options, clients, _chain.Providers, _chain.Time);
        var first = await verifier.StartAsync(FakeOperator.Number);

        var second = await verifier.ContinueAsync(first.Handle!, _chain.Callback(first, "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK"));
        var state = Query.Value(second.AuthUrl!, "state")!;
        other.Expect(Requests.Create(state, Query.Value(second.AuthUrl!, "nonce")!, "unused"));
        var end = await verifier.ContinueAsync(second.Handle!, AuthorizationResponse.Parse($"?code=c&state={state}"));

        Assert.Equal((PhoneVerificationStatus.RedirectToOperator, PhoneVerificationReason.NotOnMobileNetwork), (second.Status, second.Reason));
        Assert.NotEqual(first.Handle, second.Handle);
        Assert.Equal(PhoneVerificationStatus.Verified, end.Status);
        Assert.Single(other.Sent(FakeOperator.VerifyUri));
        Assert.Empty(_chain.Codes.Asked);
    }

    [Fact]
    public async Task Without_a_provider_the_end_is_unavailable_and_says_why()
    {
        var verifier = new PhoneVerifier(_chain.Options, new Dictionary<string, NumberVerifyClient> { [""] = _chain.Operator.Client }, providers: null, _chain.Time);
        var start = await verifier.StartAsync(FakeOperator.Number);

        var end = await verifier.ContinueAsync(start.Handle!, _chain.Callback(start, "login_required"));

        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.InteractionRequired, null, "login_required"), (end.Status, end.Reason, end.Handle, end.ErrorCode));
    }

    [Fact]
    public async Task A_policy_without_clients_sends_a_code_at_once()
    {
        var sent = await _chain.Verifier.StartAsync(FakeOperator.Number, new PhoneVerificationPolicy { SilentClients = [], CodeLength = 8, Locale = "de" });

        Assert.Equal((PhoneVerificationStatus.CodeSent, PhoneVerificationReason.None), (sent.Status, sent.Reason));
        Assert.Equal((8, "de"), (_chain.Codes.Asked.Single().CodeLength, _chain.Codes.Asked.Single().Locale));
    }

    [Fact]
    public async Task Wrong_codes_count_down_to_a_denial_and_the_provider_is_asked_no_more()
    {
        var chain = FakeChain.OfCodes();
        var result = await chain.StartAsync();
        foreach (var left in new[] { 4, 3, 2, 1 })
        {
            result = await chain.Verifier.SubmitCodeAsync(result.Handle!, FakeCodeProvider.WrongCode);
            Assert.Equal((PhoneVerificationStatus.WrongCode, left), (result.Status, result.AttemptsLeft));
        }

        var last = await chain.Verifier.SubmitCodeAsync(result.Handle!, FakeCodeProvider.WrongCode);
        var more = await chain.Verifier.SubmitCodeAsync(result.Handle!, FakeCodeProvider.Code);

        Assert.Equal((PhoneVerificationStatus.Denied, PhoneVerificationReason.TooManyAttempts, null), (last.Status, last.Reason, last.Handle));
        Assert.Equal(PhoneVerificationStatus.Denied, more.Status);
        Assert.Equal(5, chain.Codes.Checks);
    }

    [Fact]
    public async Task An_older_handle_gives_no_try_back()
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.StartAsync();

        for (var i = 0; i < 20; i++)
        {
            await chain.Verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.WrongCode);
        }

        Assert.Equal(5, chain.Codes.Checks);
        Assert.Equal(PhoneVerificationStatus.Denied, (await chain.Verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code)).Status);
    }

    [Fact]
    public async Task A_verification_is_verified_once()
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.StartAsync();
        var first = await chain.Verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code);

        var second = await chain.Verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code);

        Assert.Equal(PhoneVerificationStatus.Verified, first.Status);
        Assert.Equal((PhoneVerificationStatus.Denied, PhoneVerificationReason.AlreadyUsed, null), (second.Status, second.Reason, second.PhoneNumber));
        Assert.Equal(1, chain.Codes.Checks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("12345678901")]
    [InlineData("12 345")]
    [InlineData("१२३४")]
    [InlineData("abcdef")]
    public async Task What_is_no_code_is_wrong_without_being_tried(string code)
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.StartAsync();

        var result = await chain.Verifier.SubmitCodeAsync(sent.Handle!, code);

        Assert.Equal((PhoneVerificationStatus.WrongCode, PhoneVerificationReason.MalformedCode, 5), (result.Status, result.Reason, result.AttemptsLeft));
        Assert.Equal(0, chain.Codes.Checks);
        Assert.Equal(PhoneVerificationStatus.Verified, (await chain.Verifier.SubmitCodeAsync(result.Handle!, FakeCodeProvider.Code)).Status);
    }

    [Fact]
    public async Task A_provider_that_has_no_such_codes_makes_it_a_wrong_code()
    {
        var chain = FakeChain.OfCodes();
        chain.Codes.Answers = static _ => throw new ArgumentException("The code must be 4 to 6 digits.");
        var sent = await chain.StartAsync();

        var result = await chain.Verifier.SubmitCodeAsync(sent.Handle!, "12345678");

        Assert.Equal((PhoneVerificationStatus.WrongCode, PhoneVerificationReason.MalformedCode, 4), (result.Status, result.Reason, result.AttemptsLeft));
    }

    [Fact]
    public async Task A_check_that_got_no_answer_can_be_tried_again_at_the_price_of_a_try()
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.StartAsync();
        chain.Codes.Answers = static _ => throw new TransportException("no answer", FakeChain.Cause(null, mayHaveBeenProcessed: true));
        var failed = await chain.Verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code);
        chain.Codes.Answers = static _ => CodeCheck.Correct;

        var end = await chain.Verifier.SubmitCodeAsync(failed.Handle!, FakeCodeProvider.Code);

        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.ProviderUnavailable, 4), (failed.Status, failed.Reason, failed.AttemptsLeft));
        Assert.Equal(PhoneVerificationStatus.Verified, end.Status);
    }

    [Fact]
    public async Task Where_one_provider_cannot_reach_a_number_the_next_one_does_and_checks_its_code()
    {
        var (one, two) = (new FakeCodeProvider("one"), new FakeCodeProvider("two"));
        one.Refuses = static _ => new PhoneNumberRejectedException("not routable", FakeChain.Cause("60083", mayHaveBeenProcessed: true));
        var chain = FakeChain.OfCodes(one, two);

        var end = await chain.Verifier.SubmitCodeAsync((await chain.StartAsync()).Handle!, FakeCodeProvider.Code);

        Assert.Equal(PhoneVerificationStatus.Verified, end.Status);
        Assert.Equal((1, 1, 0, 1), (one.Asked.Count, two.Asked.Count, one.Checks, two.Checks));
    }

    [Fact]
    public async Task What_may_have_sent_a_code_is_not_followed_by_another_provider()
    {
        var (one, two) = (new FakeCodeProvider("one"), new FakeCodeProvider("two"));
        one.Refuses = static _ => new TransportException("no answer", FakeChain.Cause(null, mayHaveBeenProcessed: true));
        var chain = FakeChain.OfCodes(one, two);

        var result = await chain.StartAsync();

        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.ProviderUnavailable), (result.Status, result.Reason));
        Assert.NotNull(result.Handle);
        Assert.Empty(two.Asked);
    }

    [Fact]
    public async Task A_landline_is_called()
    {
        var chain = FakeChain.OfCodes();
        chain.Options.Policy = new PhoneVerificationPolicy { CodeChannels = [CodeChannel.Sms, CodeChannel.Voice] };
        chain.Codes.Refuses = static request => request.Channel == CodeChannel.Sms ? new PhoneNumberRejectedException("a landline", FakeChain.Cause("60082", mayHaveBeenProcessed: true)) : null;

        var result = await chain.StartAsync();

        Assert.Equal((PhoneVerificationStatus.CodeSent, PhoneVerificationChannel.Voice), (result.Status, result.Channel));
        Assert.Equal([CodeChannel.Sms, CodeChannel.Voice], chain.Codes.Asked.Select(static request => request.Channel));
    }

    [Fact]
    public async Task A_provider_that_can_sends_again_within_its_own_verification()
    {
        var provider = new ResendingCodeProvider();
        var chain = FakeChain.OfCodes(provider);
        var sent = await chain.StartAsync();
        chain.Time.Advance(TimeSpan.FromSeconds(30));

        var again = await chain.Verifier.ResendAsync(sent.Handle!);

        Assert.Equal(PhoneVerificationStatus.CodeSent, again.Status);
        Assert.Equal((1, 1), (provider.Asked.Count, provider.Resent));
        Assert.Equal(PhoneVerificationStatus.Verified, (await chain.Verifier.SubmitCodeAsync(again.Handle!, FakeCodeProvider.Code)).Status);
    }

    [Fact]
    public async Task Another_provider_sends_a_new_code()
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.StartAsync();
        await chain.Verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.WrongCode);
        chain.Time.Advance(TimeSpan.FromSeconds(30));

        var again = await chain.Verifier.ResendAsync(sent.Handle!);

        Assert.Equal((PhoneVerificationStatus.CodeSent, 4), (again.Status, again.AttemptsLeft));
        Assert.Equal(2, chain.Codes.Asked.Count);
    }

    [Fact]
    public async Task A_user_who_got_no_message_is_called_on_a_channel_of_the_policy_only()
    {
        var chain = FakeChain.OfCodes(new ResendingCodeProvider());
        chain.Options.Policy = new PhoneVerificationPolicy { CodeChannels = [CodeChannel.Sms, CodeChannel.Voice] };
        var sent = await chain.StartAsync();
        chain.Time.Advance(TimeSpan.FromSeconds(30));

        var called = await chain.Verifier.ResendAsync(sent.Handle!, CodeChannel.Voice);

        Assert.Equal((PhoneVerificationStatus.CodeSent, PhoneVerificationChannel.Voice), (called.Status, called.Channel));
        var silentOnly = await FakeChain.OfCodes().StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => FakeChain.OfCodes().Verifier.ResendAsync(silentOnly.Handle!, CodeChannel.Voice));
    }

    [Fact]
    public async Task A_resend_too_early_says_when_and_leaves_the_code_good()
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.StartAsync();
        chain.Time.Advance(TimeSpan.FromSeconds(10));

        var early = await chain.Verifier.ResendAsync(sent.Handle!);

        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.CoolDown, TimeSpan.FromSeconds(20)), (early.Status, early.Reason, early.RetryAfter));
        Assert.Single(chain.Codes.Asked);
        Assert.Equal(PhoneVerificationStatus.Verified, (await chain.Verifier.SubmitCodeAsync(early.Handle!, FakeCodeProvider.Code)).Status);
    }

    [Fact]
    public async Task A_refused_resend_leaves_the_code_good()
    {
        var provider = new ResendingCodeProvider { RefusesAgain = static () => new RequestRejectedException("no more events", FakeChain.Cause("19", mayHaveBeenProcessed: true)) };
        var chain = FakeChain.OfCodes(provider);
        var sent = await chain.StartAsync();
        chain.Time.Advance(TimeSpan.FromSeconds(30));

        var refused = await chain.Verifier.ResendAsync(sent.Handle!);

        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.NotSupported), (refused.Status, refused.Reason));
        Assert.Equal(PhoneVerificationStatus.Verified, (await chain.Verifier.SubmitCodeAsync(refused.Handle!, FakeCodeProvider.Code)).Status);
    }

    [Fact]
    public async Task One_verification_sends_three_codes_and_no_more_whichever_handle_asks()
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            chain.Time.Advance(TimeSpan.FromSeconds(119));
            await chain.Verifier.ResendAsync(sent.Handle!);
        }

        var more = await chain.Verifier.ResendAsync(sent.Handle!);

        Assert.Equal(3, chain.Codes.Asked.Count);
        Assert.Equal((PhoneVerificationStatus.Expired, PhoneVerificationReason.HandleExpired), ((await After(chain, 600).Verifier.ResendAsync(sent.Handle!)).Status, (await chain.Verifier.ResendAsync(sent.Handle!)).Reason));
        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.TooManyCodes), (more.Status, more.Reason));
    }

    [Fact]
    public async Task A_start_that_has_to_wait_goes_on_later()
    {
        var chain = FakeChain.OfCodes();
        await chain.StartAsync();

        var waits = await chain.StartAsync();
        var noCode = await chain.Verifier.SubmitCodeAsync(waits.Handle!, FakeCodeProvider.Code);
        chain.Time.Advance(waits.RetryAfter!.Value);
        var sent = await chain.Verifier.ResendAsync(waits.Handle!);

        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.CoolDown), (waits.Status, waits.Reason));
        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.NoCodePending), (noCode.Status, noCode.Reason));
        Assert.Equal(PhoneVerificationStatus.CodeSent, sent.Status);
        Assert.Equal(0, chain.Codes.Checks);
    }

    [Theory]
    [InlineData(true, true, PhoneVerificationReason.Cancelled)]
    [InlineData(true, false, PhoneVerificationReason.CancelledHereOnly)]
    [InlineData(false, false, PhoneVerificationReason.CancelledHereOnly)]
    public async Task A_cancelled_verification_takes_no_code_and_sends_none(bool canCancel, bool takesBack, PhoneVerificationReason reason)
    {
        var chain = FakeChain.OfCodes(canCancel ? new ResendingCodeProvider { TakesBack = () => takesBack } : new FakeCodeProvider());
        var sent = await chain.StartAsync();

        var cancelled = await chain.Verifier.CancelAsync(sent.Handle!);
        chain.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal((PhoneVerificationStatus.Expired, reason, null), (cancelled.Status, cancelled.Reason, cancelled.Handle));
        Assert.Equal(PhoneVerificationStatus.Denied, (await chain.Verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code)).Status);
        Assert.Equal(PhoneVerificationStatus.Denied, (await chain.Verifier.ResendAsync(sent.Handle!)).Status);
        Assert.Equal((1, 0), (chain.Codes.Asked.Count, chain.Codes.Checks));
    }

    [Fact]
    public async Task A_cancelled_redirect_takes_no_callback()
    {
        var start = await _chain.StartAsync();

        var cancelled = await _chain.Verifier.CancelAsync(start.Handle!);

        Assert.Equal((PhoneVerificationStatus.Expired, PhoneVerificationReason.Cancelled), (cancelled.Status, cancelled.Reason));
        Assert.Equal(PhoneVerificationStatus.Denied, (await _chain.ContinueAsync(start)).Status);
        Assert.Empty(_chain.Operator.Sent(FakeOperator.TokenEndpoint));
    }

    [Theory]
    [InlineData(CodeCheck.NonePending, PhoneVerificationStatus.Expired)]
    [InlineData(CodeCheck.Expired, PhoneVerificationStatus.Expired)]
    [InlineData(CodeCheck.TooManyAttempts, PhoneVerificationStatus.Denied)]
    [InlineData((CodeCheck)77, PhoneVerificationStatus.Denied)]
    public async Task Only_a_correct_code_verifies(CodeCheck answer, PhoneVerificationStatus status)
    {
        var chain = FakeChain.OfCodes();
        chain.Codes.Answers = _ => answer;

        var end = await chain.Verifier.SubmitCodeAsync((await chain.StartAsync()).Handle!, FakeCodeProvider.Code);

        Assert.Equal((status, null, null), (end.Status, end.Handle, end.PhoneNumber));
    }

    [Fact]
    public void A_value_never_set_verifies_nobody()
    {
        Assert.Equal(PhoneVerificationStatus.Unavailable, default);
        Assert.Equal(CodeCheck.NonePending, default);
        Assert.Equal(
            ["CodeSent", "Denied", "Expired", "NotMatched", "RedirectToOperator", "Unavailable", "Verified", "WrongCode"],
            Enum.GetNames<PhoneVerificationStatus>().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Numbers.Malformed), MemberType = typeof(Numbers))]
    public async Task A_malformed_number_is_the_callers_mistake_and_is_not_repeated(string number)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => _chain.Verifier.StartAsync(number));

        Assert.True(number.Length < 4 || !exception.Message.Contains(number, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("+346661113334", null)]
    [InlineData("", null)]
    [InlineData(null, "")]
    public async Task A_subject_that_is_a_number_and_empty_texts_are_refused(string? subject, string? clientKey) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _chain.Verifier.StartAsync(FakeOperator.Number, clientKey: clientKey, subject: subject));

    [Fact]
    public async Task A_text_that_would_not_travel_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _chain.Verifier.StartAsync(FakeOperator.Number, subject: new string('ü', 65)));

    [Fact]
    public async Task A_policy_with_faults_or_names_of_nobody_is_refused()
    {
        foreach (var policy in new[]
        {
            new PhoneVerificationPolicy { Attempts = 0 },
            new PhoneVerificationPolicy { Codes = 11 },
            new PhoneVerificationPolicy { CodeLength = 3 },
            new PhoneVerificationPolicy { Locale = "de\n" },
            new PhoneVerificationPolicy { Lifetime = TimeSpan.FromHours(1) },
            new PhoneVerificationPolicy { CodeChannels = [CodeChannel.Sms, CodeChannel.Sms] },
            new PhoneVerificationPolicy { CodeChannels = [(CodeChannel)9] },
            new PhoneVerificationPolicy { Providers = ["nobody"] },
            new PhoneVerificationPolicy { SilentClients = [.. Enumerable.Range(0, 9).Select(static i => $"c{i}")] },
            new PhoneVerificationPolicy { SilentClients = [], CodeChannels = [] },
        })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => _chain.Verifier.StartAsync(FakeOperator.Number, policy));
        }

        Assert.Empty(_chain.Codes.Asked);
    }

    [Fact]
    public void Policies_are_compared_by_what_they_hold()
    {
        var one = new PhoneVerificationPolicy { SilentClients = ["a", "b"], Providers = ["p"] };
        List<string> names = ["a", "b"];
        var two = new PhoneVerificationPolicy { SilentClients = names, Providers = ["p"] };
        names.Clear();

        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.NotEqual(one, two with { SendsCodeAfterUnknownRefusal = true });
        Assert.NotEqual(one, two with { SilentClients = null });
        Assert.NotEqual(one, two with { SilentClients = ["b", "a"] });
    }

    [Fact]
    public async Task A_sandbox_is_told_the_number_where_the_policy_says_so_and_no_other_operator_is()
    {
        var sandbox = new FakeOperator(static options => options.Profile = options.Profile with { IsSandbox = true });
        var verifier = new PhoneVerifier(_chain.Options, new Dictionary<string, NumberVerifyClient> { [""] = sandbox.Client }, timeProvider: _chain.Time);
        var policy = new PhoneVerificationPolicy { UseDevNumber = true };

        Assert.Equal($"tel:{FakeOperator.Number}", Query.Value((await verifier.StartAsync(FakeOperator.Number, policy)).AuthUrl!, "login_hint"));
        Assert.Null(Query.Value((await verifier.StartAsync(FakeOperator.Number)).AuthUrl!, "login_hint"));
        await Assert.ThrowsAsync<ArgumentException>(() => _chain.Verifier.StartAsync(FakeOperator.Number, policy));
    }

    [Fact]
    public async Task A_fake_needs_no_operator()
    {
        PhoneVerifier fake = new FakeVerifier();

        Assert.Equal(PhoneVerificationStatus.Verified, (await fake.SubmitCodeAsync("h", "1234")).Status);
        await Assert.ThrowsAsync<InvalidOperationException>(() => fake.StartAsync(FakeOperator.Number));
    }

    private static FakeChain After(FakeChain chain, int seconds)
    {
        chain.Time.Advance(TimeSpan.FromSeconds(seconds));
        return chain;
    }

    private sealed class FakeVerifier : PhoneVerifier
    {
        public override Task<PhoneVerificationResult> SubmitCodeAsync(string handle, string code, CancellationToken cancellationToken = default) =>
            Task.FromResult(new PhoneVerificationResult { Status = PhoneVerificationStatus.Verified });
    }
}
