using System.IO.Enumeration;

namespace NumberVerify.Simulator;

/// <summary>The faults still to come, in the order they were added.</summary>
internal sealed class FaultPlan(bool enabled)
{
    private readonly Lock gate = new();
    private readonly List<(SimulatorFault Fault, int? Left)> planned = [];

    internal bool IsEnabled => enabled;

    /// <summary>With what is left of <see cref="SimulatorFault.Times"/>.</summary>
    internal IReadOnlyList<SimulatorFault> Planned
    {
        get
        {
            lock (gate)
            {
                return Array.AsReadOnly(planned.Select(entry => entry.Fault with { Times = entry.Left }).ToArray());
            }
        }
    }

    /// <exception cref="InvalidOperationException">Faults are not enabled.</exception>
    /// <exception cref="ArgumentException">The fault is not valid; the message names each member that is not.</exception>
    internal void Add(SimulatorFault fault)
    {
        if (!enabled)
        {
            throw new InvalidOperationException($"Faults are off: {nameof(OperatorSimulatorOptions)}.{nameof(OperatorSimulatorOptions.FaultsEnabled)} switches them on.");
        }

        string[] mistakes = [.. fault.Faults()];
        if (mistakes.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', mistakes), nameof(fault));
        }

        lock (gate)
        {
            planned.Add((fault, fault.Times));
        }
    }

    internal void Clear()
    {
        lock (gate)
        {
            planned.Clear();
        }
    }

    /// <summary>Finds the first that fits and counts it.</summary>
    internal SimulatorFault? Take(string method, string path)
    {
        if (!enabled)
        {
            return null;
        }

        lock (gate)
        {
            var index = planned.FindIndex(entry => Fits(entry.Fault, method, path));
            if (index < 0)
            {
                return null;
            }

            var (fault, left) = planned[index];
            if (left == 1)
            {
                planned.RemoveAt(index);
            }
            else
            {
                planned[index] = (fault, left - 1);
            }

            return fault;
        }
    }

    private static bool Fits(SimulatorFault fault, string method, string path) =>
        (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && FileSystemName.MatchesSimpleExpression(fault.Path, path, ignoreCase: false);
}
