namespace NumberVerify;

/// <summary>What an operator's metadata says of DPoP proofs.</summary>
/// <param name="Algorithms">Which it takes (RFC 9449 5.1); empty where it takes no proof at all.</param>
/// <param name="WantsQueryHash">Whether it insists on CAMARA's hash of the query.</param>
/// <param name="WantsBodyHash">Whether it insists on CAMARA's hash of the body.</param>
internal sealed record DPoPOffer(IReadOnlyList<string> Algorithms, bool WantsQueryHash, bool WantsBodyHash);
