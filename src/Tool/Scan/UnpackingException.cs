namespace NumberVerify.Tool.Scan;

/// <summary>A file unpacks to more than a scan looks through: what was started is given up as a whole, and named.</summary>
internal sealed class UnpackingException(string message) : Exception(message);
