using NumberVerify.SpecTool;

namespace NumberVerify.Tool.Tests.Spec.Diff;

/// <summary>Documents made for a test, in a folder that is gone after it.</summary>
internal sealed class DiffDocument : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nv-diff-").FullName;
    private int _count;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public string Write(string text, string? name = null)
    {
        var path = Path.Combine(_folder, name ?? $"document{++_count}.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public SpecDocument Load(string text, string? name = null) => SpecDocument.LoadAsWritten(Write(text, name));

    /// <summary>A document with one call, whose pieces are indented as they need to be.</summary>
    public static string WithOperation(string operation, string components = "", string version = "3.0.3", string root = "") =>
        $"openapi: {version}\ninfo: {{ title: A, version: 1.0.0 }}\n{root}{(root.Length == 0 ? "" : "\n")}paths:\n  /a:\n    post:\n      operationId: postA\n{Indented(operation, 6)}\n{(components.Length == 0 ? "" : $"components:\n{Indented(components, 2)}\n")}";

    /// <summary>A call whose request and response hold the same value under the name `member`.</summary>
    public static string WithMember(string schema, string version = "3.0.3", string components = "")
    {
        var body = $"content: {{ application/json: {{ schema: {{ type: object, properties: {{ member: {schema} }} }} }} }}";
        return WithOperation($"requestBody: {{ {body} }}\nresponses:\n  '200': {{ description: Good., {body} }}", components, version);
    }

    private static string Indented(string text, int spaces) => string.Join('\n', text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => new string(' ', spaces) + line));
}
