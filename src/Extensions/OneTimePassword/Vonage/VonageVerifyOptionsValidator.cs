using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>Says everything that is wrong with the options at once; no message repeats a value.</summary>
internal sealed class VonageVerifyOptionsValidator(IHostEnvironment? environment = null, IHttpMessageHandlerFactory? handlers = null) : IValidateOptions<VonageVerifyOptions>
{
    /// <summary>The HTTP client of the provider.</summary>
    public const string HttpClientName = "NumberVerify.VonageVerify";

    public ValidateOptionsResult Validate(string? name, VonageVerifyOptions options)
    {
        var faults = Faults(options).ToList();
        if (faults.Count == 0 && handlers is not null && HandlerRules.FollowsRedirects(handlers.CreateHandler(HttpClientName)))
        {
            faults.Add(HandlerRules.Fault);
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>For a client that is made without a container.</summary>
    public static void ThrowIfInvalid(VonageVerifyOptions options)
    {
        if (new VonageVerifyOptionsValidator().Validate(Options.DefaultName, options) is { Failed: true } result)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(VonageVerifyOptions), result.Failures);
        }
    }

    private IEnumerable<string> Faults(VonageVerifyOptions options)
    {
        foreach (var fault in options.ReadFaults.Concat(ProviderRules.Faults(options.ApiRoot, options.Timeout, options.AllowLoopbackHttp, environment)))
        {
            yield return fault;
        }

        if (string.IsNullOrEmpty(options.ApiKey) || options.ApiKey.AsSpan().ContainsAnyExceptInRange('!', '~') || options.ApiKey.Contains(':', StringComparison.Ordinal))
        {
            yield return "ApiKey must be given, in printable ASCII without a colon.";
        }

        if (string.IsNullOrEmpty(options.ApiSecret))
        {
            yield return "ApiSecret must be given.";
        }

        if (!VonageForms.IsText(options.Brand, VonageForms.MaxBrandLength))
        {
            yield return $"Brand must have 1 to {VonageForms.MaxBrandLength} characters.";
        }

        if (options.SenderId is not null && !VonageForms.IsText(options.SenderId, VonageForms.MaxSenderIdLength))
        {
            yield return $"SenderId must have 1 to {VonageForms.MaxSenderIdLength} characters.";
        }

        if (!VonageForms.IsWorkflow(options.Workflow))
        {
            yield return "Workflow is unknown.";
        }

        if (!VonageForms.IsExpiry(options.PinExpiry))
        {
            yield return "PinExpiry must be 60 to 3600 whole seconds.";
        }
    }
}
