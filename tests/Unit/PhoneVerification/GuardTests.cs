using System.Threading.RateLimiting;

namespace NumberVerify.Unit.Tests.PhoneVerification;

/// <summary>What an attack costs: a bounded number of messages, and a bounded amount of memory.</summary>
public sealed class GuardTests
{
    private static readonly CodeSendLimits s_defaults = new();

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Ten_thousand_starts_on_one_block_cost_thirty_messages()
    {
        var chain = FakeChain.OfCodes();

        var results = new List<PhoneVerificationResult>();
        for (var i = 0; i < 10_000; i++)
        {
            results.Add(await chain.Verifier.StartAsync($"+22177123{i:0000}", clientKey: $"address {i}"));
        }

        Assert.Equal(s_defaults.PerBlock, chain.Codes.Asked.Count);
        Assert.All(results.Skip(s_defaults.PerBlock), static result =>
        {
            Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.LimitReached), (result.Status, result.Reason));
            Assert.InRange(result.RetryAfter!.Value, TimeSpan.FromSeconds(1), s_defaults.Window);
        });
    }

    [Fact]
    public async Task Ten_thousand_starts_all_over_one_prefix_cost_a_thousand_messages()
    {
        var chain = FakeChain.OfCodes();
        var random = new Random(20260124);

        for (var i = 0; i < 10_000; i++)
        {
            await chain.Verifier.StartAsync($"+2217{random.NextInt64(10_000_000, 99_999_999)}", clientKey: $"address {i}");
        }

        Assert.Equal(s_defaults.PerPrefix, chain.Codes.Asked.Count);
    }

    [Fact]
    public async Task An_attack_through_the_silent_channel_costs_no_more()
    {
        var chain = new FakeChain();

        for (var i = 0; i < 1000; i++)
        {
            var start = await chain.StartAsync($"+22177123{i:0000}");
            await chain.Verifier.SkipAsync(start.Handle!);
        }

        Assert.Equal(s_defaults.PerBlock, chain.Codes.Asked.Count);
    }

    [Fact]
    public async Task One_client_sends_to_ten_numbers_and_another_one_is_not_in_its_way()
    {
        var chain = FakeChain.OfCodes();
        for (var i = 0; i < 50; i++)
        {
            await chain.Verifier.StartAsync($"+3466{i:00}11222", clientKey: "one");
        }

        Assert.Equal(s_defaults.PerClient, chain.Codes.Asked.Count);
        Assert.Equal(PhoneVerificationStatus.CodeSent, (await chain.Verifier.StartAsync("+34669911222", clientKey: "another")).Status);
    }

    [Fact]
    public async Task The_subject_stands_in_for_a_client_key()
    {
        var chain = FakeChain.OfCodes();
        for (var i = 0; i < 50; i++)
        {
            await chain.Verifier.StartAsync($"+3466{i:00}11222", subject: "user 7");
        }

        Assert.Equal(s_defaults.PerClient, chain.Codes.Asked.Count);
    }

    [Fact]
    public void The_cool_down_doubles_until_the_numbers_limit_and_the_window_ends_it_all()
    {
        var limiter = new CodeSendLimiter(s_defaults, _time);
        foreach (var seconds in new[] { 30, 60, 120, 240 })
        {
            Assert.True(Allows(limiter));
            Assert.Equal((TimeSpan.FromSeconds(seconds), true), RefusalOf(limiter));
            _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            Assert.Equal((TimeSpan.FromTicks(1), true), RefusalOf(limiter));
            _time.Advance(TimeSpan.FromTicks(1));
        }

        Assert.True(Allows(limiter));
        Assert.Equal((s_defaults.Window - TimeSpan.FromSeconds(450), false), RefusalOf(limiter));
        _time.Advance(s_defaults.Window - TimeSpan.FromSeconds(450));
        Assert.True(Allows(limiter));
    }

    [Fact]
    public void A_clock_set_forward_shortens_no_wait()
    {
        var limiter = new CodeSendLimiter(s_defaults, _time);
        Allows(limiter);

        _time.SetWallClock(_time.GetUtcNow().AddYears(1));

        Assert.False(Allows(limiter));
    }

    [Fact]
    public void What_one_limit_refuses_is_counted_by_none()
    {
        var limiter = new CodeSendLimiter(s_defaults with { PerClient = 1 }, _time);
        Allows(limiter, "+34666000001", "one");
        for (var i = 0; i < 100; i++)
        {
            Assert.False(Allows(limiter, "+34666000002", "one"));
        }

        Assert.True(Allows(limiter, "+34666000002", "two"));
    }

    [Fact]
    public void Numbers_without_end_fill_no_memory_and_full_it_refuses()
    {
        var limiter = new CodeSendLimiter(s_defaults with { Capacity = 100, PerPrefix = int.MaxValue, PerBlock = int.MaxValue }, _time);
        var allowed = Enumerable.Range(0, 100_000).Count(i => Allows(limiter, $"+34666{i:000000}", $"client {i}"));

        Assert.Equal(100, allowed);
        Assert.InRange(limiter.Count, 1, 400);
        _time.Advance(s_defaults.Window);
        Assert.True(Allows(limiter, "+34666999999"));
        Assert.InRange(limiter.Count, 1, 103);
    }

    [Fact]
    public void Every_window_that_ended_is_forgotten()
    {
        var limiter = new CodeSendLimiter(s_defaults, _time);
        var random = new Random(20260125);
        for (var i = 0; i < 5000; i++)
        {
            Allows(limiter, $"+{random.Next(1, 9)}{random.NextInt64(10_000_000, 99_999_999)}", $"client {i}");
            _time.Advance(TimeSpan.FromSeconds(random.Next(10)));
        }

        _time.Advance(s_defaults.Window);
        Allows(limiter);

        Assert.Equal(3, limiter.Count);
    }

    [Fact]
    public async Task The_applications_own_limiter_takes_their_place()
    {
        var chain = FakeChain.OfCodes();
        var seen = new List<CodeSend>();
        chain.Options.Limiter = PartitionedRateLimiter.Create<CodeSend, string>(send =>
        {
            seen.Add(send);
            return RateLimitPartition.GetConcurrencyLimiter("all", _ => new ConcurrencyLimiterOptions { PermitLimit = send.PhoneNumber.Value.EndsWith('0') ? 1 : 1000, QueueLimit = 0 });
        });

        var first = await chain.Verifier.StartAsync(FakeOperator.Number, clientKey: "a session");
        var second = await chain.Verifier.StartAsync(FakeOperator.Number, clientKey: "a session");

        Assert.Equal((PhoneVerificationStatus.CodeSent, PhoneVerificationStatus.CodeSent), (first.Status, second.Status));
        Assert.Equal(("a session", FakeOperator.Number, CodeChannel.Sms), (seen[0].ClientKey, seen[0].PhoneNumber.Value, seen[0].Channel));
    }

    [Fact]
    public async Task A_limiter_that_refuses_is_a_result_with_its_wait()
    {
        var chain = FakeChain.OfCodes();
        chain.Options.Limiter = PartitionedRateLimiter.Create<CodeSend, string>(static _ => RateLimitPartition.GetFixedWindowLimiter(
            "all", static _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromDays(1), QueueLimit = 0, AutoReplenishment = false }));
        await chain.StartAsync();

        var refused = await chain.StartAsync("+346661113335");

        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.LimitReached), (refused.Status, refused.Reason));
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromHours(1), TimeSpan.FromDays(1));
        Assert.Single(chain.Codes.Asked);
    }

    [Fact]
    public async Task A_full_store_of_tries_refuses_everything()
    {
        var chain = new FakeChain();
        chain.Options.AttemptStore = new MemoryAttemptStore(chain.Time, capacity: 0);
        var start = await chain.StartAsync();

        var callback = await chain.ContinueAsync(start);
        var code = await chain.Verifier.StartAsync(FakeOperator.Number, new PhoneVerificationPolicy { SilentClients = [] });

        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.LimitReached), (callback.Status, callback.Reason));
        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.LimitReached), (code.Status, code.Reason));
        Assert.Empty(chain.Operator.Http.Sent);
        Assert.Empty(chain.Codes.Asked);
    }

    [Fact]
    public async Task The_store_forgets_what_has_expired_and_nothing_else()
    {
        var store = new MemoryAttemptStore(_time, capacity: 2);
        var soon = _time.GetUtcNow().AddMinutes(1);
        Assert.Equal(1, await store.AddAsync("a", 1, soon));
        Assert.Equal(1, await store.AddAsync("b", 1, soon));
        Assert.Equal(2, await store.AddAsync("b", 1, soon.AddMinutes(10)));
        Assert.Equal(2, await store.AddAsync("b", 0, soon));
        Assert.Equal(long.MaxValue, await store.AddAsync("c", 1, soon));

        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(0, await store.AddAsync("a", 0, soon));
        Assert.Equal(3, await store.AddAsync("b", 1, soon));
        Assert.Equal(1, await store.AddAsync("c", 1, soon.AddMinutes(10)));
        Assert.Equal(2, store.Count);
    }

    private static bool Allows(CodeSendLimiter limiter, string number = FakeOperator.Number, string? client = null) => limiter.AttemptAcquire(Send(number, client)).IsAcquired;

    private static (TimeSpan Wait, bool IsCoolDown) RefusalOf(CodeSendLimiter limiter)
    {
        var lease = limiter.AttemptAcquire(Send(FakeOperator.Number, null));
        Assert.False(lease.IsAcquired);
        Assert.True(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait));
        return (wait, lease.TryGetMetadata(MetadataName.ReasonPhrase, out var phrase) && phrase == CodeSendLimiter.CoolDown);
    }

    private static CodeSend Send(string number, string? client) => new() { PhoneNumber = PhoneNumber.Parse(number), ClientKey = client };
}
