namespace NumberVerify.SpecTool.Diff;

/// <summary>
/// Gathers what is found. A component is met wherever something refers to it; what is the same there for several statuses and operations becomes one row, or a
/// correlator alone would fill a page.
/// </summary>
internal sealed class Findings
{
    private readonly List<Finding> _findings = [];

    /// <summary>The statuses that each operation has in both documents.</summary>
    private readonly Dictionary<string, List<string>> _operations = new(StringComparer.Ordinal);

    public bool IsEmpty => _findings.Count == 0;

    public void Know(string operation, IEnumerable<string> statuses) => _operations[operation] = [.. statuses.Order(StringComparer.Ordinal)];

    public void Add(ChangeKind kind, string rule, Place place, string? old, string? @new, string meaning)
    {
        var finding = new Finding(kind, rule, place, old, @new, meaning);
        if (!_findings.Contains(finding))
        {
            _findings.Add(finding);
        }
    }

    /// <summary>The rows: what breaks first, each kind in the order it was found.</summary>
    public IReadOnlyList<ContractChange> Rows() =>
        [.. _findings
            .GroupBy(finding => (finding.Kind, finding.Rule, finding.Place.Side, finding.Place.IsResponse, finding.Place.Part, finding.Place.Path, finding.Old, finding.New, finding.Meaning))
            .SelectMany(same => same
                .GroupBy(finding => finding.Place.Operation)
                .GroupBy(perOperation => string.Join(", ", StatusesOf(perOperation)))
                .Select(alike => new ContractChange(same.Key.Kind, same.Key.Rule, Where([.. alike.Select(perOperation => perOperation.Key)], [.. StatusesOf(alike.First())], same.First().Place), same.Key.Old, same.Key.New, same.Key.Meaning)))
            .OrderByDescending(row => row.Kind)];

    private static IEnumerable<string> StatusesOf(IEnumerable<Finding> findings) => findings.Select(finding => finding.Place.Status).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    private string Where(List<string> operations, List<string> statuses, Place place)
    {
        var message = place switch
        {
            { IsResponse: true } => Responses(operations, statuses),
            { Side: not null } => "request",
            _ => "",
        };
        var part = string.Join(", ", new[] { $"{message}{(place.IsResponse && place.Part.Length > 0 ? "," : "")} {place.Part}".Trim(), place.Path }.Where(text => text.Length > 0));
        var subject = operations is [""] ? "" : operations.Count > 1 && operations.Count == _operations.Keys.Count(operation => !operation.StartsWith("callback ", StringComparison.Ordinal)) ? "every operation" : string.Join(", ", operations);
        return subject.Length == 0 ? part : part.Length == 0 ? subject : $"{subject}: {part}";
    }

    private string Responses(List<string> operations, List<string> statuses)
    {
        var known = operations.Select(operation => _operations.GetValueOrDefault(operation, [])).ToList();
        if (statuses.Count > 1 && known.All(all => all.SequenceEqual(statuses)))
        {
            return "every response";
        }

        if (statuses.Count > 1 && known.All(all => all.Where(Statuses.IsError).SequenceEqual(statuses)))
        {
            return "every error";
        }

        return $"{(statuses.Count == 1 ? "response" : "responses")} {string.Join(", ", statuses)}";
    }
}
