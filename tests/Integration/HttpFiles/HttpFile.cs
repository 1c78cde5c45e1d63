using System.Globalization;

namespace NumberVerify.Integration.Tests.HttpFiles;

/// <summary>The part of the .http format that docs/http uses: variables, named requests, headers, a body, and our own comment that says which status is expected.</summary>
internal sealed record HttpFile(IReadOnlyDictionary<string, string> Variables, IReadOnlyList<HttpFileRequest> Requests)
{
    /// <exception cref="FormatException">A request has no expected status, or a line is none of the format's.</exception>
    public static HttpFile Parse(string text)
    {
        var variables = new Dictionary<string, string>();
        var requests = new List<HttpFileRequest>();
        foreach (var section in $"\n{text.ReplaceLineEndings("\n")}".Split("\n###"))
        {
            var lines = section.Split('\n').AsEnumerable();
            var title = lines.First().Trim();
            lines = lines.Skip(1);
            string? name = null;
            int? status = null;
            while (lines.FirstOrDefault() is { } line && (line.Length == 0 || line[0] is '#' or '@'))
            {
                if (line.StartsWith('@'))
                {
                    var (variable, value) = Split(line[1..], '=');
                    variables.Add(variable, value);
                }

                name = line.StartsWith("# @name ", StringComparison.Ordinal) ? line[8..].Trim() : name;
                status = line.StartsWith("# expect ", StringComparison.Ordinal) ? int.Parse(line[9..], CultureInfo.InvariantCulture) : status;
                lines = lines.Skip(1);
            }

            if (lines.FirstOrDefault() is { } requestLine)
            {
                var (method, url) = Split(requestLine, ' ');
                var headers = lines.Skip(1).TakeWhile(line => line.Length > 0).Select(line => Split(line, ':')).ToList();
                var body = string.Join('\n', lines.Skip(1 + headers.Count)).Trim();
                requests.Add(new HttpFileRequest(
                    title,
                    name,
                    status ?? throw new FormatException($"No status is expected of '{title}'."),
                    method,
                    url,
                    [.. headers.Select(header => KeyValuePair.Create(header.Left, header.Right))],
                    body));
            }
        }

        return new HttpFile(variables, requests);
    }

    private static (string Left, string Right) Split(string line, char separator) =>
        line.IndexOf(separator) is var at and > 0 ? (line[..at].Trim(), line[(at + 1)..].Trim()) : throw new FormatException($"'{line}' has no '{separator}'.");
}
