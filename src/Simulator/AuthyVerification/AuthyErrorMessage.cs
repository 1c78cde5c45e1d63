namespace NumberVerify.Simulator;

/// <summary>The message of an error, once more.</summary>
internal sealed record AuthyErrorMessage(string Message);
