namespace NumberVerify.Simulator;

/// <summary>A refusal of an API.</summary>
internal sealed class ApiException(ErrorInfo error) : Exception(error.Message)
{
    internal ErrorInfo Error { get; } = error;
}
