namespace NumberVerify.Unit.Tests.Transport;

public sealed class HttpClientSourceTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void A_client_serves_for_a_minute_and_another_after_it()
    {
        var source = new HttpClientSource(static () => new HttpClient(), _time);
        var first = source.Get();
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Same(first, source.Get());

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.NotSame(first, source.Get());
    }

    [Fact]
    public void A_clock_set_back_or_forward_changes_nothing()
    {
        var source = new HttpClientSource(static () => new HttpClient(), _time);
        var first = source.Get();
        _time.SetWallClock(_time.GetUtcNow().AddDays(1));
        Assert.Same(first, source.Get());

        _time.SetWallClock(_time.GetUtcNow().AddDays(-2));

        Assert.Same(first, source.Get());
    }
}
