using System.Net;
using NumberVerify.Simulator;

namespace NumberVerify.AspNetCore.Tests.Threats;

/// <summary>What a failing or lying operator cannot do to the endpoints.</summary>
public sealed class OperatorTests
{
    [Theory]
    [InlineData(SimulatorFaultKind.Status)]
    [InlineData(SimulatorFaultKind.ConnectionReset)]
    [InlineData(SimulatorFaultKind.Truncated)]
    public async Task T22_T28_a_token_endpoint_that_fails_is_asked_once_and_nobody_is_verified(SimulatorFaultKind kind)
    {
        await using var application = await Application.StartAsync(configureOperator: static options => options.FaultsEnabled = true);
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();
        application.Simulator.AddFault(new SimulatorFault { Kind = kind, Path = "/token" });

        using var response = await browser.GetAsync(callback);

        Assert.StartsWith("/verify/code", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal((1, 1), (application.CountRequests("/token"), application.Codes.Sent));
        Assert.Empty(application.Results);
    }

    [Fact]
    public async Task T28_an_answer_without_its_flag_verifies_nobody()
    {
        await using var application = await Application.StartAsync(configureOperator: static options => options.FaultsEnabled = true);
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();
        application.Simulator.AddFault(new SimulatorFault { Kind = SimulatorFaultKind.Status, StatusCode = 200, Body = "{}", Path = "/number-verification/*/verify" });

        using var response = await browser.GetAsync(callback);

        Assert.StartsWith("/verify/code", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Empty(application.Results);
    }

    [Fact]
    public async Task E25_a_browser_that_goes_away_during_the_exchange_leaves_nothing_behind()
    {
        await using var application = await Application.StartAsync(configureOperator: static options => options.FaultsEnabled = true);
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();
        var copy = browser.Copy();
        application.Simulator.AddFault(new SimulatorFault { Kind = SimulatorFaultKind.Delay, Path = "/token", Delay = TimeSpan.FromDays(1) });
        using var aborted = new CancellationTokenSource();

        var pending = browser.GetAsync(callback, aborted.Token);
        await application.UntilAsync(() => application.CountRequests("/token") == 1);
        await aborted.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        using var again = await copy.GetAsync(callback);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Empty(application.Results);
    }
}
