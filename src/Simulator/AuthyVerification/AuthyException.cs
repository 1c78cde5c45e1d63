namespace NumberVerify.Simulator;

/// <summary>Authy's API says no.</summary>
internal sealed class AuthyException(AuthyError error) : Exception(error.Message)
{
    internal AuthyError Error { get; } = error;
}
