using System.Globalization;

namespace NumberVerify.Simulator;

/// <summary>What the simulator says things cost.</summary>
internal static class VonagePrice
{
    private const decimal Verification = 0.05m;
    private const decimal Message = 0.04m;

    /// <summary>Only one that succeeded costs anything.</summary>
    internal static string OfVerification(bool succeeded) => Text(succeeded ? Verification : 0);

    internal static string OfMessages(int count) => Text(count * Message);

    private static string Text(decimal price) => price.ToString("0.00000000", CultureInfo.InvariantCulture);
}
