using Microsoft.Extensions.Diagnostics.HealthChecks;
using NumberVerify;
using NumberVerify.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the health check.</summary>
public static class NumberVerifyHealthChecksBuilderExtensions
{
    /// <summary>
    /// Checks that each registered operator's endpoints and keys are at hand, none older than an hour, and that the transaction store answers. Needs <c>AddNumberVerifyEndpoints</c>.
    /// </summary>
    /// <param name="builder">From <c>AddHealthChecks</c>.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What a failure is told as. Null: unhealthy.</param>
    /// <param name="tags">To choose it by.</param>
    public static IHealthChecksBuilder AddNumberVerify(this IHealthChecksBuilder builder, string name = "numberverify", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            static provider => new NumberVerifyHealthCheck(
                [.. provider.GetService<ClientNames>() ?? []], provider.GetService<INumberVerifyClientFactory>(), provider.GetRequiredService<GuardedStore>(), provider.GetRequiredService<TimeProvider>()),
            failureStatus,
            tags));
    }
}
