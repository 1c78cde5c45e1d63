using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NumberVerify.Unit.Tests.PhoneVerification;

/// <summary>A handle goes on in every process with its keys, for its step and its time; anything else is refused before anything is sent.</summary>
public sealed class HandleTests
{
    [Fact]
    public async Task Another_process_goes_on_with_the_callback_and_then_with_the_code()
    {
        var chain = new FakeChain();
        var start = await chain.Verifier.StartAsync(FakeOperator.Number, new PhoneVerificationPolicy { CodeLength = 6, Attempts = 2 }, "an address", "user 7");
        var callback = chain.Callback(start, "temporarily_unavailable");

        var sent = await chain.CreateVerifier().ContinueAsync(start.Handle!, callback);
        var wrong = await chain.CreateVerifier().SubmitCodeAsync(sent.Handle!, FakeCodeProvider.WrongCode);
        var end = await chain.CreateVerifier().SubmitCodeAsync(wrong.Handle!, FakeCodeProvider.Code);

        Assert.Equal((PhoneVerificationStatus.CodeSent, 2), (sent.Status, sent.AttemptsLeft));
        Assert.Equal(6, chain.Codes.Asked.Single().CodeLength);
        Assert.Equal((PhoneVerificationStatus.WrongCode, 1), (wrong.Status, wrong.AttemptsLeft));
        Assert.Equal((PhoneVerificationStatus.Verified, FakeOperator.Number, "user 7"), (end.Status, end.PhoneNumber?.Value, end.Subject));
    }

    [Fact]
    public async Task A_node_without_the_others_counters_counts_on_from_the_handle()
    {
        var chain = FakeChain.OfCodes();
        var result = await chain.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            result = await chain.CreateVerifier().SubmitCodeAsync(result.Handle!, FakeCodeProvider.WrongCode);
        }

        Assert.Equal(1, result.AttemptsLeft);
        Assert.Equal(PhoneVerificationStatus.Denied, (await chain.CreateVerifier().SubmitCodeAsync(result.Handle!, FakeCodeProvider.WrongCode)).Status);
    }

    [Fact]
    public async Task Nodes_that_share_a_store_share_the_tries()
    {
        var chain = FakeChain.OfCodes();
        chain.Options.AttemptStore = new MemoryAttemptStore(chain.Time);
        var sent = await chain.StartAsync();

        for (var i = 0; i < 12; i++)
        {
            await chain.CreateVerifier().SubmitCodeAsync(sent.Handle!, FakeCodeProvider.WrongCode);
        }

        Assert.Equal(5, chain.Codes.Checks);
    }

    [Fact]
    public async Task Any_changed_character_makes_it_none()
    {
        var chain = new FakeChain();
        var handles = new[] { (await chain.StartAsync()).Handle!, (await FakeChain.OfCodes().StartAsync()).Handle! };
        var random = new Random(20260121);
        foreach (var handle in handles)
        {
            for (var i = 0; i < handle.Length; i++)
            {
                // The last character of base64url may hold bits that say nothing: the byte is changed, not the text.
                var data = Base64Url.DecodeFromChars(handle);
                data[i % data.Length] ^= (byte)(1 << random.Next(8));
                await RefusedAsync(chain, Base64Url.EncodeToString(data));
            }
        }

        Assert.Empty(chain.Operator.Http.Sent);
        Assert.Empty(chain.Codes.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AQ")]
    [InlineData("not base64url!")]
    [InlineData("+346661113334")]
    public async Task What_never_was_a_handle_is_refused(string text) => await RefusedAsync(new FakeChain(), text);

    [Fact]
    public async Task Texts_without_end_are_refused_without_being_read() => await RefusedAsync(new FakeChain(), new string('A', 1_000_000));

    [Fact]
    public async Task A_protected_request_is_no_handle_though_the_keys_are_the_same() =>
        await RefusedAsync(new FakeChain(), AuthorizationRequest.Create().Protect(FakeChain.Keys));

    [Fact]
    public async Task What_the_same_keys_made_for_another_use_is_no_handle_whatever_it_holds()
    {
        var content = ProtectedText.Unprotect((await FakeChain.OfCodes().StartAsync()).Handle!, "NumberVerify.PhoneVerification.v1"u8, FakeChain.Keys.Ring);

        Assert.NotNull(content);
        await RefusedAsync(new FakeChain(), ProtectedText.Protect(content, "NumberVerify.AuthorizationRequest.v2"u8, FakeChain.Keys.Ring));
    }

    [Fact]
    public async Task Cut_or_lengthened_it_is_none()
    {
        var chain = new FakeChain();
        var data = Base64Url.DecodeFromChars((await chain.StartAsync()).Handle!);

        await RefusedAsync(chain, Base64Url.EncodeToString(data.AsSpan(0, data.Length - 1)));
        await RefusedAsync(chain, Base64Url.EncodeToString([.. data, 0]));
    }

    [Fact]
    public async Task Each_step_refuses_the_handle_of_the_other_and_spends_nothing()
    {
        var chain = new FakeChain();
        var waitsForCallback = await chain.StartAsync();
        var waitsForCode = await chain.Verifier.StartAsync("+346661113335", new PhoneVerificationPolicy { SilentClients = [] });

        await Assert.ThrowsAsync<InvalidHandleException>(() => chain.Verifier.ContinueAsync(waitsForCode.Handle!, chain.Callback(waitsForCallback)));
        await Assert.ThrowsAsync<InvalidHandleException>(() => chain.Verifier.SkipAsync(waitsForCode.Handle!));
        await Assert.ThrowsAsync<InvalidHandleException>(() => chain.Verifier.SubmitCodeAsync(waitsForCallback.Handle!, FakeCodeProvider.Code));
        await Assert.ThrowsAsync<InvalidHandleException>(() => chain.Verifier.ResendAsync(waitsForCallback.Handle!));

        Assert.Equal(PhoneVerificationStatus.Verified, (await chain.Verifier.SubmitCodeAsync(waitsForCode.Handle!, FakeCodeProvider.Code)).Status);
        Assert.Equal(PhoneVerificationStatus.Verified, (await chain.ContinueAsync(waitsForCallback)).Status);
    }

    [Fact]
    public async Task Other_keys_open_nothing_and_rotated_ones_what_they_made()
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.StartAsync();
        var (old, fresh) = (SHA256.HashData("a key of the tests"u8), SHA256.HashData("a new key"u8));

        chain.Options.Keys = new ProtectionKeys(fresh);
        await Assert.ThrowsAsync<InvalidHandleException>(() => chain.CreateVerifier().SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code));
        chain.Options.Keys = new ProtectionKeys(fresh, old);

        Assert.Equal(PhoneVerificationStatus.Verified, (await chain.CreateVerifier().SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code)).Status);
    }

    [Theory]
    [InlineData(299, PhoneVerificationStatus.Verified)]
    [InlineData(300, PhoneVerificationStatus.Expired)]
    [InlineData(3600, PhoneVerificationStatus.Expired)]
    public async Task A_callback_is_waited_for_five_minutes(int seconds, PhoneVerificationStatus status)
    {
        var chain = new FakeChain();
        var start = await chain.StartAsync();
        chain.Time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(status, (await chain.ContinueAsync(start)).Status);
        Assert.Equal(status == PhoneVerificationStatus.Expired ? PhoneVerificationStatus.Expired : PhoneVerificationStatus.Denied, (await chain.Verifier.SkipAsync(start.Handle!)).Status);
        Assert.Empty(chain.Codes.Asked);
    }

    [Theory]
    [InlineData(119, PhoneVerificationStatus.Verified)]
    [InlineData(120, PhoneVerificationStatus.Expired)]
    public async Task A_code_is_waited_for_as_long_as_the_policy_says(int seconds, PhoneVerificationStatus status)
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.Verifier.StartAsync(FakeOperator.Number, new PhoneVerificationPolicy { Lifetime = TimeSpan.FromMinutes(2) });
        chain.Time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(status, (await chain.Verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code)).Status);
    }

    [Fact]
    public async Task A_handle_of_the_future_is_refused_and_a_clock_a_little_behind_is_not()
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.StartAsync();
        var now = chain.Time.GetUtcNow();

        chain.Time.SetWallClock(now.AddMinutes(-2));
        await Assert.ThrowsAsync<InvalidHandleException>(() => chain.Verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code));
        chain.Time.SetWallClock(now.AddSeconds(-30));

        Assert.Equal(PhoneVerificationStatus.Verified, (await chain.Verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code)).Status);
    }

    [Fact]
    public async Task Neither_number_nor_anything_else_of_it_can_be_read()
    {
        var chain = new FakeChain();
        var start = await chain.Verifier.StartAsync(FakeOperator.Number, subject: "user-7-of-the-bank");
        var sent = await chain.ContinueAsync(start, "login_required");

        foreach (var handle in new[] { start.Handle!, sent.Handle! })
        {
            var bytes = Encoding.Latin1.GetString(Base64Url.DecodeFromChars(handle));
            foreach (var text in new[] { FakeOperator.Number[1..], "user-7", "codes", Query.Value(start.AuthUrl!, "state")! })
            {
                Assert.DoesNotContain(text, handle, StringComparison.Ordinal);
                Assert.DoesNotContain(text, bytes, StringComparison.Ordinal);
            }
        }

        Assert.DoesNotContain(start.Handle!, start.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("state", start.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_verification_never_reads_the_same_twice()
    {
        var chain = new FakeChain();

        Assert.NotEqual((await chain.StartAsync()).Handle, (await chain.StartAsync()).Handle);
    }

    [Fact]
    public async Task The_usual_ones_are_short()
    {
        var chain = new FakeChain();
        var start = await chain.Verifier.StartAsync(FakeOperator.Number, clientKey: "2001:db8:85a3::8a2e:370:7334", subject: "user 7");
        var sent = await chain.ContinueAsync(start, "login_required");

        Assert.InRange(start.Handle!.Length, 1, 1000);
        Assert.InRange(sent.Handle!.Length, 1, 500);
    }

    [Fact]
    public async Task The_longest_fits_a_cookie()
    {
        var chain = new FakeChain([.. Enumerable.Range(0, 8).Select(static i => new FakeCodeProvider(new string((char)('a' + i), 64)))]);
        chain.Options.Policy = new PhoneVerificationPolicy { Locale = new string('x', 35), CodeChannels = [CodeChannel.Sms, CodeChannel.Voice] };
        var start = await chain.Verifier.StartAsync("+123456789012345", chain.Options.Policy, new string('k', 128), new string('s', 128));

        var sent = await chain.ContinueAsync(start, "login_required");

        Assert.Equal(PhoneVerificationStatus.CodeSent, sent.Status);
        Assert.InRange(start.Handle!.Length, 1, 4050);
        Assert.InRange(sent.Handle!.Length, 1, 4050);
    }

    [Fact]
    public void What_would_not_fit_is_told()
    {
        var state = State(new Random(1)) with { Request = new string('r', 3000) };

        Assert.Throws<InvalidOperationException>(() => VerificationHandle.Protect(state, FakeChain.Keys));
    }

    [Fact]
    public void Whatever_is_in_it_comes_out_again()
    {
        var random = new Random(20260122);
        for (var i = 0; i < 500; i++)
        {
            var state = State(random);

            var read = VerificationHandle.Unprotect(VerificationHandle.Protect(state, FakeChain.Keys), state.Step, FakeChain.Keys, state.MadeAt);

            Assert.Equal(state, read);
        }
    }

    private static VerificationState State(Random random)
    {
        var now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(random.NextInt64(1_000_000_000));
        return new VerificationState
        {
            Step = random.Next(2) == 0 ? VerificationStep.Callback : VerificationStep.Code,
            Id = RandomValue.Create(RandomValue.Length128),
            MadeAt = now,
            ExpiresAt = now.AddSeconds(random.Next(1, 1800)),
            PhoneNumber = Number(random),
            Subject = Text(random),
            ClientKey = Text(random),
            Reason = (PhoneVerificationReason)random.Next(Enum.GetValues<PhoneVerificationReason>().Length),
            SilentIndex = random.Next(9),
            Request = Text(random),
            Tried = random.Next(11),
            Code = random.Next(2) == 0 ? null : new CodeHandle
            {
                Provider = Text(random) ?? "",
                Id = Text(random) ?? "",
                PhoneNumber = random.Next(2) == 0 ? null : Number(random),
                Channel = (CodeChannel)random.Next(2),
                ExpiresAt = now.AddSeconds(random.Next(-100, 100)),
            },
            Policy = new PhoneVerificationPolicy
            {
                SilentClients = Names(random),
                Providers = Names(random),
                CodeChannels = random.Next(2) == 0 ? [] : [CodeChannel.Voice, CodeChannel.Sms],
                Attempts = random.Next(1, 11),
                Codes = random.Next(1, 11),
                CodeLength = random.Next(2) == 0 ? null : random.Next(4, 11),
                Locale = Text(random),
                Lifetime = TimeSpan.FromSeconds(random.Next(60, 1801)),
                UseDevNumber = random.Next(2) == 0,
                SendsCodeAfterAccessDenied = random.Next(2) == 0,
                SendsCodeAfterUnknownRefusal = random.Next(2) == 0,
                GoesOnAfterConfigurationFault = random.Next(2) == 0,
            },
        };
    }

    private static PhoneNumber Number(Random random) => PhoneNumber.Parse($"+{random.Next(1, 10)}{random.NextInt64(1000, 99_999_999_999_999)}");

    private static string? Text(Random random) => random.Next(4) switch
    {
        0 => null,
        1 => "",
        2 => "ä€\U0001F4F1\n\0",
        _ => RandomValue.Create(RandomValue.Length128),
    };

    private static string[] Names(Random random) => [.. Enumerable.Range(0, random.Next(9)).Select(static i => $"name-{i}")];

    private static async Task RefusedAsync(FakeChain chain, string handle)
    {
        var exceptions = new[]
        {
            await Assert.ThrowsAsync<InvalidHandleException>(() => chain.Verifier.ContinueAsync(handle, AuthorizationResponse.Parse("?code=c&state=s"))),
            await Assert.ThrowsAsync<InvalidHandleException>(() => chain.Verifier.SkipAsync(handle)),
            await Assert.ThrowsAsync<InvalidHandleException>(() => chain.Verifier.SubmitCodeAsync(handle, FakeCodeProvider.Code)),
            await Assert.ThrowsAsync<InvalidHandleException>(() => chain.Verifier.ResendAsync(handle)),
            await Assert.ThrowsAsync<InvalidHandleException>(() => chain.Verifier.CancelAsync(handle)),
        };
        Assert.All(exceptions, exception => Assert.True(handle.Length == 0 || !exception.ToString().Contains(handle, StringComparison.Ordinal)));
    }
}
