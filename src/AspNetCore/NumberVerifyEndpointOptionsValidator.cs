using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace NumberVerify.AspNetCore;

/// <summary>Says everything that is wrong with the endpoints' options at once; no message repeats a value.</summary>
internal sealed class NumberVerifyEndpointOptionsValidator : IValidateOptions<NumberVerifyEndpointOptions>
{
    private const int MaxTransactions = 8;

    public ValidateOptionsResult Validate(string? name, NumberVerifyEndpointOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public static bool IsPath(string? path) =>
        path is ['/', not '/', ..] && !path.EndsWith('/') && !path.AsSpan().ContainsAnyExceptInRange('!', '~') && !path.AsSpan().ContainsAny("?#\\%{}*") && !path.Contains("//", StringComparison.Ordinal);

    /// <summary>As browsers write it: scheme, host and a port that is not the scheme's own.</summary>
    private static bool IsOrigin(string? origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.GetLeftPart(UriPartial.Authority) == origin;

    private static IEnumerable<string> Faults(NumberVerifyEndpointOptions options)
    {
        if (options.CallbackPath is not null && !IsPath(options.CallbackPath))
        {
            yield return "CallbackPath must be a path that begins with one slash and ends with none, without parameters.";
        }

        if (options.AllowedOrigins.Any(static origin => !IsOrigin(origin)))
        {
            yield return "AllowedOrigins must be origins: scheme, host and port, without a slash at the end.";
        }

        if (options.TransactionsPerBrowser is < 1 or > MaxTransactions)
        {
            yield return $"TransactionsPerBrowser must be 1 to {MaxTransactions}.";
        }

        foreach (var (name, value) in new[]
        {
            (nameof(options.PendingLimit), options.PendingLimit), (nameof(options.RequestsPerUser), options.RequestsPerUser), (nameof(options.RequestsPerAddress), options.RequestsPerAddress),
        })
        {
            if (value < 1)
            {
                yield return $"{name} must be at least 1.";
            }
        }

        if (options.Subject is null)
        {
            yield return "Subject must not be null.";
        }

        if (options.RateLimitingPolicy is { Length: 0 })
        {
            yield return "RateLimitingPolicy must be a name, or null.";
        }
    }
}
