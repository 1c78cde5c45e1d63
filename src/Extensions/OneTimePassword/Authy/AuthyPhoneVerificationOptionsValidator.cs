using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>Says everything that is wrong with the options at once; no message repeats a value.</summary>
internal sealed class AuthyPhoneVerificationOptionsValidator(IHostEnvironment? environment = null, IHttpMessageHandlerFactory? handlers = null) : IValidateOptions<AuthyPhoneVerificationOptions>
{
    /// <summary>The HTTP client of the provider.</summary>
    public const string HttpClientName = "NumberVerify.AuthyPhoneVerification";

    public ValidateOptionsResult Validate(string? name, AuthyPhoneVerificationOptions options)
    {
        var faults = Faults(options).ToList();
        if (faults.Count == 0 && handlers is not null && HandlerRules.FollowsRedirects(handlers.CreateHandler(HttpClientName)))
        {
            faults.Add(HandlerRules.Fault);
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>For a client that is made without a container.</summary>
    public static void ThrowIfInvalid(AuthyPhoneVerificationOptions options)
    {
        if (new AuthyPhoneVerificationOptionsValidator().Validate(Options.DefaultName, options) is { Failed: true } result)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(AuthyPhoneVerificationOptions), result.Failures);
        }
    }

    private IEnumerable<string> Faults(AuthyPhoneVerificationOptions options)
    {
        foreach (var fault in options.ReadFaults.Concat(ProviderRules.Faults(options.ApiRoot, options.Timeout, options.AllowLoopbackHttp, environment)))
        {
            yield return fault;
        }

        if (string.IsNullOrEmpty(options.ApiKey) || options.ApiKey.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            yield return "ApiKey must be given, in printable ASCII.";
        }

        if (options.Locale is not null && !AuthyPhoneVerificationClient.Locales.Contains(options.Locale, StringComparer.Ordinal))
        {
            yield return "Locale must be one of AuthyPhoneVerificationClient.Locales.";
        }
    }
}
