namespace NumberVerify.Simulator;

/// <summary>RFC 7517 section 5.</summary>
internal sealed record PublicKeySet(IReadOnlyList<PublicKey> Keys);
