namespace NumberVerify.Simulator;

/// <summary>A refusal of an API.</summary>
/// <param name="error">What the body says.</param>
/// <param name="dpopError">The code of RFC 9449 for the header that challenges the caller, or null when the refusal has nothing to do with DPoP.</param>
internal sealed class ApiException(ErrorInfo error, string? dpopError = null) : Exception(error.Message)
{
    internal ErrorInfo Error { get; } = error;

    internal string? DPoPError { get; } = dpopError;
}
