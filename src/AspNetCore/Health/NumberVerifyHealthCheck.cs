using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace NumberVerify.AspNetCore;

/// <summary>Whether a verification could begin and end now: each operator's endpoints and keys are at hand, and the store answers. Tells names of clients and kinds of failures, nothing else.</summary>
internal sealed class NumberVerifyHealthCheck(IEnumerable<string> names, INumberVerifyClientFactory? clients, GuardedStore store, TimeProvider timeProvider) : IHealthCheck
{
    /// <summary>Read, never added to.</summary>
    private const string Key = "health";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var failures = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            try
            {
                await clients!.Get(name).CheckOperatorAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is NumberVerifyException or OptionsValidationException)
            {
                failures[name.Length == 0 ? "client" : $"client {name}"] = failure.GetType().Name;
            }
        }

        try
        {
            await store.AddAsync(Key, 0, timeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            failures["store"] = refused.Problem.Name;
        }

        return failures.Count == 0
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, $"Verification fails for: {string.Join(", ", failures.Keys)}.", exception: null, failures);
    }
}
