using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.AspNetCore.Tests.Threats;

/// <summary>What a store cannot vouch for is not gone on with; what it has place for is bounded.</summary>
public sealed class StoreTests
{
    [Fact]
    public async Task T28_F4_a_store_that_fails_verifies_nobody()
    {
        FakeStore? store = null;
        await using var application = await Application.StartAsync(addServices: services => services.AddSingleton<ITransactionStore>(provider => store = new FakeStore(provider.GetRequiredService<TimeProvider>())));
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();
        var copy = browser.Copy();
        store!.Fails = static () => new TimeoutException("canary of the store's");

        using var start = await browser.PostJsonAsync("/verify/start", new { phoneNumber = Application.Number });
        using var end = await browser.SendAsync(HttpMethod.Get, callback, content: null);
        store.Fails = static () => null;
        using var later = await copy.GetAsync(callback);

        foreach (var response in new[] { start, end })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal("unavailable", await Browser.ProblemOf(response));
            Assert.Equal("60", response.Headers.GetValues("Retry-After").Single());
        }

        Assert.Equal("/result/Verified", later.Headers.Location!.OriginalString);
        Assert.Single(application.Results);
        Assert.DoesNotContain(application.Log.Entries, static entry => entry.Text.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T28_F4_a_store_that_fails_takes_no_code_and_the_page_can_try_again()
    {
        FakeStore? store = null;
        await using var application = await Application.StartAsync(addServices: services => services.AddSingleton<ITransactionStore>(provider => store = new FakeStore(provider.GetRequiredService<TimeProvider>())));
        var browser = application.Open();
        await browser.StartCodeAsync();
        store!.Fails = static () => new TimeoutException();

        using var failed = await browser.PostFormAsync("/verify/code", ("code", FakeCodes.Code));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 0), (failed.StatusCode, application.Codes.Checked));

        store.Fails = static () => null;
        using var verified = await browser.PostFormAsync("/verify/code", ("code", FakeCodes.Code));
        Assert.Equal("/result/Verified", verified.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task T20_F2_a_full_store_refuses_new_starts_and_keeps_the_old_ones()
    {
        await using var application = await Application.StartAsync(static options => options.PendingLimit = 2);
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();
        await application.Open().StartAsync();

        using var refused = await application.Open().PostJsonAsync("/verify/start", new { phoneNumber = Application.Number });
        using var old = await browser.GetAsync(callback);
        using var next = await application.Open().PostJsonAsync("/verify/start", new { phoneNumber = Application.Number });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("full", await Browser.ProblemOf(refused));
        Assert.False(refused.Headers.Contains("Set-Cookie"));
        Assert.Equal("/result/Verified", old.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task T20_what_was_abandoned_makes_place_once_its_time_has_passed()
    {
        await using var application = await Application.StartAsync(static options => options.PendingLimit = 1);
        await application.Open().StartAsync();
        application.Time.Advance(TimeSpan.FromMinutes(5));

        using var next = await application.Open().PostJsonAsync("/verify/start", new { phoneNumber = Application.Number });

        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task T20_a_store_without_place_for_a_counter_sends_no_code_and_verifies_nobody()
    {
        FakeStore? store = null;
        await using var application = await Application.StartAsync(addServices: services => services.AddSingleton<ITransactionStore>(provider => store = new FakeStore(provider.GetRequiredService<TimeProvider>())));
        var browser = application.Open();
        application.Phone.Connection = Simulator.DeviceConnection.WiFi;
        var callback = await browser.StartAndOpenAsync();
        store!.IsFull = true;

        using var response = await browser.SendAsync(HttpMethod.Get, callback, content: null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("full", await Browser.ProblemOf(response));
        Assert.Equal((0, 0), (application.Codes.Sent, application.CountRequests("/token")));
    }

    [Fact]
    public async Task Of_any_number_of_takes_one_gets_it_and_what_is_over_nobody_gets()
    {
        var time = new ManualTimeProvider();
        var store = new MemoryTransactionStore(time, capacity: 2);
        Assert.True(await store.TryAddAsync("one", time.GetUtcNow().AddMinutes(5)));
        Assert.True(await store.TryAddAsync("two", time.GetUtcNow().AddMinutes(1)));
        Assert.False(await store.TryAddAsync("three", time.GetUtcNow().AddMinutes(5)));

        var taken = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await store.TryTakeAsync("one"))));
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Single(taken, static won => won);
        Assert.False(await store.TryTakeAsync("two"));
        Assert.False(await store.TryTakeAsync("never"));
        Assert.Equal(3, await store.AddAsync("counter", 3, time.GetUtcNow().AddMinutes(1)));
        Assert.Equal(4, await store.AddAsync("counter", 1, time.GetUtcNow().AddMinutes(1)));
    }
}
