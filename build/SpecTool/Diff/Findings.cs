namespace NumberVerify.SpecTool.Diff;

/// <summary>
/// Gathers what is found. A component is met wherever something refers to it; what is the same there for several statuses and operations becomes one row, or a
/// correlator alone would fill a page.
/// </summary>
internal sealed class Findings
{
    private const string Alternatives = "(*)";
    private const int MostLabels = 3;

    private readonly List<Finding> _findings = [];
    private readonly HashSet<Finding> _known = [];

    /// <summary>The statuses that each operation has in both documents.</summary>
    private readonly Dictionary<string, List<string>> _operations = new(StringComparer.Ordinal);

    public bool IsEmpty => _findings.Count == 0;

    public void Know(string operation, IEnumerable<string> statuses) => _operations[operation] = [.. statuses.Order(StringComparer.Ordinal)];

    public void Add(ChangeKind kind, string rule, Place place, string? old, string? @new, string meaning)
    {
        var finding = new Finding(kind, rule, place, old, @new, meaning);
        if (_known.Add(finding))
        {
            _findings.Add(finding);
        }
    }

    /// <summary>The rows: what breaks first, each kind in the order it was found.</summary>
    public IReadOnlyList<ContractChange> Rows() =>
        [.. _findings
            .Where(finding => !SaidOfAll(finding))
            .GroupBy(finding => (finding.Kind, finding.Rule, finding.Place.Side, finding.Place.IsResponse, finding.Place.Part, Path: Plain(finding.Place.Path), finding.Old, finding.New, finding.Meaning))
            .Select(same => new ContractChange(same.Key.Kind, same.Key.Rule, Where([.. same.Select(finding => finding.Place)], same.Key.Path), same.Key.Old, same.Key.New, same.Key.Meaning))
            .OrderByDescending(row => row.Kind)];

    /// <summary>What alternatives have in common is found in each of them, and once more for all.</summary>
    private bool SaidOfAll(Finding finding) => Labels(finding.Place.Path).Any(label =>
    {
        var path = finding.Place.Path.Remove(label.Start, label.Length).Replace(" .", ".", StringComparison.Ordinal).Replace("[] ", "[]", StringComparison.Ordinal).Trim(' ', '.');
        return _known.Contains(finding with { Place = finding.Place with { Path = path } });
    });

    /// <summary>Where in a path the names of alternatives stand, with their parentheses.</summary>
    private static IEnumerable<(int Start, int Length)> Labels(string path)
    {
        for (var start = path.IndexOf('(', StringComparison.Ordinal); start >= 0; start = path.IndexOf('(', start + 1))
        {
            yield return (start, path.IndexOf(')', start) + 1 - start);
        }
    }

    /// <summary>The path within one item, where a message is a list, and without the name of the first alternative.</summary>
    private static string Plain(string path)
    {
        if (Labels(path).FirstOrDefault() is { Length: > 0 } label)
        {
            path = path.Remove(label.Start, label.Length).Insert(label.Start, Alternatives);
        }

        return path.StartsWith("[].", StringComparison.Ordinal) ? path[3..] : path.StartsWith("[] ", StringComparison.Ordinal) ? path[3..] : path;
    }

    private string Where(IReadOnlyList<Place> places, string path)
    {
        var messages = places
            .GroupBy(place => (place.Operation, Each: place.Path.StartsWith("[]", StringComparison.Ordinal) && !path.StartsWith("[]", StringComparison.Ordinal)))
            .GroupBy(perOperation => Message([.. perOperation], perOperation.Key.Each))
            .Select(alike => (Message: alike.Key, Operations: alike.Select(perOperation => perOperation.Key.Operation).Distinct().ToList()))
            .Select(alike => string.Join(": ", new[] { Subject(alike.Operations), alike.Message }.Where(text => text.Length > 0)));
        var labels = places.SelectMany(place => Labels(place.Path).Take(1).Select(label => place.Path.Substring(label.Start + 1, label.Length - 2))).Distinct().ToList();
        path = path.Replace(Alternatives, $"({(labels.Count > MostLabels ? $"each of {labels.Count} alternatives" : string.Join(", ", labels))})", StringComparison.Ordinal);
        return string.Join(", ", new[] { string.Join("; ", messages), path }.Where(text => text.Length > 0));
    }

    private string Subject(List<string> operations) =>
        operations.Count > 1 && operations.Count == _operations.Keys.Count(operation => !operation.StartsWith("callback ", StringComparison.Ordinal)) ? "every operation" : string.Join(", ", operations);

    private string Message(List<Place> places, bool each)
    {
        var place = places[0];
        var message = place switch
        {
            { IsResponse: true, Part: "" } => Responses(places),
            { IsResponse: true } => $"{Responses(places)}, {place.Part}",
            { Side: not null } => $"request {place.Part}",
            _ => place.Part,
        };
        return each ? $"{message}, each" : message;
    }

    private string Responses(List<Place> places)
    {
        var statuses = places.Select(place => place.Status!).Distinct().Order(StringComparer.Ordinal).ToList();
        var known = _operations.GetValueOrDefault(places[0].Operation, []);
        return statuses.Count == 1 ? $"response {statuses[0]}"
            : known.SequenceEqual(statuses) ? "every response"
            : known.Where(Statuses.IsError).SequenceEqual(statuses) ? "every error"
            : $"responses {string.Join(", ", statuses)}";
    }
}
