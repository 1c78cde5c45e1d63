namespace NumberVerify.Conformance.Features;

/// <summary>Who sends a scenario's request.</summary>
internal interface ICaller
{
    Task<Reply> SendAsync(World world);
}
