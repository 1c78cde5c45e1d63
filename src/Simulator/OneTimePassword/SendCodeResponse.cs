namespace NumberVerify.Simulator;

/// <summary>SendCodeResponse.</summary>
internal sealed record SendCodeResponse(string AuthenticationId)
{
    public override string ToString() => nameof(SendCodeResponse);
}
