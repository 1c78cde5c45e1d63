namespace NumberVerify.Simulator;

/// <summary>One SIM in one device. A replacement with the same number is another SIM.</summary>
internal sealed class SimCard(string phoneNumber)
{
    private volatile bool removed;

    internal string PhoneNumber { get; } = phoneNumber;

    /// <summary>Whether it was taken out; it never comes back.</summary>
    internal bool IsRemoved => removed;

    internal void Remove() => removed = true;
}
