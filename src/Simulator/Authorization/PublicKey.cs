namespace NumberVerify.Simulator;

/// <summary>An elliptic curve key, RFC 7518 section 6.2.1. The type has no member a private key would fit in.</summary>
internal sealed record PublicKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);
