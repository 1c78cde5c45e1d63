namespace NumberVerify.Generated;

/// <summary>The result of an operation whose success has no body.</summary>
public readonly struct NoContent;
