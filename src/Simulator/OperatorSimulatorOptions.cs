namespace NumberVerify.Simulator;

/// <summary>
/// Settings of one <see cref="OperatorSimulator"/>, read once by <see cref="OperatorSimulator.StartAsync"/>, which throws one exception that names every fault.
/// Not thread-safe; changes after the start have no effect.
/// </summary>
public sealed class OperatorSimulatorOptions
{
    private static readonly TimeSpan MaxAccessTokenLifetime = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan MaxCodeLifetime = TimeSpan.FromSeconds(60);

    /// <summary>The registered backends, each with its own client id. Empty by default, and then every authorization ends at an error page.</summary>
    public IList<SimulatedClient> Clients { get; } = [];

    /// <summary>Which operator's ways the simulator has. Default: <see cref="OperatorDialect.StrictCamara"/>.</summary>
    public OperatorDialect Dialect { get; set; } = OperatorDialect.StrictCamara;

    /// <summary>The clock of every lifetime the simulator enforces or states. Default: <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The port on 127.0.0.1, 0 to 65535. Default: 0, any free one.</summary>
    public int Port { get; set; }

    /// <summary>Where a device that is not on the mobile network is refused. Default: <see cref="WifiBehavior.LoginRequired"/>.</summary>
    public WifiBehavior WifiBehavior { get; set; }

    /// <summary>
    /// How long an access token and an ID token live: 1 to 300 seconds, the most CAMARA allows for Number Verification. Default: 300 seconds. A token is good for one
    /// call within that time.
    /// </summary>
    public TimeSpan AccessTokenLifetime { get; set; } = MaxAccessTokenLifetime;

    /// <summary>How long an authorization code lives: above zero, up to 60 seconds. Default: 60 seconds.</summary>
    public TimeSpan CodeLifetime { get; set; } = MaxCodeLifetime;

    /// <summary>How long a backend must wait between two polls of a backchannel authentication request (CIBA): 1 to 60 whole seconds. Default: 2 seconds.</summary>
    public TimeSpan BackchannelInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many polls of each backchannel authentication request get <c>authorization_pending</c> before the device's <see cref="SimulatedDevice.BackchannelAnswer"/> counts.
    /// Default: 0. Polls that come too early are not counted.
    /// </summary>
    public int BackchannelPendingPolls { get; set; }

    /// <summary>The algorithm of ID tokens, <c>ES256</c> or <c>RS256</c> (RFC 7518 section 3.1). Default: ES256.</summary>
    public string IdTokenAlgorithm { get; set; } = SigningKey.Algorithms[0];

    /// <summary>What the operator makes of DPoP proofs. Default: <see cref="DPoPSupport.Supported"/>.</summary>
    public DPoPSupport DPoP { get; set; }

    /// <summary>
    /// Whether a DPoP proof must hold the nonce the operator last sent in <c>DPoP-Nonce</c> (RFC 9449 sections 8 and 9); without it the answer is <c>use_dpop_nonce</c>. A nonce is
    /// replaced every 150 seconds, and good for as long once more. Default: false.
    /// </summary>
    public bool DPoPNonceRequired { get; set; }

    /// <summary>
    /// The claims a DPoP proof needs beside those of RFC 9449, announced as <c>camara_dpop_claims_required</c>: <c>camara:bh</c> for requests with a body, <c>camara:qh</c> for
    /// requests with a query, each a SHA-256 in unpadded base64url. Default: none; a proof that has one is held to it anyway.
    /// </summary>
    public IList<string> DPoPClaimsRequired { get; private set; } = [];

    /// <summary>What is allowed with one-time passwords by text message.</summary>
    public OneTimePasswordLimits OneTimePassword { get; set; } = new();

    /// <summary>Who may use Vonage Verify v1, and what it allows.</summary>
    public VonageVerifySettings VonageVerify { get; set; } = new();

    /// <summary>Who may use Authy Phone Verification V1, and what it allows.</summary>
    public AuthyVerificationSettings AuthyVerification { get; set; } = new();

    /// <summary>Whether <see cref="OperatorSimulator.AddFault"/> works. Default: false, and then nothing can make the simulator answer wrongly.</summary>
    public bool FaultsEnabled { get; set; }

    /// <summary>
    /// For runs that must repeat to the last character: draws device ids, codes, tokens and one-time passwords from a sequence that begins with this seed. Whoever knows the seed
    /// can then guess every one of them. Where requests run at once, their order is not repeated. Signing keys stay random. Default: null, and nothing can be guessed.
    /// </summary>
    public int? DeterministicSeed { get; set; }

    /// <summary>Where everything unguessable comes from.</summary>
    internal SecretSource Secrets { get; private set; } = new(seed: null);

    /// <summary>A copy nobody else can change.</summary>
    /// <exception cref="ArgumentException">Names every fault at once.</exception>
    internal OperatorSimulatorOptions Validated()
    {
        string[] faults = [.. Faults()];
        if (faults.Length > 0)
        {
            throw new ArgumentException($"The operator simulator cannot start. {string.Join(' ', faults)}");
        }

        var copy = (OperatorSimulatorOptions)MemberwiseClone();
        copy.DPoPClaimsRequired = [.. DPoPClaimsRequired];
        copy.OneTimePassword = OneTimePassword.Copy();
        copy.VonageVerify = VonageVerify.Copy();
        copy.AuthyVerification = AuthyVerification.Copy();
        copy.Secrets = new SecretSource(DeterministicSeed);
        return copy;
    }

    private IEnumerable<string> Faults()
    {
        if (TimeProvider is null)
        {
            yield return $"{nameof(TimeProvider)} is null.";
        }

        if (Dialect is null)
        {
            yield return $"{nameof(Dialect)} is null.";
        }

        if (Port is < 0 or > 65535)
        {
            yield return $"{nameof(Port)} must be 0 to 65535.";
        }

        if (!Enum.IsDefined(WifiBehavior))
        {
            yield return $"{nameof(WifiBehavior)} is unknown.";
        }

        if (AccessTokenLifetime < TimeSpan.FromSeconds(1) || AccessTokenLifetime > MaxAccessTokenLifetime)
        {
            yield return $"{nameof(AccessTokenLifetime)} must be 1 to 300 seconds.";
        }

        if (CodeLifetime <= TimeSpan.Zero || CodeLifetime > MaxCodeLifetime)
        {
            yield return $"{nameof(CodeLifetime)} must be above zero and at most 60 seconds.";
        }

        if (BackchannelInterval < TimeSpan.FromSeconds(1) || BackchannelInterval > TimeSpan.FromSeconds(60) || BackchannelInterval.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            yield return $"{nameof(BackchannelInterval)} must be 1 to 60 whole seconds.";
        }

        if (BackchannelPendingPolls < 0)
        {
            yield return $"{nameof(BackchannelPendingPolls)} must not be negative.";
        }

        if (!SigningKey.Algorithms.Contains(IdTokenAlgorithm))
        {
            yield return $"{nameof(IdTokenAlgorithm)} must be ES256 or RS256.";
        }

        if (!Enum.IsDefined(DPoP))
        {
            yield return $"{nameof(DPoP)} is unknown.";
        }

        if (!DPoPClaimsRequired.All(claim => claim is Wire.DPoPProof.BodyHash or Wire.DPoPProof.QueryHash))
        {
            yield return $"{nameof(DPoPClaimsRequired)} has an unknown claim.";
        }

        foreach (var fault in OneTimePassword?.Faults() ?? [$"{nameof(OneTimePassword)} is null."])
        {
            yield return fault;
        }

        foreach (var fault in (VonageVerify?.Faults() ?? [$"{nameof(VonageVerify)} is null."]).Concat(AuthyVerification?.Faults() ?? [$"{nameof(AuthyVerification)} is null."]))
        {
            yield return fault;
        }

        if (Clients.Contains(null!))
        {
            yield return "A client is null.";
            yield break;
        }

        if (DPoP == DPoPSupport.Off && (DPoPNonceRequired || DPoPClaimsRequired.Count > 0 || Clients.Any(client => client.DPoPBoundAccessTokens)))
        {
            yield return $"{nameof(DPoP)} is off, and yet something of it is required.";
        }

        if (Clients.DistinctBy(client => client.ClientId).Count() != Clients.Count)
        {
            yield return "A client id was given twice.";
        }

        foreach (var fault in Clients.SelectMany(client => client.Faults()))
        {
            yield return fault;
        }
    }
}
