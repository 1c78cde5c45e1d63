using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NumberVerify.Integration.Tests.HttpFiles;

/// <summary>Sends the requests of a .http file one after the other, each with what earlier answers said.</summary>
internal sealed partial class HttpFileRunner(HttpClient http, IReadOnlyDictionary<string, string> environment)
{
    private readonly Dictionary<string, JsonElement> answers = [];

    /// <param name="file">The file.</param>
    /// <param name="host">Takes the place of the file's variable of that name.</param>
    /// <returns>One line for each request whose status is not the expected one.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(HttpFile file, string host)
    {
        var variables = new Dictionary<string, string>(file.Variables) { ["host"] = host };
        var mistakes = new List<string>();
        foreach (var request in file.Requests)
        {
            using var message = new HttpRequestMessage(new HttpMethod(request.Method), Resolve(request.Url, variables));
            if (request.Body.Length > 0)
            {
                message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Resolve(request.Body, variables)));
            }

            foreach (var (name, value) in request.Headers)
            {
                var resolved = Resolve(value, variables);
                Assert.True(message.Headers.TryAddWithoutValidation(name, resolved) || message.Content!.Headers.TryAddWithoutValidation(name, resolved));
            }

            using var response = await http.SendAsync(message);
            var body = await response.Content.ReadAsStringAsync();
            if ((int)response.StatusCode != request.ExpectedStatus)
            {
                mistakes.Add($"{request.Title}: {(int)response.StatusCode} instead of {request.ExpectedStatus}. {body}");
            }

            if (request.Name is not null)
            {
                answers[request.Name] = JsonElement.Parse(body);
            }
        }

        return mistakes;
    }

    private string Resolve(string text, IReadOnlyDictionary<string, string> variables) => Variable().Replace(text, match =>
    {
        var name = match.Groups[1].Value;
        if (name.StartsWith("$processEnv ", StringComparison.Ordinal))
        {
            return environment[name[12..]];
        }

        if (name.IndexOf(".response.body.$", StringComparison.Ordinal) is var at and > 0)
        {
            return Find(answers[name[..at]], name[(at + 16)..]);
        }

        // "{{code}}" is the placeholder of a text message: what is no variable stays, as the editors leave it.
        return variables.TryGetValue(name, out var value) ? Resolve(value, variables) : match.Value;
    });

    private static string Find(JsonElement answer, string path)
    {
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            answer = step == "[-1:]" ? answer.EnumerateArray().Last() : answer.GetProperty(step);
        }

        return answer.GetString()!;
    }

    [GeneratedRegex(@"\{\{([^{}]+)\}\}")]
    private static partial Regex Variable();
}
