namespace NumberVerify.Simulator;

/// <summary>NumberVerificationMatchResponse.</summary>
internal sealed record MatchResponse(bool DevicePhoneNumberVerified);
