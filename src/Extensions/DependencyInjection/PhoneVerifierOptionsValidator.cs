using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>Says everything that is wrong with a verifier's options at once, and with what it has to work with; no message repeats a value.</summary>
internal sealed class PhoneVerifierOptionsValidator(IEnumerable<IOneTimePasswordProvider> providers, ClientNames? clients) : IValidateOptions<PhoneVerifierOptions>
{
    public ValidateOptionsResult Validate(string? name, PhoneVerifierOptions options)
    {
        // With the factory, a name that is not registered may come at run time.
        var faults = Faults(options, [.. clients ?? []], [.. providers], _ => clients is not null).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public static IEnumerable<string> Faults(PhoneVerifierOptions options, IReadOnlyList<string> clients, IReadOnlyList<IOneTimePasswordProvider> providers, Func<string, bool> isClientKnown)
    {
        if (options.Keys is null)
        {
            yield return "Keys must be given: handles leave the process encrypted only.";
        }

        if (providers.Any(static provider => string.IsNullOrEmpty(provider.Name) || provider.Name.Length > PhoneVerificationPolicy.MaxNameLength)
            || providers.DistinctBy(static provider => provider.Name, StringComparer.Ordinal).Count() != providers.Count)
        {
            yield return $"Each provider of codes must have a name of its own, at most {PhoneVerificationPolicy.MaxNameLength} characters long.";
        }

        if (options.Limits is null)
        {
            yield return "Limits must not be null; its default is on.";
        }
        else
        {
            foreach (var fault in options.Limits.Faults())
            {
                yield return fault;
            }
        }

        if (options.Policy is null)
        {
            yield return "Policy must not be null.";
            yield break;
        }

        foreach (var fault in options.Policy.Faults())
        {
            yield return fault;
        }

        if (options.Policy.SilentClients?.Any(name => !isClientKnown(name)) == true)
        {
            yield return "Policy.SilentClients names a client that is not registered: add it by AddNumberVerify.";
        }

        if (options.Policy.SilentClients is null && clients.Count > PhoneVerificationPolicy.MaxNames)
        {
            yield return $"Policy.SilentClients must name the clients to ask: there are more than {PhoneVerificationPolicy.MaxNames}.";
        }

        if (options.Policy.Providers?.Any(name => providers.All(provider => provider.Name != name)) == true)
        {
            yield return "Policy.Providers names a provider that is not registered.";
        }

        var hasSilent = options.Policy.SilentClients is { } silent ? silent.Count > 0 : clients.Count > 0;
        var hasCodes = options.Policy.CodeChannels.Count > 0 && (options.Policy.Providers is { } named ? named.Count > 0 : providers.Count > 0);
        if (!hasSilent && !hasCodes)
        {
            yield return "There is nothing to verify with: register a client by AddNumberVerify, a provider of codes, or both, and let the policy use one.";
        }
    }
}
