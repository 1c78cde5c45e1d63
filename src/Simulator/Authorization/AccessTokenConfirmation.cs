namespace NumberVerify.Simulator;

/// <summary>RFC 9449 section 6.1: the thumbprint of the key an access token is bound to.</summary>
internal sealed record AccessTokenConfirmation(string Jkt);
