using System.Security.Cryptography;

namespace NumberVerify.Unit.Tests.PhoneVerification;

/// <summary>A verifier over a fake operator and fake providers, with a clock of the test's.</summary>
internal sealed class FakeChain
{
    private readonly Lazy<PhoneVerifier> _verifier;

    public FakeChain(params FakeCodeProvider[] providers)
    {
        Providers = providers.Length == 0 ? [new FakeCodeProvider()] : providers;
        Options = new PhoneVerifierOptions { Keys = Keys };
        _verifier = new(CreateVerifier);
    }

    public static ProtectionKeys Keys { get; } = new(SHA256.HashData("a key of the tests"u8));

    public FakeOperator Operator { get; } = new();

    public ManualTimeProvider Time => Operator.Time;

    public IReadOnlyList<FakeCodeProvider> Providers { get; set; }

    public FakeCodeProvider Codes => Providers[0];

    public PhoneVerifierOptions Options { get; }

    /// <summary>By name; taken away, there are codes only.</summary>
    public Dictionary<string, NumberVerifyClient> Clients { get; private set; } = null!;

    public bool HasSilent { get; init; } = true;

    public PhoneVerifier Verifier => _verifier.Value;

    public PhoneVerifier CreateVerifier()
    {
        Clients = HasSilent ? new() { [""] = Operator.Client } : [];
        return new PhoneVerifier(Options, Clients, Providers, Time);
    }

    public Task<PhoneVerificationResult> StartAsync(string number = FakeOperator.Number) => Verifier.StartAsync(number);

    /// <summary>The operator's answer to a redirect, with a code or an error; the id_token will answer this request.</summary>
    public AuthorizationResponse Callback(PhoneVerificationResult redirect, string? error = null)
    {
        var state = Query.Value(redirect.AuthUrl!, "state")!;
        Operator.Expect(Requests.Create(state, Query.Value(redirect.AuthUrl!, "nonce") ?? "", "unused"));
        return AuthorizationResponse.Parse(error is null ? $"?code={FakeOperator.Code}&state={state}" : $"?error={error}&state={state}");
    }

    public async Task<PhoneVerificationResult> ContinueAsync(PhoneVerificationResult redirect, string? error = null) => await Verifier.ContinueAsync(redirect.Handle!, Callback(redirect, error));

    /// <summary>Codes only: the first result is a sent code.</summary>
    public static FakeChain OfCodes(params FakeCodeProvider[] providers) => new(providers) { HasSilent = false };

    /// <summary>What the simple refusals of a provider look like.</summary>
    public static NumberVerifyException Cause(string? code, bool mayHaveBeenProcessed) => new SessionExpiredException("a cause") { Code = code, RequestMayHaveBeenProcessed = mayHaveBeenProcessed };
}
