using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>Says everything that is wrong with the options at once.</summary>
internal sealed class OneTimePasswordSmsOptionsValidator : IValidateOptions<OneTimePasswordSmsOptions>
{
    private static readonly TimeSpan s_shortestLifetime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestLifetime = TimeSpan.FromSeconds(3600);

    public ValidateOptionsResult Validate(string? name, OneTimePasswordSmsOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>For a client that is made without a container.</summary>
    public static void ThrowIfInvalid(OneTimePasswordSmsOptions options)
    {
        if (new OneTimePasswordSmsOptionsValidator().Validate(Options.DefaultName, options) is { Failed: true } result)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(OneTimePasswordSmsOptions), result.Failures);
        }
    }

    private static IEnumerable<string> Faults(OneTimePasswordSmsOptions options)
    {
        foreach (var fault in options.ReadFaults)
        {
            yield return fault;
        }

        if (OneTimePasswordSmsRules.MessageFault(options.Message) is { } message)
        {
            yield return $"Message {message}";
        }

        if (string.IsNullOrEmpty(options.ApiPath) || options.ApiPath.AsSpan().ContainsAnyExceptInRange('!', '~') || options.ApiPath.AsSpan().ContainsAny("?#\\:%")
            || options.ApiPath.Split('/').Any(static segment => segment is "" or "." or ".."))
        {
            yield return "ApiPath must be a path without slashes at its ends.";
        }

        if (ParameterRules.ScopeFault(options.Scope) is not null || options.Scope.Contains(' ', StringComparison.Ordinal))
        {
            yield return "Scope must be one scope.";
        }

        if (options.CodeLifetime < s_shortestLifetime || options.CodeLifetime > s_longestLifetime)
        {
            yield return "CodeLifetime must be 30 to 3600 seconds.";
        }
    }
}
