using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Update;

/// <summary>
/// What is said about a response of which nobody has said anything yet, since OpenAPI wants a text: the phrase of its HTTP status. It is no sentence,
/// and so the tests that want one still ask for it.
/// </summary>
internal sealed partial class StatusPhrases
{
    private const string Unknown = "Response";
    private static readonly Dictionary<int, string> s_phrases = Enum.GetValues<HttpStatusCode>().Distinct().ToDictionary(status => (int)status, status => Capital().Replace(status.ToString(), " $0"));
    private readonly Dictionary<string, string> _statuses = [];

    /// <summary>Learns from a document which status each shared response answers.</summary>
    public StatusPhrases(JsonObject root)
    {
        foreach (var (name, response) in Grammar.All(root, Grammar.Responses).SelectMany(responses => responses))
        {
            if (response is JsonObject reference && reference.Text("$ref") is { } target)
            {
                _statuses.TryAdd(Pointer.Split(target).Last(), name);
            }
        }
    }

    public static bool IsPhrase(string? text) => text == Unknown || (text is not null && s_phrases.ContainsValue(text));

    /// <summary>The phrase for a response by its status or by its name among the components.</summary>
    public string Of(string name)
    {
        var status = _statuses.GetValueOrDefault(name, name);
        return Digits().Match(status) is { Success: true } digits && s_phrases.TryGetValue(int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture), out var phrase) ? phrase : Unknown;
    }

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Capital();

    [GeneratedRegex("[1-5][0-9]{2}$")]
    private static partial Regex Digits();
}
