using System.Collections.Concurrent;

namespace NumberVerify.Tool.Scan;

/// <summary>What a scan has found so far, from any thread.</summary>
internal sealed class Findings
{
    private readonly ConcurrentDictionary<Finding, byte> _found = new();
    private readonly ConcurrentDictionary<Omission, byte> _omitted = new();

    public void Add(ScanRule rule, string kind, string place, string? name = null, string? member = null, int? line = null, int? column = null, string? level = null) =>
        _found.TryAdd(new Finding(rule.Id, level ?? rule.Level, kind, place, name is null ? null : Subject.Printable(name), member is null ? null : Subject.Printable(member), line, column), 0);

    public void Omit(string place, string reason) => _omitted.TryAdd(new Omission(place, reason), 0);

    /// <summary>In the order of places, whatever the order in which they were found.</summary>
    public Finding[] Found() =>
    [
        .. _found.Keys.OrderBy(finding => finding.Place, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column).ThenBy(finding => finding.Member, StringComparer.Ordinal)
            .ThenBy(finding => finding.Name, StringComparer.Ordinal).ThenBy(finding => finding.Rule, StringComparer.Ordinal).ThenBy(finding => finding.Kind, StringComparer.Ordinal),
    ];

    public Omission[] Omitted() => [.. _omitted.Keys.OrderBy(omission => omission.Place, StringComparer.Ordinal).ThenBy(omission => omission.Reason, StringComparer.Ordinal)];
}
