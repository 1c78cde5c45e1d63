namespace NumberVerify;

/// <summary>The words of RFC 9449, and CAMARA's additions to it.</summary>
internal static class DPoPNames
{
    public const string Scheme = "DPoP";
    public const string ProofHeader = "DPoP";
    public const string NonceHeader = "DPoP-Nonce";
    public const string UseNonce = "use_dpop_nonce";
    public const string ProofType = "dpop+jwt";
    public const string QueryHash = "camara:qh";
    public const string BodyHash = "camara:bh";
}
