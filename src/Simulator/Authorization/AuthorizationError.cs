namespace NumberVerify.Simulator;

/// <summary>A refusal of the authorization endpoint in the shape <see cref="AuthorizationErrorShape.CodeAndMessage"/>.</summary>
internal sealed record AuthorizationError(int Code, string Message);
