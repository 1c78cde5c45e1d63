using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace NumberVerify.AspNetCore.Tests.Fuzz;

/// <summary>A few thousand random requests; a command sends as many as one likes.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    [Fact]
    public async Task F7_random_callbacks_and_bodies_get_no_other_5xx_than_the_documented_503()
    {
        await using var application = await Application.StartAsync(
            static options => (options.RequestsPerAddress, options.AcceptsFormPost) = (int.MaxValue, true),
            static services => services.Configure<PhoneVerifierOptions>(static options => options.Limits = new CodeSendLimits { PerClient = int.MaxValue, PerPrefix = int.MaxValue, PerBlock = int.MaxValue }));
        using var http = new HttpMessageInvoker(application.Server.CreateHandler());
        var fuzzer = new RequestFuzzer(http, new Uri(Application.Origin), Application.CallbackPath, "/verify");

        var report = await fuzzer.RunAsync(seed: 20260101, count: 4000);

        output.WriteLine(report.ToString());
        Assert.Empty(report.Failures);
        Assert.True(report.Statuses.Count > 4, report.ToString());
        Assert.All(application.Results, static result => Assert.NotEqual(PhoneVerificationStatus.Verified, result.Status));
    }
}
