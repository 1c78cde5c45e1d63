using System.Diagnostics.CodeAnalysis;

namespace NumberVerify.Simulator;

/// <summary>
/// The parameters of one OAuth message. Names are case-sensitive, which ASP.NET Core's own collections are not, and an empty value counts as none
/// (RFC 6749 section 3.1).
/// </summary>
internal sealed class Parameters
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> repeated = new(StringComparer.Ordinal);

    private Parameters()
    {
    }

    /// <summary>Whether any parameter, known or not, came more than once: RFC 6749 sections 3.1 and 3.2 forbid it.</summary>
    internal bool AnyRepeated => repeated.Count > 0;

    internal IEnumerable<string> Names => values.Keys;

    /// <summary>Whether the parameter came at all, empty or more than once too.</summary>
    internal bool Has(string name) => values.ContainsKey(name);

    /// <summary>The value, or null when there is none or more than one.</summary>
    internal string? this[string name] => !repeated.ContainsKey(name) && values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Every value of a parameter that may come more than once, in their order.</summary>
    internal IReadOnlyList<string> All(string name) =>
        [.. (values.TryGetValue(name, out var first) ? [first] : Array.Empty<string>()).Concat(repeated.GetValueOrDefault(name) ?? []).Where(value => value.Length > 0)];

    /// <summary>Parameters that did not come as a form; each name at most once.</summary>
    internal static Parameters Of(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var parameters = new Parameters();
        foreach (var (name, value) in pairs)
        {
            parameters.values.Add(name, value);
        }

        return parameters;
    }

    internal static bool TryParse(ReadOnlySpan<char> encoded, [NotNullWhen(true)] out Parameters? parameters)
    {
        parameters = null;
        var result = new Parameters();
        foreach (var range in encoded.Split('&'))
        {
            var pair = encoded[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf('=');
            if (!FormUrlEncoding.TryDecode(equals < 0 ? pair : pair[..equals], out var name)
                || !FormUrlEncoding.TryDecode(equals < 0 ? [] : pair[(equals + 1)..], out var value))
            {
                return false;
            }

            if (result.values.TryAdd(name, value))
            {
                continue;
            }

            if (!result.repeated.TryGetValue(name, out var more))
            {
                result.repeated[name] = more = [];
            }

            more.Add(value);
        }

        parameters = result;
        return true;
    }
}
