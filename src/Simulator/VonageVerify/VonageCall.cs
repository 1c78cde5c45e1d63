using System.Collections.Frozen;
using Names = NumberVerify.Simulator.Wire.VonageVerify;

namespace NumberVerify.Simulator;

/// <summary>One call of Vonage Verify v1, and the statuses it can have: what is not among them does not stop it.</summary>
internal sealed class VonageCall(string path, params string[] statuses)
{
    private readonly FrozenSet<string> statuses = statuses.ToFrozenSet(StringComparer.Ordinal);

    internal static readonly VonageCall Request = new(Names.Request, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "15", "20", "29");
    internal static readonly VonageCall Psd2 = new(Names.Psd2, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "15", "20", "29");
    internal static readonly VonageCall Check = new(Names.Check, "0", "1", "2", "3", "4", "5", "6", "16", "17");
    internal static readonly VonageCall Control = new(Names.Control, "0", "1", "2", "3", "4", "5", "6", "8", "9", "19");

    /// <summary>18 stands in the table of all statuses, and no other call could have it.</summary>
    internal static readonly VonageCall Search = new(Names.Search, "0", "1", "2", "3", "4", "5", "18", "101");

    internal string Path { get; } = path;

    internal bool Has(VonageStatus status) => statuses.Contains(status.Code);
}
