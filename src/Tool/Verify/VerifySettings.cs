namespace NumberVerify.Tool.Verify;

/// <summary>How one verification goes.</summary>
/// <param name="Number">The number to verify.</param>
/// <param name="Policy">Silent only, or with codes.</param>
/// <param name="RedirectUri">Where the phone is sent back to; null where the operator alone knows.</param>
/// <param name="Timeout">How long the callback may take.</param>
internal sealed record VerifySettings(PhoneNumber Number, PhoneVerificationPolicy Policy, Uri? RedirectUri, TimeSpan Timeout);
