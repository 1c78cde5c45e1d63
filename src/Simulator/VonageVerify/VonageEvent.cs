namespace NumberVerify.Simulator;

/// <summary>A message or call that went out.</summary>
internal sealed record VonageEvent(string Id, bool IsVoice, DateTimeOffset At);
