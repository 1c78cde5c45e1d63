namespace NumberVerify.Simulator;

internal sealed record SigningKeyRotation
{
    /// <summary>False to withdraw the older keys at once.</summary>
    public bool PublishOldKeys { get; set; } = true;
}
