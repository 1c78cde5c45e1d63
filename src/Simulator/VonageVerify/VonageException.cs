namespace NumberVerify.Simulator;

/// <summary>Vonage Verify says no.</summary>
/// <param name="status">The status that is not 0.</param>
/// <param name="requestId">The verification it is about, where there is one.</param>
/// <param name="network">The network the number is in, where that matters.</param>
internal sealed class VonageException(VonageStatus status, string? requestId = null, string? network = null) : Exception(status.Text)
{
    internal VonageStatus Status { get; } = status;

    internal string? RequestId { get; } = requestId;

    internal string? Network { get; } = network;
}
