namespace NumberVerify.Simulator;

/// <summary>One of the codes that were tried.</summary>
internal sealed record VonageSearchCheck(string DateReceived, string Code, string Status, string IpAddress)
{
    public override string ToString() => $"{nameof(VonageSearchCheck)} {Status}";
}
