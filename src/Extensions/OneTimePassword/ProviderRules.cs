using Microsoft.Extensions.Hosting;

namespace NumberVerify;

/// <summary>What all providers ask of handles, codes and settings; no message repeats a value.</summary>
internal static class ProviderRules
{
    /// <summary>What <see cref="IOneTimePasswordProvider"/> takes for a code.</summary>
    public const int MinCodeLength = 4;

    public const int MaxCodeLength = 10;

    private static readonly TimeSpan s_shortestTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestTimeout = TimeSpan.FromSeconds(100);

    /// <exception cref="ArgumentException">The handle is another provider's.</exception>
    public static void CheckHandle(CodeHandle handle, string provider)
    {
        ArgumentNullException.ThrowIfNull(handle);
        if (handle.Provider != provider)
        {
            throw new ArgumentException("The handle is another provider's.", nameof(handle));
        }
    }

    /// <exception cref="ArgumentException">It is no such code.</exception>
    public static void CheckCode(string code, int minLength = MinCodeLength, int maxLength = MaxCodeLength)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length < minLength || code.Length > maxLength || code.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            throw new ArgumentException($"A code is {minLength} to {maxLength} ASCII digits.", nameof(code));
        }
    }

    /// <exception cref="ArgumentException">It cannot be one.</exception>
    public static void CheckId(string id, int maxLength, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(id, parameterName);
        if (id.Length == 0 || id.Length > maxLength || id.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException($"An identifier is 1 to {maxLength} printable ASCII characters.", parameterName);
        }
    }

    /// <summary>The nearest of a provider's languages: the same, or else the first of the same language; null where there is none.</summary>
    public static string? Nearest(string? locale, IEnumerable<string> known)
    {
        if (locale is null)
        {
            return null;
        }

        var language = LanguageOf(locale);
        return known.FirstOrDefault(candidate => candidate.Equals(locale, StringComparison.OrdinalIgnoreCase))
            ?? known.FirstOrDefault(candidate => LanguageOf(candidate).Equals(language, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What is wrong with the settings that every provider over HTTP has.</summary>
    public static IEnumerable<string> Faults(Uri? apiRoot, TimeSpan timeout, bool allowLoopbackHttp, IHostEnvironment? environment)
    {
        if (UriRules.EndpointFault(apiRoot, allowLoopbackHttp) is { } fault)
        {
            yield return $"ApiRoot {fault}";
        }
        else if (apiRoot!.Query.Length > 0)
        {
            yield return "ApiRoot must have no query.";
        }

        if (timeout < s_shortestTimeout || timeout > s_longestTimeout)
        {
            yield return "Timeout must be between 0.1 and 100 seconds.";
        }

        if (allowLoopbackHttp && Surroundings.IsProduction(environment))
        {
            yield return "AllowLoopbackHttp is for development: it is refused in the Production environment.";
        }
    }

    private static string LanguageOf(string locale) => locale.Split('-', 2)[0];
}
