namespace NumberVerify.Unit.Tests.PhoneVerification;

/// <summary>Many at once: one message, one answer, and no more tries than there are.</summary>
public sealed class RaceTests
{
    private const int Callers = 50;

    [Fact]
    public async Task Starts_of_the_same_at_the_same_time_are_one_code_and_one_result()
    {
        var chain = FakeChain.OfCodes();
        var gate = Hold(chain);
        var starts = Enumerable.Range(0, Callers).Select(_ => chain.Verifier.StartAsync(FakeOperator.Number, clientKey: "a session")).ToList();

        gate.SetResult();
        var results = await Task.WhenAll(starts);

        Assert.Single(chain.Codes.Asked);
        Assert.All(results, result => Assert.Same(results[0], result));
        Assert.Equal(PhoneVerificationStatus.CodeSent, results[0].Status);
    }

    [Fact]
    public async Task Starts_of_one_number_by_different_clients_are_one_code_and_the_others_wait()
    {
        var chain = FakeChain.OfCodes();
        var gate = Hold(chain);
        var starts = Enumerable.Range(0, Callers).Select(i => chain.Verifier.StartAsync(FakeOperator.Number, clientKey: $"session {i}")).ToList();

        gate.SetResult();
        var results = await Task.WhenAll(starts);

        Assert.Single(chain.Codes.Asked);
        Assert.Single(results, static result => result.Status == PhoneVerificationStatus.CodeSent);
        Assert.Equal(Callers - 1, results.Count(static result => result is { Status: PhoneVerificationStatus.Unavailable, Reason: PhoneVerificationReason.CoolDown, RetryAfter.TotalSeconds: 30 }));
    }

    [Fact]
    public async Task A_caller_that_gives_up_takes_the_code_from_nobody()
    {
        var chain = FakeChain.OfCodes();
        var gate = Hold(chain);
        using var cancellation = new CancellationTokenSource();
        var first = chain.Verifier.StartAsync(FakeOperator.Number, cancellationToken: cancellation.Token);
        var second = chain.Verifier.StartAsync(FakeOperator.Number);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Equal(PhoneVerificationStatus.CodeSent, (await second).Status);
        Assert.Single(chain.Codes.Asked);
    }

    [Fact]
    public async Task A_caller_that_gave_up_before_sends_nothing()
    {
        var chain = FakeChain.OfCodes();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => chain.Verifier.StartAsync(FakeOperator.Number, cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(chain.Codes.Asked);
    }

    [Fact]
    public async Task A_start_that_failed_is_not_the_next_ones()
    {
        var chain = FakeChain.OfCodes();
        chain.Codes.Refuses = static _ => new ClientRejectedException("a bad key", FakeChain.Cause("4", mayHaveBeenProcessed: true));
        await Assert.ThrowsAsync<ClientRejectedException>(() => chain.StartAsync());
        chain.Codes.Refuses = static _ => null;
        chain.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(PhoneVerificationStatus.CodeSent, (await chain.StartAsync()).Status);
    }

    [Fact]
    public async Task Codes_tried_at_once_are_no_more_than_the_tries()
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.StartAsync();
        var gate = Hold(chain);

        var tries = Enumerable.Range(0, Callers).Select(i => Task.Run(() => chain.Verifier.SubmitCodeAsync(sent.Handle!, $"{100000 + i}"))).ToList();
        gate.SetResult();
        var results = await Task.WhenAll(tries);

        Assert.Equal(5, chain.Codes.Checks);
        Assert.All(results, static result => Assert.True(result.Status is PhoneVerificationStatus.WrongCode or PhoneVerificationStatus.Denied));
        Assert.InRange(results.Count(static result => result.Status == PhoneVerificationStatus.WrongCode), 1, 4);
    }

    [Fact]
    public async Task The_right_code_tried_at_once_verifies_once()
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.StartAsync();
        var gate = Hold(chain);

        var tries = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => chain.Verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code))).ToList();
        gate.SetResult();
        var results = await Task.WhenAll(tries);

        Assert.Single(results, static result => result.Status == PhoneVerificationStatus.Verified);
        Assert.Single(results, static result => result.PhoneNumber is not null);
    }

    [Fact]
    public async Task A_callback_brought_at_once_is_exchanged_once()
    {
        var chain = new FakeChain();
        var start = await chain.StartAsync();
        var callback = chain.Callback(start);

        var results = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => chain.Verifier.ContinueAsync(start.Handle!, callback))));

        Assert.Single(results, static result => result.Status == PhoneVerificationStatus.Verified);
        Assert.Single(chain.Operator.Sent(FakeOperator.TokenEndpoint));
        Assert.All(results.Where(static result => result.Status != PhoneVerificationStatus.Verified), static result => Assert.Equal(PhoneVerificationReason.AlreadyUsed, result.Reason));
    }

    [Fact]
    public async Task Callback_and_skip_at_once_are_one_of_the_two()
    {
        var chain = new FakeChain();
        var start = await chain.StartAsync();
        var callback = chain.Callback(start);

        var results = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => Task.Run(() => i % 2 == 0 ? chain.Verifier.ContinueAsync(start.Handle!, callback) : chain.Verifier.SkipAsync(start.Handle!))));

        Assert.Single(results, static result => result.Status != PhoneVerificationStatus.Denied);
        Assert.Equal(1, chain.Operator.Sent(FakeOperator.TokenEndpoint).Count + chain.Codes.Asked.Count);
    }

    [Fact]
    public async Task Resends_at_once_are_one_code()
    {
        var chain = FakeChain.OfCodes();
        var sent = await chain.StartAsync();
        chain.Time.Advance(TimeSpan.FromSeconds(30));
        var gate = Hold(chain);

        var resends = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => chain.Verifier.ResendAsync(sent.Handle!))).ToList();
        gate.SetResult();
        await Task.WhenAll(resends);

        Assert.Equal(2, chain.Codes.Asked.Count);
    }

    [Fact]
    public async Task Whatever_is_called_in_whatever_order_tries_and_messages_stay_bounded()
    {
        var random = new Random(20260123);
        for (var run = 0; run < 100; run++)
        {
            var chain = FakeChain.OfCodes(random.Next(2) == 0 ? new ResendingCodeProvider() : new FakeCodeProvider());
            var handles = new List<string> { (await chain.StartAsync()).Handle! };
            var verified = 0;
            for (var i = 0; i < 40; i++)
            {
                var handle = handles[random.Next(handles.Count)];
                var result = random.Next(12) switch
                {
                    0 => await chain.Verifier.SubmitCodeAsync(handle, FakeCodeProvider.Code),
                    < 6 => await chain.Verifier.SubmitCodeAsync(handle, FakeCodeProvider.WrongCode),
                    < 8 => await chain.Verifier.SubmitCodeAsync(handle, "abc"),
                    < 11 => await chain.Verifier.ResendAsync(handle),
                    _ => await chain.Verifier.CancelAsync(handle),
                };
                verified += result.Status == PhoneVerificationStatus.Verified ? 1 : 0;
                Assert.Equal(result.Status == PhoneVerificationStatus.Verified, result.PhoneNumber is not null);
                if (result.Handle is { } next)
                {
                    handles.Add(next);
                }

                chain.Time.Advance(TimeSpan.FromSeconds(random.Next(60)));
            }

            Assert.InRange(chain.Codes.Checks, 0, 5);
            Assert.InRange(chain.Codes.Asked.Count + ((chain.Codes as ResendingCodeProvider)?.Resent ?? 0), 1, 3);
            Assert.InRange(verified, 0, 1);
        }
    }

    private static TaskCompletionSource Hold(FakeChain chain)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        chain.Codes.Before = gate.Task;
        return gate;
    }
}
