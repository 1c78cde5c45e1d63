using System.Text;
using NumberVerify.Load.Tests.Fuzz;
using NumberVerify.Load.Tests.Soak;

namespace NumberVerify.Load.Tests;

/// <summary>The commands of this project in a short form.</summary>
public sealed class LoadTests
{
    private const int Seed = 20260102;

    [Fact]
    public async Task Twenty_seconds_of_mixed_load_with_faults_leave_nothing_behind_and_get_documented_answers_alone()
    {
        using var output = new StringWriter(new StringBuilder());

        Assert.True(await SoakRun.RunAsync(TimeSpan.FromSeconds(20), Seed, output), output.ToString());
    }

    [Fact]
    public async Task Ten_thousand_random_requests_get_documented_answers_alone_and_verify_nobody()
    {
        using var output = new StringWriter(new StringBuilder());

        Assert.True(await FuzzRun.RunAsync(10_000, Seed, output), output.ToString());
    }
}
