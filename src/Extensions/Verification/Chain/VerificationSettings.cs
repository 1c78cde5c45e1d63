using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>What a <see cref="PhoneVerifier"/> works with, and how its results are made.</summary>
internal sealed class VerificationSettings
{
    private readonly Func<string, NumberVerifyClient> _getClient;
    private readonly IReadOnlyList<string> _clientNames;
    private readonly PhoneVerificationPolicy _policy;

    public VerificationSettings(
        PhoneVerifierOptions options,
        IReadOnlyList<string> clientNames,
        Func<string, NumberVerifyClient> getClient,
        IReadOnlyList<IOneTimePasswordProvider> providers,
        TimeProvider timeProvider,
        ChainTelemetry telemetry,
        IAttemptStore? attempts = null,
        IVerificationAudit? audit = null)
    {
        Keys = options.Keys!;
        _policy = options.Policy;
        _clientNames = clientNames;
        _getClient = getClient;
        Providers = providers;
        TimeProvider = timeProvider;
        Telemetry = telemetry;
        Audit = audit is null ? null : new CodeAudit(audit, telemetry, timeProvider);
        Attempts = options.AttemptStore ?? attempts ?? new MemoryAttemptStore(timeProvider);
        Limiter = options.Limiter ?? new CodeSendLimiter(options.Limits, timeProvider);
    }

    public ProtectionKeys Keys { get; }

    public IReadOnlyList<IOneTimePasswordProvider> Providers { get; }

    public TimeProvider TimeProvider { get; }

    public ChainTelemetry Telemetry { get; }

    /// <summary>Where codes are recorded; null where nobody asks for it.</summary>
    public CodeAudit? Audit { get; }

    public IAttemptStore Attempts { get; }

    public PartitionedRateLimiter<CodeSend> Limiter { get; }

    /// <summary>For a verifier that is made without a container.</summary>
    public static VerificationSettings Create(
        PhoneVerifierOptions options, IReadOnlyDictionary<string, NumberVerifyClient>? clients, IEnumerable<IOneTimePasswordProvider>? providers, TimeProvider? timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        var known = (clients ?? new Dictionary<string, NumberVerifyClient>()).ToDictionary(StringComparer.Ordinal);
        var senders = (providers ?? []).ToList();
        var faults = PhoneVerifierOptionsValidator.Faults(options, [.. known.Keys], senders, isClientKnown: known.ContainsKey).ToList();
        if (faults.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(PhoneVerifierOptions), faults);
        }

        return new VerificationSettings(
            options,
            [.. known.Keys],
            name => known.GetValueOrDefault(name) ?? throw new InvalidOperationException("The verification is for a client that this verifier was not given."),
            senders,
            timeProvider ?? TimeProvider.System,
            ChainTelemetry.Silent(timeProvider ?? TimeProvider.System));
    }

    public NumberVerifyClient GetClient(string name) => _getClient(name);

    /// <exception cref="InvalidOperationException">This process does not have it.</exception>
    public IOneTimePasswordProvider GetProvider(string name) =>
        Providers.FirstOrDefault(provider => provider.Name == name) ?? throw new InvalidOperationException("The verification is with a provider that is not registered in this process.");

    /// <summary>The policy with every name in it, so that each node goes on alike.</summary>
    /// <exception cref="ArgumentException">It has faults.</exception>
    public PhoneVerificationPolicy Resolve(PhoneVerificationPolicy? given)
    {
        var policy = given ?? _policy;
        var resolved = policy with
        {
            SilentClients = policy.SilentClients ?? _clientNames,
            Providers = policy.CodeChannels.Count == 0 ? [] : policy.Providers ?? [.. Providers.Select(static provider => provider.Name)],
        };
        var fault = resolved.Faults().FirstOrDefault()
            ?? (resolved.Providers.Any(name => Providers.All(provider => provider.Name != name)) ? "Policy.Providers names one that is not registered." : null)
            ?? (resolved.SilentClients.Count == 0 && resolved.Providers.Count == 0 ? "The policy leaves neither a client nor a provider." : null);
        return fault is null ? resolved : throw new ArgumentException(fault, "policy");
    }

    public VerificationState Read(string handle, VerificationStep? step) => VerificationHandle.Unprotect(handle, step, Keys, TimeProvider.GetUtcNow());

    public bool IsOver(VerificationState state) => TimeProvider.GetUtcNow() >= state.ExpiresAt;

    /// <summary>A result without a handle.</summary>
    public PhoneVerificationResult End(VerificationState state, PhoneVerificationStatus status, PhoneVerificationReason reason, PhoneVerificationChannel? channel, string? errorCode = null) =>
        Observed(new PhoneVerificationResult
        {
            Status = status,
            Channel = channel,
            Reason = reason,
            PhoneNumber = status == PhoneVerificationStatus.Verified ? state.PhoneNumber : null,
            Subject = state.Subject,
            ErrorCode = errorCode,
        });

    public PhoneVerificationResult Observed(PhoneVerificationResult result)
    {
        Telemetry.Ended(result);
        return result;
    }
}
