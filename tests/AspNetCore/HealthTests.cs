using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NumberVerify.Simulator;

namespace NumberVerify.AspNetCore.Tests;

/// <summary>The check is about what a verification needs: the operator's keys and the store.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task With_an_operator_and_a_store_it_is_healthy()
    {
        await using var application = await Application.StartAsync(addServices: static services => services.AddHealthChecks().AddNumberVerify());

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(application)).Status);
        Assert.Equal(1, application.CountRequests("/jwks"));
    }

    [Fact]
    public async Task Without_the_operators_keys_it_is_not_and_says_no_more_than_that()
    {
        await using var application = await Application.StartAsync(
            configureOperator: static options => options.FaultsEnabled = true, addServices: static services => services.AddHealthChecks().AddNumberVerify(failureStatus: HealthStatus.Degraded));
        application.Simulator.AddFault(new SimulatorFault { Kind = SimulatorFaultKind.Status, StatusCode = 404, Path = "/jwks" });

        var report = await CheckAsync(application);
        var entry = report.Entries["numberverify"];

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal("Verification fails for: client.", entry.Description);
        Assert.Null(entry.Exception);
    }

    [Fact]
    public async Task Without_the_store_it_is_not()
    {
        await using var application = await Application.StartAsync(addServices: static services =>
        {
            services.AddHealthChecks().AddNumberVerify();
            services.AddSingleton<ITransactionStore>(static provider => new FakeStore(provider.GetRequiredService<TimeProvider>()) { Fails = static () => new TimeoutException("canary") });
        });

        var report = await CheckAsync(application);

        Assert.Equal((HealthStatus.Unhealthy, "Verification fails for: store."), (report.Status, report.Entries["numberverify"].Description));
    }

    private static Task<HealthReport> CheckAsync(Application application) => application.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
}
